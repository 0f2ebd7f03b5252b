import Accompaniment
import Faults
import Foundation
import Pages
import Store

/// Draws the pages that are due and has them put into their places.
struct PagePress: Sendable {
    let store: Store
    /// Told of each step: drawing is work, and putting a page into its place waits for a share.
    let pulse: Pulse
    let renderer: PageRenderer
    let periodKind: Period.Kind

    /// After something changed, so long is waited for more of it: files come in bundles.
    static let gathering = Duration.seconds(5)

    /// Its name in ``Pulse``.
    private static let worker = "drawing of pages"

    init(store: Store, pulse: Pulse, lexicon: Lexicon, language: Language, periodKind: Period.Kind) throws {
        self.store = store
        self.pulse = pulse
        self.periodKind = periodKind
        renderer = try PageRenderer(lexicon: lexicon, language: language)
    }

    /// - Parameters:
    ///   - place: The name of the folder, by which the store remembers what is in it.
    ///   - put: Writes a page under its name; false where there is no place for it yet.
    func refresh(
        _ place: String,
        with subject: PageSubject,
        now: Date = Date(),
        put: (_ page: String, _ name: String) async throws -> Bool
    ) async throws {
        let current = Period(periodKind, containing: CalendarDay(day: now))
        pulse.moves(Self.worker)
        defer { pulse.waits(Self.worker) }
        for page in try await store.pagesDue(at: place, current: current) {
            let text = try await draw(subject, page.period, now: now)
            FaultPoint.drawn.reach()
            pulse.waits(Self.worker)
            guard try await put(text, "\(page.period).html") else { return }
            pulse.moves(Self.worker)
            try await store.note(page, at: place)
        }
    }

    /// The page of `period`, with as many periods before it as it shows.
    func draw(_ subject: PageSubject, _ period: Period, now: Date) async throws -> String {
        var history: [PeriodFacts] = []
        var next = period
        for _ in 0..<PageRenderer.periods {
            history.insert(try await store.facts(of: next), at: 0)
            // A first count of a large store takes its time.
            pulse.moves(Self.worker)
            next = next.previous
        }
        // Before the first report there is nothing to compare with.
        let first = history.dropLast().firstIndex { !$0.units.isEmpty } ?? history.count - 1
        return renderer.render(subject, Array(history[first...]), madeAt: now)
    }
}

/// A folder beside the inboxes into which pages go, for readers who drop nothing.
struct PageFolder: Sendable {
    let path: String
    let subject: PageSubject

    /// Writes a page in the place of an earlier one: whole, or not at all.
    ///
    /// - Throws: ``StartFailure`` naming the folder.
    func put(_ page: String, named name: String) throws -> Bool {
        let url = URL(fileURLWithPath: path).appending(path: name)
        do {
            try Data(page.utf8).write(to: url, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: url.path)
            return true
        } catch {
            throw StartFailure("the page \(url.path) cannot be written: make the folder, owned by the service")
        }
    }
}
