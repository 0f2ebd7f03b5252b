import Accompaniment
import Foundation
import Glibc
import Logging
import TestSupport
import Testing

@testable import Intake

/// An inbox between the folder and whoever records: real files, real reading, nothing recorded.
@Suite struct InboxTests {
    private let folder: TemporaryDirectory
    private let spool: TemporaryDirectory
    private let inbox: Inbox

    init() throws {
        folder = try TemporaryDirectory()
        spool = try TemporaryDirectory()
        inbox = try Self.inbox(in: folder, spool: spool)
    }

    private static func inbox(in folder: TemporaryDirectory, spool: TemporaryDirectory) throws -> Inbox {
        var settings = InboxSettings(
            name: "elka",
            path: folder.path,
            organisation: try code("ORG-ELKA"),
            function: .help,
            settle: .milliseconds(20),
            rescan: .seconds(1),
            maxFileSize: 1 << 20
        )
        settings.noticeAfter = .zero
        return Inbox(
            settings,
            spool: spool.path,
            rules: IntakeRules(lexicon: try Shipped.lexicon(), periodKind: .quarter, language: .hebrew),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private static let table = "אשכול,פעילות,תאריך\nארצי,א,11/2015\n"

    /// One round without a store.
    ///
    /// - Returns: What each claimed file ended with.
    private func round() async throws -> [String] {
        let batch = try await inbox.claim()
        guard batch.count > 0 else { return [] }
        let stream = try await inbox.read(batch)
        var ends: [String] = []
        while let event = try stream.next() {
            switch event {
            case .end(let reading): ends.append(reading.findings.first?.code.rawValue ?? "TAKEN")
            case .abandon: ends.append("ABANDONED")
            default: break
            }
        }
        _ = try await inbox.settleAgain(stream)
        return ends
    }

    /// Rounds until something was claimed.
    private func firstRound() async throws -> [String] {
        var ends: [String] = []
        _ = try await eventually {
            ends = try await round()
            return !ends.isEmpty
        }
        return ends
    }

    private func state() throws -> InboxState { try #require(try InboxState.read(inbox: "elka", in: spool.path)) }

    private func page() throws -> String { try folder.read("receipts/לא נקלטו עדיין.html") }

    @Test(arguments: [
        "[{\"unit\": \"ארצי\"", "[{\"unit\": \"ארצי\"}", table + "ארצי,\"ב\n", table + "ארצי", table + "ארצי,ב",
    ])
    func `what ends in the middle of something is put back, told of, and taken when it is whole`(
        _ content: String
    ) async throws {
        _ = try await inbox.open(known: nil)
        try folder.write(content, to: "דוח")
        #expect(try await firstRound() == ["ABANDONED"])
        #expect(try folder.read("דוח") == content)
        #expect(try await round() == [])
        #expect(try state().waiting.map(\.reason) == [.incomplete])
        #expect(try page().contains("הקובץ לא הגיע בשלמותו"))
        #expect(try page().contains("דוח"))

        try folder.write(Self.table, to: "דוח")
        #expect(try await firstRound() == ["TAKEN"])
        #expect(try await round() == [])
        #expect(try state().waiting.isEmpty)
        #expect(folder.files(below: "receipts").isEmpty)
    }

    @Test func `files that leave much to mend come in several batches`() async throws {
        _ = try await inbox.open(known: nil)
        let header = "אשכול,פעילות,תאריך\n"
        for name in ["a.csv", "b.csv", "c.csv"] {
            try folder.write(header + String(repeating: MendingLimitTests.wideRow, count: 100), to: name)
        }
        try folder.write(Self.table, to: "d.csv")
        var ends: [[String]] = []
        _ = try await eventually {
            let round = try await round()
            if !round.isEmpty { ends.append(round) }
            return ends.joined().count { $0 != "ABANDONED" } == 4
        }
        #expect(ends.allSatisfy { $0.first != "ABANDONED" })
        #expect(ends.joined().count { $0 == "E-CLUSTER-UNKNOWN" } == 3)
        #expect(ends.allSatisfy { $0.count { $0 == "E-CLUSTER-UNKNOWN" } <= 2 })
        #expect(folder.files(below: "").allSatisfy { $0.hasPrefix(".eshkold/claims/") || !$0.hasSuffix(".csv") })
    }

    @Test func `a table without a last line end is taken when nothing more comes`() async throws {
        _ = try await inbox.open(known: nil)
        try folder.write(String(Self.table.dropLast()), to: "sheets.csv")
        #expect(try await round() == [])
        #expect(try await firstRound() == ["TAKEN"])
    }

    @Test func `a file with a hole in it waits`() async throws {
        _ = try await inbox.open(known: nil)
        try folder.write(Data(Self.table.utf8) + Data(count: 9000) + Data("ארצי,ב,11/2015\n".utf8), to: "a.csv")
        #expect(try await firstRound() == ["ABANDONED"])
        #expect(try await round() == [])
        #expect(try state().waiting.map(\.reason) == [.incomplete])
    }

    @Test func `a file over the limit is refused by its size`() async throws {
        _ = try await inbox.open(known: nil)
        try folder.write(Self.table, to: "giant.csv")
        let result1 = unsafe truncate(folder.path("giant.csv"), 1 << 40)
        #expect(result1 == 0)
        #expect(try await firstRound() == ["E-FILE-TOO-LARGE"])
    }

    @Test func `a writer who was quicker than the claim is waited for`() async throws {
        _ = try await inbox.open(known: nil)
        try folder.write(Self.table, to: "a.csv")
        let batch = try await inbox.claim()
        #expect(batch.count == 1)
        let slot = try #require(FileManager.default.contentsOfDirectory(atPath: folder.path(".eshkold/claims")).first)
        let writer = unsafe open(folder.path(".eshkold/claims/\(slot)/a.csv"), O_WRONLY)
        let stream = try await inbox.read(batch)
        while try stream.next() != nil {}
        _ = try await inbox.settleAgain(stream)
        #expect(try folder.read("a.csv") == Self.table)
        #expect(try await round() == [])
        close(writer)
        #expect(try await firstRound() == ["TAKEN"])
    }

    @Test func `a file that grows while it is read is not read to its end`() throws {
        try folder.write(Data(repeating: 0x41, count: 100_000), to: "a.csv")
        let bytes = try openBytes("a.csv", in: folder)
        let writer = try #require(FileHandle(forWritingAtPath: folder.path("a.csv")))
        try writer.seekToEnd()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        #expect(throws: FileBytes.Changed.self) {
            for _ in 0..<4 {
                try writer.write(contentsOf: buffer)
                _ = try bytes.read(into: &buffer, from: 0)
            }
        }
    }

    @Test func `a file that grew over the limit behind the claim is not read`() async throws {
        _ = try await inbox.open(known: nil)
        try folder.write(Self.table, to: "a.csv")
        let batch = try await inbox.claim()
        let claimed = try #require(batch.files.first)
        #expect(unsafe truncate("\(claimed.folder)/a.csv", 2 << 20) == 0)
        #expect(throws: FileBytes.Changed.self) {
            try claimed.copied(to: spool.path, limit: 1 << 20, stop: StopSignal())
        }
        let stream = try await inbox.read(batch)
        var isAbandoned = false
        while let event = try stream.next() { if case .abandon = event { isAbandoned = true } }
        #expect(isAbandoned)
        _ = try await inbox.settleAgain(stream)
        #expect(try await firstRound() == ["E-FILE-TOO-LARGE"])
    }

    @Test func `a file over the limit is not copied from its share`() async throws {
        _ = try await inbox.open(known: nil)
        try folder.write(Data(repeating: 0x41, count: 1 << 20 + 1), to: "a.csv")
        var claimed: ClaimedFile?
        _ = try await eventually {
            claimed = try await inbox.claim().files.first
            return claimed != nil
        }
        #expect(try claimed?.copied(to: spool.path, limit: 1 << 20, stop: StopSignal()).copy == nil)
        #expect(try claimed?.copied(to: spool.path, limit: 2 << 20, stop: StopSignal()).copy != nil)
    }

    @Test func `a link that lies in a claim goes back to where its sender sees it`() async throws {
        let identity = try await inbox.open(known: nil)
        try folder.folder(".eshkold/claims/1")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path(".eshkold/claims/1/a.csv"),
            withDestinationPath: "/etc/hostname"
        )
        #expect(try await inbox.open(known: identity) == identity)
        try await inbox.recover([])
        #expect(try await round() == [])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("a.csv")) == "/etc/hostname")
        #expect(try state().waiting.map(\.reason) == [.link])
    }

