import Foundation
import GRDB
import Store
import TestSupport
import Testing

/// The store copied out and put back, and what is said where a file is at fault.
@Suite(.timeLimit(.minutes(2)))
struct BackupTests {
    private let folder: TemporaryDirectory
    private let path: String

    init() throws {
        folder = try TemporaryDirectory()
        path = folder.path("eshkold.sqlite")
        try Store.open(at: path).close()
    }

    /// Adds rows to a store and so pages.
    private func write(_ subject: String, bytes: Int, _ queue: DatabaseQueue) throws {
        try queue.write { db in
            try db.execute(
                sql: "INSERT INTO counted (subject, form, content) VALUES (?, 0, zeroblob(?))",
                arguments: [subject, bytes]
            )
        }
    }

    /// Overwrites the last pages of a database.
    private func damage(_ path: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let end = try file.seekToEnd()
        try file.seek(toOffset: end - 4 * 16384)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4 * 16384))
        try file.close()
    }

    private func failure(_ body: () async throws -> Void) async -> String {
        let error = await #expect(throws: StoreError.self) { try await body() }
        return error?.description ?? ""
    }

    /// Sendable because the copy calls it from one queue alone.
    private final class Writer: @unchecked Sendable {
        let queue: DatabaseQueue
        private(set) var steps: [Double] = []

        init(_ path: String) throws { queue = try DatabaseQueue(path: path) }

        /// Commits beside the copy, as often as a copy that begins anew would need to show.
        func write(at part: Double, _ body: (String, Int, DatabaseQueue) throws -> Void) {
            steps.append(part)
            guard steps.count < 20 else { return }
            do { try body("beside \(steps.count)", 1, queue) } catch { Issue.record(error) }
        }
    }

    @Test func `a copy goes on to its end though somebody writes after every step, and is of one instant`() async throws
    {
        let writer = try Writer(path)
        // Three steps.
        try write("large", bytes: 40 << 20, writer.queue)
        let store = try #require(try Store.openForReading(at: path))
        let copy = folder.path("copy.sqlite")
        try await store.backup(to: copy) { part in writer.write(at: part) { try write($0, bytes: $1, $2) } }
        #expect(writer.steps.count == 3 && writer.steps == writer.steps.sorted() && writer.steps.last == 1)
        let subjects = try await DatabaseQueue(path: copy).read { db in
            try String.fetchAll(db, sql: "SELECT subject FROM counted")
        }
        #expect(subjects == ["large"])
        #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
        #expect(!folder.files(below: ".").contains { $0.contains(".part") })
    }

    @Test func `what is damaged in the store is said of the store, and the backup that was there stays`() async throws {
        let copy = try folder.write("the last one", to: "copy.sqlite")
        try damage(path)
        let store = try #require(try Store.openForReading(at: path))
        let words = await failure { try await store.backup(to: copy) { _ in } }
        #expect(words.hasPrefix("store \(path): ") && words.hasSuffix(": the file is damaged: restore the last backup"))
        #expect(!words.contains(".part"), "\(words)")
        #expect(try folder.read("copy.sqlite") == "the last one")
        #expect(!folder.files(below: ".").contains { $0.contains(".part") })
    }

    @Test func `a copy never takes the place of the store itself`() async throws {
        let store = try Store.open(at: path)
        let link = folder.path("link.sqlite")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        for place in [path, folder.path("./eshkold.sqlite"), link] {
            let words = await failure { try await store.backup(to: place) { _ in } }
            #expect(words == "\(place) is the store itself: give the copy another name")
        }
    }

    @Test func `a damaged backup is named, and the store stays`() async throws {
        let backup = folder.path("backup.sqlite")
        try await Store.open(at: path).backup(to: backup) { _ in }
        try damage(backup)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let words = await failure { _ = try Store.restore(from: backup, to: path, now: Date()) }
        #expect(words.hasPrefix("store \(backup): ") && words.hasSuffix(": the file is damaged: take an older one"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        #expect(!folder.files(below: ".").contains { $0.contains(".part") })
    }

    @Test func `a store that somebody reads is not replaced`() async throws {
        let backup = folder.path("backup.sqlite")
        try await Store.open(at: path).backup(to: backup) { _ in }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: path, configuration: configuration)
        try await reader.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN; SELECT count(*) FROM installation")
        }
        let words = await failure { _ = try Store.restore(from: backup, to: path, now: Date()) }
        #expect(words == "store \(path): database is locked: another program holds it: wait for it, or end it")
        try reader.close()
        #expect(try Store.restore(from: backup, to: path, now: Date()) != nil)
    }
}
