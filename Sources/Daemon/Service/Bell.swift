/// Rings when the store has something new for the offices. A ring while nobody waits is kept; several are one.
actor Bell {
    private var waiting: AsyncStream<Void>.Continuation?
    private var hasRung = false

    func ring() {
        hasRung = true
        waiting?.yield()
    }

    /// Returns at the next ring, or after `time`; without a time only at a ring.
    ///
    /// - Returns: True for a ring.
    /// - Throws: `CancellationError`.
    func wait(upTo time: Duration?) async throws -> Bool {
        if !hasRung {
            let (rings, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            waiting = continuation
            defer { waiting = nil }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in rings { break } }
                // `try?`: a sleep ends early only when it is cancelled, which is checked below.
                if let time { group.addTask { try? await Task.sleep(for: time) } }
                await group.next()
                group.cancelAll()
            }
        }
        try Task.checkCancellation()
        defer { hasRung = false }
        return hasRung
    }
}
