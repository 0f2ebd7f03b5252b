import Foundation
import Glibc
import Intake
import Store

/// What the store tells of inboxes and offices.
struct StoreFigures {
    /// The identity of the installation.
    var source: String?
    var activities = 0
    var inboxes: [String: Store.InboxTotals] = [:]
    var offices: [String: Store.OutboxTotals] = [:]

    /// Of a store that is not there.
    init() {}

    /// - Throws: ``StoreError`` for a store that does not answer.
    init(_ configuration: Configuration) async throws {
        guard let store = try Store.openForReading(at: configuration.storePath) else { return }
        source = store.installation.uuidString.lowercased()
        activities = try await store.activityCount()
        inboxes = try await store.totals()
        for office in configuration.offices { offices[office.name] = try await store.outbox(of: office.name) }
    }

    /// What the service may still write on the disk of the state folder; `nil` where that is not there.
    static func freeBytes(at state: String) -> Int? {
        var status = statvfs()
        guard unsafe statvfs(state, &status) == 0 else { return nil }
        return status.freeBytes
    }

    /// Of the store's file and the log of SQLite beside it; `nil` where there is none.
    static func bytes(of path: String) -> Int? {
        func size(_ path: String) -> Int? {
            // `try?`: a file that is not there has no size.
            (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        }
        return size(path).map { $0 + (size("\(path)-wal") ?? 0) }
    }
}
