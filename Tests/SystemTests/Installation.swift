import Foundation
import FoundationNetworking
import GRDB
import TestSupport

/// A whole installation in a folder of its own: inboxes, configuration, store, and the real binaries.
struct Installation {
    let folder: TemporaryDirectory
    private let hasOffice: Bool

    /// The inbox of each file of `Examples/2015`.
    static let examples = [
        "elka-2015-as-kept.tsv": "elka", "elka-2015.csv": "elka", "elka-national-2015.csv": "elka",
        "mifam-2015.csv": "mifam", "urbanics-2015.json": "urbanics",
        "urbanics-oversight-2015.csv": "urbanics-oversight",
    ]

    private static let inboxes = [
        ("elka", "ORG-ELKA", "HELP"), ("mifam", "ORG-MIFAM", "HELP"), ("urbanics", "ORG-URBANICS", "HELP"),
        ("urbanics-oversight", "ORG-URBANICS", "OVERSIGHT"),
    ]

    /// - Parameters:
    ///   - officeURL: Where summaries go; without one the installation has no office.
    ///   - state: The state folder, absolute or below the installation's.
    ///   - inboxOptions: Further keys of every inbox.
    ///   - reports: Folders of pages, and for whom.
    ///   - options: Further lines of the configuration.
    ///   - officeOptions: Further keys of the office.
    init(
        officeURL: String? = nil,
        officeOptions: String = "",
        schedule: String = "on-change",
        state: String = "state",
        inboxOptions: String = "",
        reports: [(path: String, reader: String)] = [],
        options: String = ""
    ) throws {
        folder = try TemporaryDirectory()
        hasOffice = officeURL != nil
        var yaml = ["state: \(state)", "registry: \(Repository.root)/config/registry.yaml", options, "inboxes:"]
        for (name, organisation, function) in Self.inboxes {
            try folder.folder("inboxes/\(name)")
            yaml.append(
                "  - { name: \(name), path: inboxes/\(name), organisation: \(organisation), function: \(function)"
                    + (inboxOptions.isEmpty ? " }" : ", \(inboxOptions) }")
            )
        }
        if !reports.isEmpty { yaml.append("reports:") }
        for (path, reader) in reports {
            try folder.folder(path)
            yaml.append("  - { path: \(path), for: \(reader) }")
        }
        if let officeURL {
            yaml.append("offices:")
            yaml.append(
                "  - { name: office, url: \(officeURL)/v1/summaries, every: \(schedule), "
                    + "signing-key: \"file:\(folder.path("signing-key"))\"\(officeOptions) }"
            )
        }
        try folder.write(yaml.joined(separator: "\n"), to: "eshkold.yaml")
        try folder.write(Self.signingKey, to: "signing-key", mode: 0o600)
    }

    /// 32 bytes that are no secret.
    static let signingKey = "whsec_" + Data(0..<32).base64EncodedString()

    var config: String { folder.path("eshkold.yaml") }

    func drop(_ name: String, into inbox: String) throws {
        let content = try Data(contentsOf: URL(fileURLWithPath: "\(Repository.root)/Examples/2015/\(name)"))
        try folder.write(content, to: "inboxes/\(inbox)/\(name)")
    }

    /// Drops all files of 2015, in the order of their names.
    func dropExamples() throws {
        for (name, inbox) in Self.examples.sorted(by: { $0.key < $1.key }) { try drop(name, into: inbox) }
    }

    func startDaemon(environment: [String: String] = [:]) throws -> Program {
        try Program("eshkold", ["run", "--config", config], environment: environment, in: folder)
    }

    /// Runs a command of `eshkold` with this configuration.
    func eshkold(_ arguments: String..., environment: [String: String] = [:]) async throws -> Program.Result {
        try await Program.run("eshkold", arguments + ["--config", config], environment: environment, in: folder)
    }

    /// Every activity of help, as `store export` gives it: what was said of it, by the names of the columns.
    func exported() async throws -> [[String: String]] {
        let export = try await eshkold("store", "export", "--format", "json")
        return try export.output.split(separator: "\n").map {
            try JSONDecoder().decode([String: String].self, from: Data($0.utf8))
        }
    }

