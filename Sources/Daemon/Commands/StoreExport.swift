import Accompaniment
import ArgumentParser
import Foundation
import Intake
import Store

/// `eshkold store export`: everything, or everything about one person.
struct StoreExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Prints every activity, or all that is kept of a person, words included; noted in the access log.",
        discussion: """
            A table for spreadsheets is UTF-8 with a byte order mark, and no cell of it is a formula. Of a person it is one \
            JSON document: activities, also as they were before; held rows, findings, notes, files with the paths of what \
            is still there, and engagements.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, json
    }

    @OptionGroup var config: ConfigOption
    @Option(help: "csv, or json: an object a line. Of a person always json; otherwise csv where nothing is said.")
    var format: Format?
    @Flag(help: "Oversight; help otherwise. The two are never in one table.")
    var oversight = false
    @Option(help: "All that is kept of this person, under all names that the registry knows.")
    var person: String?

    func validate() throws {
        guard person == nil || format != .csv else {
            throw ValidationError("what is kept of a person is no table: leave out --format csv")
        }
    }

    func run() async throws {
        let configuration = try Configuration.load(config.path)
        let function: Function = oversight ? .oversight : .help
        let what = "export of \(oversight ? "oversight" : "help")"
        if let person {
            let lexicon = try configuration.loadLexicon()
            let search = try PersonSearch(named: person, lexicon)
            let store = try configuration.openStore()
            let records = try await store.records(of: search, function)
            try AccessLog.note(
                "\(what) of a person\(AccessLog.list([function: Set(records.activities.map(\.id))]))",
                state: configuration.state
            )
            return try Terminal.printJSON(
                await PersonExport(records, search, configuration, store, lexicon, function)
            )
        }
        let store = try configuration.openStore()
        try AccessLog.note(what, state: configuration.state)
        let writer = ExportWriter(isJSON: format == .json)
        try await store.export(function) { try writer.write($0) }
        try writer.end()
    }
}

/// All that is kept of a person, on one side.
private struct PersonExport: Encodable {
    struct Engaged: Encodable {
        let unit: Code
        let role: String
        let status: String
        let organisation: Code?
        let from: String
        let until: String?
    }

    struct File: Encodable {
        let id: Int64
        let inbox: String
        let name: String
        let receivedAt: Date
        /// What lies in the folders still. The name may stand in each of them.
        let paths: [String]
    }

    let function: Function
    let code: Code?
    let names: [String]
    let engagements: [Engaged]
    let activities: [Store.PersonRecords.Activity]
    let heldRows: [Store.PersonRecords.Held]
    let findings: [Store.PersonRecords.Found]
    let assignmentNotes: [Store.PersonRecords.Note]
    let files: [File]

    init(
        _ records: Store.PersonRecords,
        _ search: PersonSearch,
        _ configuration: Configuration,
        _ store: Store,
        _ lexicon: Lexicon,
        _ function: Function
    ) async throws {
        self.function = function
        code = search.code
        names = lexicon.people.names(of: search.code).own
        engagements = (lexicon.registry.engagements ?? []).filter { $0.person != nil && $0.person == search.code }.map {
            Engaged(
                unit: $0.unit,
                role: $0.role.rawValue,
                status: $0.status.rawValue,
                organisation: $0.organisation,
                from: "\($0.from)",
                until: $0.until.map { "\($0)" }
            )
        }
        activities = records.activities
        heldRows = records.heldRows
        findings = records.findings
        assignmentNotes = records.assignmentNotes
        let folders = try await InboxFolders(configuration, store, lexicon)
        var known = records.files
        // What no row tells of: of a file that was rejected, or of rows that another file has as well.
        for file in try await store.filesWithOriginals() where !known.contains(file.id) {
            if try await folders.mentions(search, file) == true { known.insert(file.id) }
        }
        var files: [File] = []
        for id in known.sorted() {
            guard let file = try await store.file(id: id), file.file.function == function else { continue }
            files.append(
                File(
                    id: id,
                    inbox: file.file.inbox,
                    name: file.file.name,
                    receivedAt: file.file.receivedAt,
                    paths: try await folders.papers(of: file)
                )
            )
        }
        self.files = files
        for inbox in folders.missing.sorted() {
            Terminal.complain("inbox \(inbox): its folder is not there: mount it to see which of its files are left")
        }
    }
}

/// Rows to the standard output, in blocks. Sendable because one row comes after the other.
private final class ExportWriter: @unchecked Sendable {
    private let isJSON: Bool
    private var names: [String] = []
    private var block = Data()

    init(isJSON: Bool) {
        self.isJSON = isJSON
        if !isJSON { block.append(contentsOf: "\u{FEFF}".utf8) }
    }

    /// The first row holds the names.
    func write(_ row: [String?]) throws {
        if isJSON {
            guard !names.isEmpty else { return names = row.map { $0 ?? "" } }
            let pairs = zip(names, row).compactMap { name, value in value.map { (name, $0) } }
            block += try JSONEncoder.canonical.encode(Dictionary(uniqueKeysWithValues: pairs))
            block.append(UInt8(ascii: "\n"))
        } else {
            block.append(contentsOf: row.map { Self.cell($0 ?? "") }.joined(separator: ",").utf8)
            block.append(contentsOf: "\r\n".utf8)
        }
        if block.count > 1 << 18 { try end() }
    }

    func end() throws {
        try FileHandle.standardOutput.write(contentsOf: block)
        block.removeAll(keepingCapacity: true)
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.utf8.first.map(Formula.opens) ?? false
        let safe = isFormula && Double(text) == nil ? "'\(text)" : text
        guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }
}
