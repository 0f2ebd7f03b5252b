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
    private var words: WordSweep
    private var originals: OriginalSweep
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
        let inbox = Inbox(
            settings,
            spool: folder.path,
            rules: IntakeRules(lexicon: try Repository.lexicon(), periodKind: .quarter, language: .hebrew),
            logger: logger
        )
        line = IntakeLine(inbox: inbox, store: store, logger: logger)
        let pulse = Pulse()
        words = WordSweep(
            retention: Retention(freeText: .seconds(180 * 86_400), log: .seconds(720 * 86_400)),
            store: store,
            state: folder.path,
            pulse: pulse,
            logger: logger
        )
        originals = OriginalSweep(
            time: .seconds(30 * 86_400),
            inbox: inbox,
            store: store,
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
        try #require(files.count == 1)
    }

    private var files: [String] { folder.files(below: "inbox/accepted") }

    private func bytes() throws -> Data {
        // All that is on the disk: the store and its log.
        try ["eshkold.sqlite", "eshkold.sqlite-wal"].reduce(into: Data()) { bytes, name in
            bytes += try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
        }
    }

    /// Two looks a day apart.
    private mutating func lookTwice(_ days: Double) async throws {
        for day in [days, days + 1] {
            try await originals.look(at: Date(timeIntervalSinceNow: day * Self.day))
            try await words.look(at: Date(timeIntervalSinceNow: day * Self.day))
        }
    }

    @Test mutating func `what is due at two looks is removed, and codes stay`() async throws {
        try await originals.look(at: Date(timeIntervalSinceNow: 31 * Self.day))
        #expect(files.count == 1)
        try await originals.look(at: Date(timeIntervalSinceNow: 32 * Self.day))
        #expect(files.isEmpty)
        #expect(try await store.originals(filedBefore: .distantFuture).isEmpty)

        try await lookTwice(181)
        let period = try #require(Period(code: "2015-Q4"))
        let facts = try await store.facts(of: period)
        #expect(facts.units.first?.help.values.sum.activities(.needCodes).count == 1)
        #expect(try await store.file(id: 1)?.heldRows.first?.cells == [])
        try store.close()
        let rest = try Data(contentsOf: URL(fileURLWithPath: folder.path("eshkold.sqlite")))
        #expect(rest.range(of: Data("סודי".utf8)) == nil)
    }

    @Test mutating func `a clock that jumps and comes back removes nothing`() async throws {
        for days in [4000.0, 0, 4000] {
            try await originals.look(at: Date(timeIntervalSinceNow: days * Self.day))
            try await words.look(at: Date(timeIntervalSinceNow: days * Self.day))
        }
        #expect(files.count == 1)
        #expect(try bytes().range(of: Data("סודי".utf8)) != nil)
    }

    @Test(.timeLimit(.minutes(1)))
    mutating func `originals go while the inbox waits for files, however long it does`() async throws {
        let inbox = line.inbox
        async let waiting: Void = inbox.pause(upTo: .seconds(3600))
        try await Task.sleep(for: .milliseconds(100))
        try await lookTwice(31)
        #expect(files.isEmpty)
        inbox.stop()
        await waiting
    }

    @Test(arguments: ["inbox", "inbox/.eshkold"])
    mutating func `neither what lies under a share that is not mounted nor another inbox is taken for it`(
        bare: String
    ) async throws {
        try FileManager.default.moveItem(atPath: folder.path("inbox"), toPath: folder.path("share"))
        try folder.folder(bare)
        try folder.write("of another", to: "\(bare)/inbox")
        try await originals.look(at: Date(timeIntervalSinceNow: 31 * Self.day))
        do {
            try await originals.look(at: Date(timeIntervalSinceNow: 32 * Self.day))
            Issue.record("the bare folder was taken for the inbox")
        } catch let error as FolderError {
            #expect(error.description.contains("mount the share"))
        }
        #expect(try await store.originals(filedBefore: .distantFuture).count == 1)
        try FileManager.default.removeItem(atPath: folder.path("inbox"))
        try FileManager.default.moveItem(atPath: folder.path("share"), toPath: folder.path("inbox"))
        try await originals.look(at: Date(timeIntervalSinceNow: 33 * Self.day))
        #expect(files.isEmpty)
    }

    @Test mutating func `old lines of the access log go`() async throws {
        let lines = [#"{"at":"2010-01-01T00:00:00Z","what":"file 1","who":"a"}"#, "no line of ours"]
        try folder.write(lines.map { "\($0)\n" }.joined(), to: "access.log")
        try AccessLog.note("file 2", state: folder.path)
        try await words.look(at: Date())
        #expect(try folder.read("access.log").contains("file 1"))
        try await words.look(at: Date())
        let rest = try folder.read("access.log")
        #expect(!rest.contains("file 1") && rest.contains("file 2") && rest.contains("no line of ours"))
    }
}
