import Accompaniment
import Faults
import Foundation
import Intake
import Pages
import Store

/// Draws the pages that are due and has them put into their places.
struct PagePress: Sendable {
    let store: Store
    /// Told of each step of drawing.
    let pulse: Pulse
    /// Since when a place waits for a page that is drawn: putting it there waits for a share.
    let late = Pulse()
    let turn = DrawingTurn()
    let renderer: PageRenderer
    let periodKind: Period.Kind

    /// After something changed, so long is waited for more of it: files come in bundles.
    static let gathering = Duration.seconds(5)

    /// Its name in ``Pulse``.
    private static let worker = "drawing of pages"

    init(store: Store, pulse: Pulse, lexicon: Lexicon, language: Language, periodKind: Period.Kind) {
        self.store = store
        self.pulse = pulse
        self.periodKind = periodKind
        renderer = PageRenderer(lexicon: lexicon, language: language)
    }

    /// Brings the pages of a place up to date. Several places may be served at once.
    func refresh(_ place: PagePlace, now: Date = Date()) async throws {
        let current = Period(periodKind, containing: CalendarDay(day: now))
        for page in try await store.pagesDue(at: place.name, current: current) {
            let text = try await turn.take {
                defer { pulse.waits(Self.worker) }
                let text = try await draw(place.subject, page.period, now: now)
                FaultPoint.drawn.reach()
                return text
            }
            late.works(place.name)
            guard try await place.put(text, "\(page.period).html") else { break }
            try await store.note(page, at: place.name)
        }
        late.waits(place.name)
    }

    /// The page of `period`, with as many periods before it as it shows.
    func draw(_ subject: PageSubject, _ period: Period, now: Date) async throws -> String {
        var history: [PeriodFacts] = []
        var next = period
        for _ in 0..<PageRenderer.periods {
            // A first count of a large store takes its time.
            pulse.moves(Self.worker)
            history.insert(try await store.facts(of: next), at: 0)
            next = next.previous
        }
        // Before the first report there is nothing to compare with.
        let first = history.dropLast().firstIndex { !$0.units.isEmpty } ?? history.count - 1
        let shown = Array(history[first...])
        // The cooperative pool has as many threads as there are cores: whoever waits for one would wait for the page.
        return try await OwnThread.run { [renderer] in try renderer.render(subject, shown, madeAt: now) }
    }
}

/// One page is drawn at a time, whoever it is for: what is drawn is in memory, and files come in beside it.
actor DrawingTurn {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// By then all that was drawn has taken a tenth of the time.
    private(set) var restEnd = ContinuousClock.now

    /// - Throws: What `draw` throws; `CancellationError`.
    func take(_ draw: @Sendable () async throws -> String) async throws -> String {
        // Whoever gives the turn to the next one leaves it taken.
        if isTaken { await withCheckedContinuation { waiting.append($0) } }
        isTaken = true
        let start = ContinuousClock.now
        defer {
            restEnd = max(restEnd, start) + (.now - start) * 10
            if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
        }
        try Task.checkCancellation()
        return try await draw()
    }
}
