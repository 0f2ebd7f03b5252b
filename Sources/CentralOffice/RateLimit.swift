import Hummingbird

/// How many requests each may make: an allowance of a minute's worth, which fills evenly while it is not used.
actor RateLimit {
    private struct Allowance {
        /// Requests.
        var left: Double
        var asOf: ContinuousClock.Instant
    }

    private let perMinute: Int
    private var allowances: [String: Allowance] = [:]

    /// As many are remembered before those who may make all their requests are forgotten.
    private static let remembered = 10_000

    init(perMinute: Int) { self.perMinute = perMinute }

    /// Counts a request of `name`.
    ///
    /// - Throws: ``Refusal`` with 429 and the seconds to wait, where it is one too many.
    func count(_ name: String, at now: ContinuousClock.Instant = .now) throws {
        if allowances.count >= Self.remembered {
            allowances = allowances.filter { filled($0.value, at: now) < Double(perMinute) }
        }
        let left = allowances[name].map { filled($0, at: now) } ?? Double(perMinute)
        guard left >= 1 else {
            let seconds = Int(((1 - left) * 60 / Double(perMinute)).rounded(.up))
            throw Refusal(
                .tooManyRequests,
                "more than \(perMinute) requests in a minute: wait as Retry-After says",
                retryAfter: max(1, seconds)
            )
        }
        allowances[name] = Allowance(left: left - 1, asOf: now)
    }

    private func filled(_ allowance: Allowance, at now: ContinuousClock.Instant) -> Double {
        let seconds = (now - allowance.asOf) / .seconds(1)
        return min(Double(perMinute), allowance.left + seconds * Double(perMinute) / 60)
    }
}

/// Refuses whoever asks too often, before anything else is done for them.
struct RateLimited: RouterMiddleware {
    let limit: RateLimit

    func handle(
        _ request: Request,
        context: OfficeContext,
        next: @concurrent (Request, OfficeContext) async throws -> Response
    ) async throws -> Response {
        try await limit.count(context.peer)
        return try await next(request, context)
    }
}