    /// Reads the store while the daemon may be writing to it.
    func store<T: Sendable>(_ body: @Sendable (Database) throws -> T) throws -> T {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: folder.path("state/eshkold.sqlite"), configuration: configuration).read(body)
    }

    func count(_ sql: String) throws -> Int {
        try store { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)") ?? 0 }
    }

    /// How many files the store knows as filed away.
    func filed() throws -> Int {
        guard FileManager.default.fileExists(atPath: folder.path("state/eshkold.sqlite")) else { return 0 }
        return try store { db in
            guard try db.tableExists("dropped_file") else { return 0 }
            return try Int.fetchOne(db, sql: "SELECT count(*) FROM dropped_file WHERE filed_at IS NOT NULL") ?? 0
        }
    }

    /// True once nothing waits in a folder, in a claim or in the row of envelopes.
    func isQuiet(files: Int) throws -> Bool {
        guard FileManager.default.fileExists(atPath: folder.path("state/eshkold.sqlite")) else { return false }
        do {
            return try store { try isDone($0, files: files) } && claims.isEmpty
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
            // The daemon was killed while it made the store: the next one undoes that.
            return false
        }
    }

    private func isDone(_ db: Database, files: Int) throws -> Bool {
        // The tables come with the first start of the daemon.
        guard try db.tableExists("envelope"), try db.tableExists("office_alarm") else { return false }
        let filed = try Int.fetchOne(db, sql: "SELECT count(*) FROM dropped_file WHERE filed_at IS NOT NULL")
        let waiting = try Int.fetchOne(
            db,
            sql: """
                SELECT (SELECT count(*) FROM envelope WHERE state = 'QUEUED')
                    + (SELECT count(*) FROM period_change
                        LEFT JOIN period_frozen USING (period)
                        WHERE period_change.generation > ifnull(period_frozen.generation, 0))
                """
        )
        return filed == files && (!hasOffice || waiting == 0)
    }

    /// Names of the claims that are still there.
    var claims: [String] {
        Self.inboxes.flatMap { inbox in
            // A folder that is not there yet holds no claim.
            (try? FileManager.default.contentsOfDirectory(
                atPath: folder.path("inboxes/\(inbox.0)/.eshkold/claims")
            )) ?? []
        }
    }
}

/// A running `central-office` with a data folder of its own.
struct RunningOffice {
    let program: Program
    let url: String
    let folder: TemporaryDirectory

    /// - Parameters:
    ///   - folder: That of an office which was there before; a new one otherwise.
    ///   - port: "0" for any.
    ///   - admitting: The options that say who may send; the key of ``Installation`` otherwise.
    ///   - options: Further ones.
    init(
        in folder: TemporaryDirectory? = nil,
        port: String = "0",
        admitting: [String]? = nil,
        options: [String] = [],
        environment: [String: String] = [:]
    ) async throws {
        let folder = try folder ?? TemporaryDirectory()
        self.folder = folder
        try folder.write(Installation.signingKey, to: "key", mode: 0o600)
        let program = try Program(
            "central-office",
            [
                "--listen", "127.0.0.1:\(port)", "--data", folder.path("data"),
                "--registry", "\(Repository.root)/config/registry.yaml",
            ] + (admitting ?? ["--signing-key", folder.path("key")]) + options,
            environment: environment,
            in: folder
        )
        var url = ""
        _ = try await eventually {
            let line = try program.printed().split(separator: "\n").first { $0.contains("listening on ") }
            url = line?.split(separator: " ").last.map(String.init) ?? ""
            return !url.isEmpty || !program.isRunning
        }
        guard !url.isEmpty else { throw StartError(text: try program.complained()) }
        self.program = program
        self.url = url
    }

    struct StartError: Error {
        let text: String
    }

    struct Listing: Decodable {
        struct Entry: Decodable {
            let source: String
            let sequence: Int
            let period: String
            let revision: Int
            let idempotencyKey: String
            let current: Bool
        }

        struct Sender: Decodable {
            let source: String
            let name: String
            let late: Bool
            let lastReceivedAt: String?
            let lastSequence: Int?
            let missingSequences: [Int]
        }

        let summaries: [Entry]
        let gaps: [String: [Int]]
        let senders: [Sender]
    }

    func listing() async throws -> Listing {
        try JSONDecoder().decode(Listing.self, from: await get("/v1/summaries"))
    }

    func get(_ path: String) async throws -> Data {
        guard let address = URL(string: url + path) else { throw URLError(.badURL) }
        return try await URLSession.shared.data(from: address).0
    }

    /// The bodies that it holds, as they came, newest revision last.
    func bodies() throws -> [Data] {
        try read { db in try Data.fetchAll(db, sql: "SELECT body FROM summary ORDER BY revision") }
    }

    /// The sequence numbers that it holds, in the order in which they came.
    func receivedInOrder() throws -> [Int] {
        try read { db in try Int.fetchAll(db, sql: "SELECT sequence FROM summary ORDER BY rowid") }
    }

    private func read<T>(_ body: (Database) throws -> T) throws -> T {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        let database = try FileManager.default.contentsOfDirectory(atPath: folder.path("data"))
            .first { $0.hasSuffix(".sqlite") }
        let path = folder.path("data/\(database ?? "missing.sqlite")")
        return try DatabaseQueue(path: path, configuration: configuration).read(body)
    }
}
