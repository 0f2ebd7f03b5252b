package import Foundation
internal import Store

extension Courier {
    /// Time to the daily round; zero or less for one that is due, also where nothing ran when its time came. `nil` for
    /// another schedule.
    ///
    /// It is about the time of the day, and so of the clock that people set: ask again from time to time.
    package func timeToDailyRound(now: Date) async throws -> Duration? {
        guard office.schedule.isDaily else { return nil }
        var last = try await store.lastRound(of: office.name)
        if (last ?? .distantFuture) > now.addingTimeInterval(Self.mostByWhichClocksAreSetBack) {
            try await noteRound(now: now)
            last = now
        }
        guard let last else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = office.timeZone
        let wait = office.schedule.timeToNextRound(after: last, calendar: calendar, spread: spread)
        return wait.map { $0 - .seconds(now.timeIntervalSince(last)) }
    }

    /// Notes that a round was held, so that it is the only one of its day, over restarts too.
    package func noteRound(now: Date) async throws { try await store.noteRound(of: office.name, at: now) }

    /// A round that is noted for later than this was held under a clock that ran wild: the rounds count from now.
    private static let mostByWhichClocksAreSetBack = 3600.0

    /// The part of the spread that is this server's: from 0 to below 1, always the same.
    private var spread: Double {
        let bytes = store.installation.uuid
        return Double(UInt16(bytes.0) << 8 | UInt16(bytes.1)) / 65_536
    }
}
