import Accompaniment
import ArgumentParser
import Foundation
import Store

/// `eshkold files`: what came in, and what became of it.
struct Files: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "files",
        abstract: "Lists the files that were taken in, or shows one.",
        subcommands: [List.self, Show.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "The files received last, newest first."
        )

        @OptionGroup var config: ConfigOption
        @Option(help: "How many.")
        var limit = 50
        @Flag(help: "For other programs.")
        var json = false

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit should be 1 or more") }
        }

        func run() async throws {
            let configuration = try Configuration.load(config.path)
            let store = try configuration.openStore()
            // Names of files are words of their senders.
            try AccessLog.note("names of files", state: configuration.state)
            let files = try await store.files(limit: limit).map(FileReport.init)
            if json { return try Terminal.printJSON(files) }
            print(
                Terminal.table(
                    ["ID", "RECEIVED", "INBOX", "OUTCOME", "NEW", "UPDATED", "SAME", "HELD", "NAME"],
                    files.map {
                        [
                            "\($0.id)", Terminal.instant($0.receivedAt), $0.inbox, $0.outcome, "\($0.rows.added)",
                            "\($0.rows.revised)", "\($0.rows.unchanged)", "\($0.rows.held)", $0.name,
                        ]
                    }
                )
            )
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "One file with its findings.")

        @OptionGroup var config: ConfigOption
        @Argument(help: "The number of the file, as 'files list' shows it.")
        var id: Int64
        @Flag(help: "For other programs.")
        var json = false

        func run() async throws {
            let configuration = try Configuration.load(config.path)
            guard let file = try await configuration.openStore().file(id: id) else {
                throw StartFailure("there is no file \(id): 'eshkold files list' shows the numbers", exit: .usage)
            }
            // Its name and its findings hold words of the sender.
            try AccessLog.note("file \(id)", state: configuration.state)
            let report = FileReport(file)
            if json { return try Terminal.printJSON(report) }
            print(Terminal.table(["FIELD", "VALUE"], report.fields))
            guard !report.findings.isEmpty else { return }
            print("")
            print(
                Terminal.table(
                    ["CODE", "ROWS", "COLUMN", "FINDING"],
                    report.findings.map { finding in
                        [
                            finding.code.rawValue, "\(finding.count)",
                            finding.column.map { "\($0.letters) \($0.heading)" } ?? "-", finding.code.text.problem.en,
                        ]
                    }
                )
            )
        }
    }
}

/// A file in the form that `--json` prints.
private struct FileReport: Encodable {
    var id: Int64
    var name: String
    var inbox: String
    var organisation: Code
    var function: Function
    var receivedAt: Date
    var size: Int
    var sha256: String
    var outcome: String
    var sameAs: Int64?
    var rows: RowCounts
    var filedAs: String
    var isFiled: Bool
    var findings: [Finding]

    init(_ file: RecordedFile) {
        id = file.id
        name = file.file.name
        inbox = file.file.inbox
        organisation = file.file.organisation
        function = file.file.function
        receivedAt = file.file.receivedAt
        size = file.file.size
        sha256 = file.sha256.hex
        outcome = file.outcome.rawValue
        sameAs = file.earlier?.id
        rows = file.counts
        filedAs = file.file.filedAs
        isFiled = file.isFiled
        findings = file.findings
    }

    var fields: [[String]] {
        [
            ["id", "\(id)"], ["name", name], ["inbox", inbox], ["received", Terminal.instant(receivedAt)],
            ["outcome", outcome + (sameAs.map { " of file \($0)" } ?? "")], ["size", "\(size) bytes"],
            ["sha256", sha256],
            ["rows", "\(rows.added) new, \(rows.revised) updated, \(rows.unchanged) same, \(rows.held) held"],
            ["filed as", filedAs + (isFiled ? "" : " (not yet)")],
        ]
    }
}