    @Test func `a batch that was not recorded is taken up by the next opening`() async throws {
        let identity = try await inbox.open(known: nil)
        try folder.write(Self.table, to: "a.csv")
        #expect(try await inbox.claim().count == 1)
        #expect(folder.files(below: "") == [])
        #expect(try await inbox.open(known: identity) == identity)
        try await inbox.recover([])
        #expect(try await round() == ["TAKEN"])
    }

    @Test func `what is refused is told of at once, and the page goes when it has gone`() async throws {
        _ = try await inbox.open(known: nil)
        try folder.folder("תיקייה<b>")
        let result2 = unsafe mkfifo(folder.path("pipe"), 0o600)
        #expect(result2 == 0)
        #expect(try await round() == [])
        let text = try page()
        #expect(text.contains("תיקייה&lt;b&gt;") && !text.contains("<b>"))
        #expect(text.contains("זוהי תיקייה") && text.contains("זה אינו קובץ רגיל"))
        #expect(try state().waiting.map(\.reason) == [.folder, .special])
        try FileManager.default.removeItem(atPath: folder.path("תיקייה<b>"))
        try FileManager.default.removeItem(atPath: folder.path("pipe"))
        #expect(try await round() == [])
        #expect(folder.files(below: "receipts").isEmpty)
    }

