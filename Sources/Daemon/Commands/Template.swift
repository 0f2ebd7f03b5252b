import Accompaniment
import ArgumentParser
import Foundation
import Intake

/// `eshkold template`: a table to start from.
struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Prints a CSV with the headings that are understood and one row to overwrite."
    )

    @OptionGroup var config: ConfigOption
    @Option(help: "he or en.")
    var language: Language
    @Option(help: "The organisation that will send it; checked against the registry.")
    var organisation: String?

    func run() throws {
        let lexicon = try Configuration.load(config.path).loadLexicon()
        if let organisation, lexicon.organisation(organisation) == nil {
            throw StartFailure("the registry knows no organisation '\(organisation)'", exit: .usage)
        }
        let unit = lexicon.registry.clusters.first?.label[language] ?? ""
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        let csv = ReportTemplate.csv(language: language, unit: unit, year: year)
        FileHandle.standardOutput.write(Data(csv.utf8))
    }
}

extension Language: ExpressibleByArgument {}
