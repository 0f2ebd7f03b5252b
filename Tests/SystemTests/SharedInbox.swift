import Foundation
import GRDB
import TestSupport
import Testing

/// An inbox that a running daemon serves and a running Samba shares; what senders do to it, and what became of it.
final class SharedInbox {
    let samba: SambaServer
    private let installation: Installation
    private let daemon: Program
    /// What a sender has at home.
    private let home: TemporaryDirectory

    private static let inbox = "inboxes/elka"

    /// A table of rows that all have the same length, with activities that no other has.
    struct Report {
        let name: String
        let activities: [String]
        let content: Data
        static let rowSize = 128

        init(_ name: String, rows: Int = 3, of title: String) {
            self.name = name
            activities = (1...rows).map { "פעילות \($0) של \(title)" }
            var content = Data("אשכול,מלווה,תאריך,פעילות,הערות".utf8)
            // Half a row: pieces of a power of two never end between two rows.
            Self.fill(&content, upTo: Self.rowSize / 2)
            for (row, activity) in activities.enumerated() {
                content.append(Data("נגב מערבי,טל,2015-11-\(row % 28 + 1),\(activity),".utf8))
                Self.fill(&content, upTo: (row + 1) * Self.rowSize + Self.rowSize / 2)
            }
            self.content = content
        }

        private static func fill(_ content: inout Data, upTo size: Int) {
            content.append(Data(repeating: UInt8(ascii: "-"), count: size - 2 - content.count) + Data("\r\n".utf8))
        }
    }

    init() async throws {
        // So short that whatever does not arrive in one piece rests for longer.
        installation = try Installation(inboxOptions: "settle: 100ms")
        home = try TemporaryDirectory()
        let path = installation.folder.path(Self.inbox)
        try FileManager.default.setAttributes([.posixPermissions: 0o3770], ofItemAtPath: path)
        samba = try await SambaServer(sharing: path)
        daemon = try installation.startDaemon()
        try #require(try await eventually { try self.daemon.complained().contains("started") })
    }

    /// Writes what is to be sent into the sender's own folder.
    func keep(_ content: Data, as name: String) throws -> String { try home.write(content, to: name) }

    /// Puts a file into the share, under its name or another.
    func put(_ report: Report, as name: String? = nil) async throws {
        let path = try keep(report.content, as: UUID().uuidString)
        let result = try await samba.run("put \"\(path)\" \"\(name ?? report.name)\"")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }

    /// Starts to put a file into the share, of which nothing follows after `held` bytes until it is told to go on.
    func putSlowly(_ report: Report, upTo held: Int) throws -> SlowPut {
        try SlowPut(report.content, as: report.name, upTo: held, through: samba, in: home)
    }

    /// Reads a file through the share, as its sender does.
    func get(_ path: String) async throws -> Data {
        let target = home.path(UUID().uuidString)
        let result = try await samba.run("get \"\(path)\" \"\(target)\"")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        return try Data(contentsOf: URL(fileURLWithPath: target))
    }

    /// Size of a file in the inbox itself; 0 where there is none.
    func size(of name: String) -> Int {
        // It may not be there yet, or no more.
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: installation.folder.path("\(Self.inbox)/\(name)")
        )
        return attributes?[.size] as? Int ?? 0
    }

    /// Why files in the inbox wait, as the operator is told.
    func waiting() async throws -> [String: Int] {
        let status = try await installation.eshkold("status", "--json")
        let inboxes = try JSONDecoder().decode(Status.self, from: Data(status.output.utf8)).inboxes
        let waiting = inboxes.first { $0.name == "elka" }?.state?.waiting ?? []
        return Dictionary(uniqueKeysWithValues: waiting.map { ($0.reason, $0.count) })
    }

    private struct Status: Decodable {
        struct Inbox: Decodable {
            struct State: Decodable {
                struct Waiting: Decodable {
                    let reason: String
                    let count: Int
                }

                let waiting: [Waiting]
            }

            let name: String
            let state: State?
        }

        let inboxes: [Inbox]
    }

    /// True once every one of `reports` lies in its place, and nothing else is left to do.
    func has(_ reports: [Report]) throws -> Bool {
        guard files("").isEmpty, try installation.isQuiet(files: files("accepted").count) else { return false }
        let kept = Set(try originals())
        return reports.allSatisfy { kept.contains($0.content) }
    }

    /// Waits for `reports` and for nothing else: each original whole, each activity once, a receipt for each that its
    /// sender can read.
    func expect(_ reports: Report...) async throws { try await expect(reports) }

    func expect(_ reports: [Report]) async throws {
        #expect(try await eventually(within: .seconds(60)) { try self.has(reports) })
        try await judge(reports)
    }

    /// What there is of `choices`: one that came over another before that was seen may be missing.
    func taken(of choices: [Report]) throws -> [Report] {
        let kept = Set(try originals())
        return choices.filter { kept.contains($0.content) }
    }

    /// Holds the folder and the store against `reports`, now that nothing is left to do.
    func judge(_ reports: [Report]) async throws {
        #expect(try originals().count == reports.count)
        #expect(try taken(of: reports).count == reports.count)
        #expect(files("rejected") + files("to-fix") == [])
        #expect(installation.claims.isEmpty)
        let stored = try installation.store { db in
            try String.fetchAll(db, sql: "SELECT activity FROM help_activity")
        }
        #expect(stored.sorted() == reports.flatMap(\.activities).sorted())
        let receipts = files("receipts")
        #expect(receipts.count == reports.count)
        let receipt = try #require(receipts.first)
        let local = try Data(
            contentsOf: URL(fileURLWithPath: installation.folder.path("\(Self.inbox)/receipts/\(receipt)"))
        )
        #expect(try await get("receipts/\(receipt)") == local)
    }

    /// The originals of what was taken in.
    private func originals() throws -> [Data] {
        try files("accepted").map { name in
            try Data(contentsOf: URL(fileURLWithPath: installation.folder.path("\(Self.inbox)/accepted/\(name)")))
        }
    }

    /// Files in one of the inbox's folders, or waiting in the inbox itself.
    private func files(_ folder: String) -> [String] {
        let found = installation.folder.files(below: "\(Self.inbox)/\(folder)")
        return folder.isEmpty ? found.filter { !$0.contains("/") } : found
    }
}

/// A client in the middle of a copy.
final class SlowPut {
    let client: Program
    private let feeder: Program
    private let signal: String

    fileprivate init(
        _ content: Data,
        as name: String,
        upTo held: Int,
        through samba: SambaServer,
        in home: TemporaryDirectory
    ) throws {
        let id = UUID().uuidString
        let first = try home.write(content.prefix(held), to: "\(id).first")
        let rest = try home.write(content.dropFirst(held), to: "\(id).rest")
        let pipe = home.path("\(id).pipe")
        signal = home.path("\(id).go-on")
        guard unsafe mkfifo(pipe, 0o600) == 0 else { throw POSIXError(.EIO) }
        feeder = try Program(
            "/bin/sh",
            [
                "-c", "{ cat \"$1\"; until [ -e \"$3\" ]; do sleep 0.02; done; cat \"$2\"; } >\"$0\"", pipe, first,
                rest, signal,
            ],
            in: home
        )
        client = try samba.client(["put \"\(pipe)\" \"\(name)\""])
    }

    /// Lets the rest follow.
    func goOn() throws { try Data().write(to: URL(fileURLWithPath: signal)) }
}