    @Test func `the state tells the mode and names no file`() async throws {
        _ = try await inbox.open(known: nil)
        try folder.folder("שם של אדם")
        #expect(try await round() == [])
        let state = try state()
        #expect(state.watch == .inotify && state.proof == .lease && state.fileSystem != nil)
        #expect(try !spool.read("inboxes/elka.json").contains("אדם"))
    }

    @Test func `the folder of another inbox is refused, and one that was made anew is not`() async throws {
        let identity = try await inbox.open(known: nil)
        await inbox.close()
        let marker = try folder.read(".eshkold/inbox")
        #expect(marker == identity.marker)

        try folder.write("another", to: ".eshkold/inbox")
        await #expect(throws: FolderError.self) { try await inbox.open(known: identity) }
        try FileManager.default.removeItem(atPath: folder.path(".eshkold"))
        #expect(try await inbox.open(known: identity) == identity)
        #expect(try folder.read(".eshkold/inbox") == identity.marker)
    }

    @Test func `under a share that is not mounted nothing is written`() async throws {
        let elsewhere = InboxIdentity(marker: "m", fileSystem: "nfs-1-mount")
        let error = await #expect(throws: FolderError.self) { try await inbox.open(known: elsewhere) }
        #expect(error?.description.contains("mount the share") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `a folder that was moved away and made anew is noticed`() async throws {
        _ = try await inbox.open(known: nil)
        #expect(try await round() == [])
        let old = folder.path + "-old"
        try FileManager.default.moveItem(atPath: folder.path, toPath: old)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: old) } }
        await #expect(throws: FolderError.self) { try await inbox.claim() }
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: false)
        await #expect(throws: FolderError.self) { try await inbox.claim() }
    }

    @Test func `a subfolder that belongs to somebody else is refused`() async throws {
        try folder.folder("receipts")
        let result3 = unsafe chown(folder.path("receipts"), 65_534, 65_534)
        #expect(result3 == 0)
        let error = await #expect(throws: FolderError.self) { try await inbox.open(known: nil) }
        #expect(error?.description.contains("belongs to somebody else") == true)
    }
}
