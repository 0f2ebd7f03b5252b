import Accompaniment
import ArgumentParser
import Foundation
import Intake

/// `eshkold check`: what would the receipt say?
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Prints the receipt that files would get; writes nothing.",
        discussion: "Exit status 0 when there is nothing to mend or to check; 1 with findings."
    )

    @OptionGroup var config: ConfigOption
    @Option(help: "The inbox whose organisation and function apply; the first one otherwise.")
    var inbox: String?
    @Argument(help: "The files.", completion: .file())
    var files: [String]

    func run() throws {
        let configuration = try Configuration.load(config.path)
        let lexicon = try configuration.loadLexicon()
        guard let settings = configuration.inboxes.first(where: { inbox == nil || $0.name == inbox }) else {
            let names = configuration.inboxes.map(\.name).joined(separator: ", ")
            throw StartFailure("there is no inbox '\(inbox ?? "")': choose one of \(names)", exit: .usage)
        }
        let dryRun = DryRun(lexicon: lexicon, periodKind: configuration.period, language: configuration.language)
        var isClean = true
        // A receipt quotes what people wrote: of what was dropped here, whoever looks is noted.
        let dropped = files.filter { configuration.inbox(around: URL(fileURLWithPath: $0)) != nil }
        if !dropped.isEmpty {
            try AccessLog.note("check of \(dropped.count) dropped files", state: configuration.state)
        }
        for (index, file) in files.enumerated() {
            let result = try dryRun.check(path: file, in: settings)
            if index > 0 { print("") }
            for line in result.receipt { print(Terminal.visible(line)) }
            isClean = result.isClean && isClean
        }
        if !isClean { throw ExitCode(StartFailure.Exit.workLeft.rawValue) }
    }
}
