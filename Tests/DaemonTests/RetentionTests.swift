import Accompaniment
import Foundation
import Intake
import Logging
import Store
import TestSupport
import Testing

@testable import Daemon

/// What is kept only for a time, with a real inbox and a real store.
@Suite struct RetentionTests {
    private let folder: TemporaryDirectory
    private let store: Store
    private let line: IntakeLine
    private var sweep: RetentionSweep
    private let pulse = Pulse()
    private static let day = 86_400.0

    init() async throws {
        folder = try TemporaryDirectory()
        try folder.folder("inbox")
        store = try Store.open(at: folder.path("eshkold.sqlite"))
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let settings = InboxSettings(
            name: "elka",
            path: folder.path("inbox"),
            organisation: .elka,
            function: .help,
            settle: .milliseconds(10),
            rescan: .seconds(60),
            maxFileSize: 1 << 20
        )
        let inbox = try Inbox(
            settings,
            spool: folder.path,
            lexicon: try Repository.lexicon(),
            periodKind: .quarter,
            language: .hebrew,
            logger: logger
        )
        line = IntakeLine(inbox: inbox, store: store, logger: logger)
        sweep = RetentionSweep(
            retention: Retention(
                originals: .seconds(30 * 86_400),
                freeText: .seconds(180 * 86_400),
                log: .seconds(720 * 86_400)
            ),
            store: store,
            inboxes: [inbox],
            state: folder.path,
            pulse: pulse,
            logger: logger
        )
        try folder.write(
            "אשכול,פעילות,תאריך,הערות,צורך\nנגב מערבי,דבר סודי,30/11/2015,הערה סודית,12\nאטלנטיס,דבר סודי,30/11/2015,,\n",
            to: "inbox/a.csv"
        )
        var unfiled = try await line.open()
        for _ in 0..<200 {
            let round = try await line.round(filing: unfiled)
            unfiled = round.unfiled
            if try await store.totals()["elka"]?.files == 1, unfiled.isEmpty { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        try #require(originals.count == 1)
    }

    private var originals: [String] { folder.files(below: "inbox/accepted") }

    private func bytes() throws -> Data {
        // All that is on the disk: the store and its log.
        try ["eshkold.sqlite", "eshkold.sqlite-wal"].reduce(into: Data()) { bytes, name in
            bytes += try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
        }
    }

    @Test mutating func `what is due at two looks is removed, and codes stay`() async throws {
        let later = Date(timeIntervalSinceNow: 31 * Self.day)
        try await sweep.look(at: later)
        #expect(originals.count == 1)
        try await sweep.look(at: later + Self.day)
        #expect(originals.isEmpty)
        #expect(try await store.originals(filedBefore: .distantFuture).isEmpty)

        let muchLater = Date(timeIntervalSinceNow: 181 * Self.day)
        try await sweep.look(at: muchLater)
        try await sweep.look(at: muchLater + Self.day)
        let period = try #require(Period(code: "2015-Q4"))
        let facts = try await store.facts(of: period)
        #expect(facts.units.first?.help.values.sum.activities(.needCodes).count == 1)
        #expect(try await store.file(id: 1)?.heldRows.first?.cells == [])
        try store.close()
        let rest = try Data(contentsOf: URL(fileURLWithPath: folder.path("eshkold.sqlite")))
        #expect(rest.range(of: Data("סודי".utf8)) == nil)
    }

    @Test mutating func `a clock that jumps and comes back removes nothing`() async throws {
        try await sweep.look(at: Date(timeIntervalSinceNow: 4000 * Self.day))
        try await sweep.look(at: Date())
        try await sweep.look(at: Date(timeIntervalSinceNow: 4000 * Self.day))
        #expect(originals.count == 1)
        #expect(try bytes().range(of: Data("סודי".utf8)) != nil)
    }

    @Test mutating func `old lines of the access log go`() async throws {
        let lines = [#"{"at":"2010-01-01T00:00:00Z","what":"file 1","who":"a"}"#, "no line of ours"]
        try folder.write(lines.map { "\($0)\n" }.joined(), to: "access.log")
        try AccessLog.note("file 2", state: folder.path)
        try await sweep.look(at: Date())
        #expect(try folder.read("access.log").contains("file 1"))
        try await sweep.look(at: Date())
        let rest = try folder.read("access.log")
        #expect(!rest.contains("file 1") && rest.contains("file 2") && rest.contains("no line of ours"))
    }
}
