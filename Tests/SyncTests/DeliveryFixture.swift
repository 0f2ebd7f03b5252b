import Accompaniment
import Foundation
import GRDB
import Logging
import Store
import TestSupport
import Testing

@testable import Sync

/// A real store in a folder of its own, and couriers from there to the offices of a test.
final class DeliveryFixture: Sendable {
    let folder: TemporaryDirectory
    let store: Store
    private let registry: Registry
    private let transport: CurlTransport

    init() throws {
        folder = try TemporaryDirectory()
        store = try Store.open(at: folder.path("eshkold.sqlite"))
        registry = try Repository.lexicon().registry
        transport = try CurlTransport()
    }

    deinit { transport.close() }

    /// - Parameter expectations: Who should report, of each quarter.
    func courier(
        to office: Office,
        from store: Store? = nil,
        expecting expectations: [Accompaniment.Expectation]? = nil
    ) -> Courier {
        Courier(
            office: office,
            store: store ?? self.store,
            registry: registry(expecting: expectations),
            expecting: .quarter,
            transport: transport,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    func registry(expecting expectations: [Accompaniment.Expectation]?) -> Registry {
        var registry = registry
        registry.expectations = expectations
        return registry
    }

    /// Takes in one file with one activity of help in each period. The same period again is the same activity.
    ///
    /// - Parameters:
    ///   - need: What the activity serves; another need is another content, which an office sees.
    ///   - store: Another one than the fixture's.
    func record(
        _ periods: String...,
        need: String = "NEED-01",
        by organisation: String = "ORG-ELKA",
        in unit: String = "WEST-NEGEV",
        into store: Store? = nil
    ) async throws {
        let organisation = try #require(Code(rawValue: organisation))
        let unit = try #require(Code(rawValue: unit))
        var reports: [ActivityReport] = []
        for (index, text) in periods.enumerated() {
            let period = try #require(Period(code: text))
            reports.append(try report(row: index + 2, in: period, of: organisation, unit, need: need))
        }
        let claim = UUID()
        let file = DroppedFile(
            inbox: "elka-help",
            organisation: organisation,
            function: .help,
            claim: claim.uuidString,
            name: "report.csv",
            filedAs: "2015-11/\(claim.uuidString).csv",
            size: 100,
            receivedAt: Date()
        )
        var reading = FileReading()
        // Other bytes in each file, as a duplicate would not count.
        reading.sha256 = Array((claim.uuidString + claim.uuidString).utf8.prefix(32))
        let events = Events([.begin(file), .reports(reports), .end(reading)])
        _ = try await (store ?? self.store).record { events.next() }
    }

    /// The store as one file, as a backup keeps it.
    static func copy(of fixture: DeliveryFixture) throws -> Data {
        let queue = try DatabaseQueue(path: fixture.folder.path("eshkold.sqlite"))
        let path = fixture.folder.path("backup.sqlite")
        try queue.backup(to: DatabaseQueue(path: path))
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// Opens a store in the place of the first one, with what is left beside it.
    func putBack(_ backup: Data) throws -> Store {
        try store.close()
        for path in ["", "-wal", "-shm"].map({ folder.path("eshkold.sqlite\($0)") })
        where FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        try folder.write(backup, to: "eshkold.sqlite")
        return try Store.open(at: folder.path("eshkold.sqlite"))
    }

    private func report(
        row: Int,
        in period: Period,
        of organisation: Code,
        _ unit: Code,
        need: String
    ) throws -> ActivityReport {
        let date = ActivityDate(day: period.from)
        let activity = "ליווי הצוות"
        let id = RecordID(
            function: .help,
            organisation: organisation,
            unit: unit,
            date: date,
            activity: Folding.keyBytes(activity),
            forum: nil
        )
        var report = ActivityReport(
            recordID: id,
            row: row,
            function: .help,
            organisation: organisation,
            unit: unit,
            scope: try #require(Code(rawValue: "CLUSTER")),
            date: date,
            period: period,
            activity: activity
        )
        report.attributes[.needCodes] = .text(need)
        return report
    }

    /// Freezes what changed and delivers until nothing waits, waiting as long as the courier says, a minute at most.
    func push(_ courier: Courier) async throws {
        try await courier.freeze(now: Date())
        let end = ContinuousClock.now + .seconds(60)
        while let wait = try await courier.deliver() {
            try #require(.now + wait < end, "the courier still has to wait \(wait)")
            try await Task.sleep(for: wait)
        }
    }
}

/// Events handed out one by one on the store's queue.
private final class Events: @unchecked Sendable {
    // Sendable because the rest is touched under the lock alone.
    private let lock = NSLock()
    private var rest: ArraySlice<IntakeEvent>

    init(_ events: [IntakeEvent]) { rest = events[...] }

    func next() -> IntakeEvent? { lock.withLock { rest.popFirst() } }
}

extension CaptureServer.Request {
    /// The summary that it carries.
    func document() throws -> SummaryDocument { try JSONDecoder().decode(SummaryDocument.self, from: body) }
}
