import Accompaniment
import Foundation
import GRDB
import Logging
import Sync
import TestSupport
import Testing

@testable import Daemon
@testable import Store

@Suite struct PushServiceTests {
    @Test func `a store that takes nothing for now is asked again after a while, and not at once`() async throws {
        let folder = try TemporaryDirectory()
        let store = try Store.open(at: folder.path("eshkold.sqlite"))
        try await store.write { db in
            try db.execute(
                sql:
                    "INSERT INTO period_change (period, generation, rows_generation, changed_at) VALUES ('2015-Q4', 1, 1, 0)"
            )
        }
        // As on a file system that turned read-only.
        try await store.write { db in try db.execute(sql: "PRAGMA query_only = ON") }
        let complaints = Complaints()
        let logger = Logger(label: "test") { _ in complaints }
        let transport = try CurlTransport()
        defer { transport.close() }
        let courier = Courier(
            office: Office(
                name: "office",
                url: try #require(URL(string: "http://127.0.0.1:9/v1/summaries")),
                schedule: .onChange,
                acknowledgement: .echo
            ),
            store: store,
            registry: try Repository.lexicon().registry,
            transport: transport,
            logger: logger
        )
        let service = PushService(courier: courier, bell: Bell(), metrics: Bell(), pulse: Pulse(), logger: logger)
        let run = Task { try await service.run() }
        #expect(try await eventually { complaints.count > 0 })
        try await Task.sleep(for: .seconds(1))
        #expect(complaints.count == 1)
        run.cancel()
        _ = await run.result
    }
}

/// Counts errors. Sendable because all state is only touched under the lock.
private final class Complaints: LogHandler, @unchecked Sendable {
    private let lock = NSLock()
    private var errors = 0

    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    var count: Int { lock.withLock { errors } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        if event.level == .error { lock.withLock { errors += 1 } }
    }
}
