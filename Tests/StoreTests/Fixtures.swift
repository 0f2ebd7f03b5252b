import Accompaniment
import Foundation
import Store
import TestSupport
import Testing

/// A store in a folder of its own, and short ways to fill it.
struct StoreFixture {
    let folder: TemporaryDirectory
    let store: Store
    private static let received = Date(timeIntervalSince1970: 1_448_841_600)

    init() throws {
        folder = try TemporaryDirectory()
        store = try Store.open(at: folder.path("eshkold.sqlite"))
    }

    static func code(_ text: String) throws -> Code { try #require(Code(rawValue: text)) }

    static func file(
        _ name: String = "a.csv",
        claim: String = UUID().uuidString,
        function: Function = .help,
        organisation: String = "ORG-ELKA"
    ) throws -> DroppedFile {
        DroppedFile(
            inbox: "elka",
            organisation: try code(organisation),
            function: function,
            claim: claim,
            name: name,
            filedAs: "2015-11/\(name)",
            size: 100,
            receivedAt: received
        )
    }

    static func reading(_ byte: UInt8) -> FileReading {
        var reading = FileReading()
        reading.sha256 = Array(repeating: byte, count: 32)
        return reading
    }

    static func report(
        _ activity: String,
        row: Int = 2,
        unit: String = "WEST-NEGEV",
        function: Function = .help,
        date: String = "2015-11-30",
        needs: [String] = [],
        escort: String? = nil,
        organisation: String = "ORG-ELKA"
    ) throws -> ActivityReport {
        let day = ActivityDate(day: try #require(CalendarDay(date)))
        var report = ActivityReport(
            recordID: RecordID(
                function: function,
                organisation: try code(organisation),
                unit: try code(unit),
                date: day,
                activity: Folding.keyBytes(activity),
                forum: nil
            ),
            row: row,
            function: function,
            organisation: try code(organisation),
            unit: try code(unit),
            scope: try code("CLUSTER"),
            date: day,
            period: Period.counting(day, as: .quarter),
            activity: activity
        )
        if !needs.isEmpty { report.attributes[.needCodes] = .text(CodeSet(try needs.map(code)).text) }
        report.attributes[.escort] = escort.map { .text($0) }
        return report
    }

    /// Records one file whole.
    @discardableResult
    func record(
        _ reports: [ActivityReport],
        as file: DroppedFile,
        sha: UInt8,
        held: [HeldRow] = []
    ) async throws -> RecordedFile {
        let events: [IntakeEvent] = [.begin(file), .reports(reports), .held(held), .end(Self.reading(sha))]
        return try #require(try await record(events).first)
    }

    /// Erases a name of somebody of `people`, or of nobody there, as if all folders were cleared.
    func erase(_ name: String, of people: [Person] = []) async throws -> Store.Erasure {
        let search = PersonSearch(name, in: People(people))
        let all = Set(try await store.files(limit: 1000).map(\.id))
        let result = try await store.erase(search, cleared: all, at: Self.received)
        guard case .done(let erasure) = result else { throw CancellationError() }
        return erasure
    }

    func record(_ events: [IntakeEvent]) async throws -> [RecordedFile] {
        let feed = Feed(events)
        return try await store.record { try feed.next() }
    }

    /// Hands out events one by one; after the last it ends or throws.
    final class Feed: @unchecked Sendable {
        // Sendable because the store calls it from one queue alone.
        private var events: [IntakeEvent]
        private let failure: (any Error)?

        init(_ events: [IntakeEvent], failure: (any Error)? = nil) {
            self.events = events.reversed()
            self.failure = failure
        }

        func next() throws -> IntakeEvent? {
            if events.isEmpty, let failure { throw failure }
            return events.popLast()
        }
    }
}
