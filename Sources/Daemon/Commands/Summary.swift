import Accompaniment
import ArgumentParser
import Foundation
import Store

/// `eshkold summary`: the bytes that an office gets.
struct Summary: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "Prints the summary of a period, exactly as it is or would be pushed.",
        discussion: "With --json these are the very bytes; without, the same laid out for reading."
    )

    @OptionGroup var config: ConfigOption
    @Option(help: "The period: 2015-Q4, 2015-12, 2015-H2 or 2015.")
    var period: String
    @Option(help: "The office; the first one otherwise.")
    var office: String?
    @Flag(help: "The very bytes.")
    var json = false

    func run() async throws {
        let configuration = try Configuration.load(config.path)
        guard let period = Period(code: period) else {
            throw StartFailure("'\(period)' is no period: write 2015-Q4, 2015-12, 2015-H2 or 2015", exit: .usage)
        }
        guard let office = configuration.offices.first(where: { office == nil || $0.name == office }) else {
            throw StartFailure("the configuration has no such office: look under 'offices'", exit: .usage)
        }
        let lexicon = try configuration.loadLexicon()
        let store = try configuration.openStore()
        let summariser = Summariser(
            registry: lexicon.registry,
            installation: store.installation,
            expecting: configuration.period
        )
        guard let body = try await store.summary(of: period, for: office.name, with: summariser) else {
            let known = try await store.periods().map(\.description).joined(separator: ", ")
            throw StartFailure(
                "nothing counts in \(period): there is something in \(known.isEmpty ? "no period" : known)"
            )
        }
        if json {
            FileHandle.standardOutput.write(body)
        } else {
            try Terminal.printDocument(body)
        }
    }
}
