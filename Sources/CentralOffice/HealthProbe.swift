import Foundation

/// Whether a summary could be stored now: tries to write, for a disk that is full or was mounted read-only lets a process
/// live and its reads succeed.
///
/// One try in ``interval`` at most, so that asking often costs nothing.
actor HealthProbe {
    static let interval: Duration = .seconds(2)

    private let store: SummaryStore
    private var last: (at: ContinuousClock.Instant, result: Result<Void, any Error>)?

    init(store: SummaryStore) { self.store = store }

    /// - Throws: What kept the store from writing.
    func check() async throws {
        if let last, ContinuousClock.now - last.at < Self.interval { return try last.result.get() }
        let result: Result<Void, any Error>
        do {
            try await store.probe(at: Date())
            result = .success(())
        } catch {
            result = .failure(error)
        }
        last = (.now, result)
        try result.get()
    }
}
