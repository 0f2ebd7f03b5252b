/// Activities of one function that somebody did somewhere in a period, counted by what their senders said of them.
///
/// Absence stays absence: what nobody said stands nowhere, and is never 0 (S7). An activity can be taken back: nothing is
/// kept from which that could not be done, so that one changed row costs no counting of all the others. Two tallies of the
/// same activities are equal, whatever way they came about.
package struct Tally: Codable, Hashable, Sendable {
    package struct Count: Codable, Hashable, Sendable {
        package var activities = 0
        /// Of those whose length was said.
        package var minutes = 0

        package init() {}
    }

    /// How often a forum met, and how often it should have by what was said of its frequency.
    package struct Meetings: Hashable, Sendable {
        package var held = 0
        /// `nil` where no frequency was said that can be counted.
        package var expected: Int?

        package init() {}
    }

    package struct Amount: Codable, Hashable, Sendable {
        /// Whole shekels.
        package var nis = 0
        package var approx = false

        package init() {}
    }

    package private(set) var all = Count()
    /// Activities whose length was said.
    package private(set) var timed = 0
    /// By attribute and what was said of it, a set of codes in one text: there are few different ones.
    private var said: [[String: Count]] = Array(repeating: [:], count: Attribute.allCases.count)
    private var forumsSaid: [Code: ForumSaid] = [:]
    /// By kind and certainty.
    private var amountsSaid: [Pair: AmountSaid] = [:]
    /// By kind of activity and decision.
    private var decisionsSaid: [Pair: Int] = [:]
    /// By track and identity.
    private var axesSaid: [Pair: Int] = [:]
    /// By the day on which the cluster asked (see ``CalendarDay/dayNumber``).
    private var requests: [Int: Asked] = [:]
    /// Sessions on the outline for the ministries (Q18), where they were national.
    package private(set) var outlineSessions = 0
    package private(set) var knowledgeItems = 0
    /// Activities whose need was understood by guess.
    package private(set) var inferredNeeds = 0
    /// Activities by the folded name of the social service that was made or improved; the names stay on this server.
    private var socialServicesSaid: [String: Int] = [:]
    private var achievementsSaid: [Bool: Int] = [:]
    private let countsDecisions: Bool

    private struct Pair: Codable, Hashable, Sendable {
        let first: Code?
        let second: Code?
    }

    /// What came of all that was asked for on one day.
    private struct Asked: Codable, Hashable, Sendable {
        var activities = 0
        /// Those of them whose status was told.
        var told = 0
        /// Those of them that are done.
        var done = 0
        /// How many days later an activity began: how many did.
        var answers: [Int: Int] = [:]

        static func + (left: Self, right: Self) -> Self {
            var both = left
            both.activities += right.activities
            both.told += right.told
            both.done += right.done
            for (days, times) in right.answers { both.answers.change(days, by: times, 0, +) }
            return both
        }
    }

    private struct ForumSaid: Codable, Hashable, Sendable {
        var activities = 0
        var held = 0
        /// How often each number of meetings was planned.
        var planned: [Int: Int] = [:]

        static func + (left: Self, right: Self) -> Self {
            var both = left
            both.activities += right.activities
            both.held += right.held
            for (planned, times) in right.planned { both.planned.change(planned, by: times, 0, +) }
            return both
        }
    }

    private struct AmountSaid: Codable, Hashable, Sendable {
        var activities = 0
        var nis = 0
        var approximate = 0

        static func + (left: Self, right: Self) -> Self {
            Self(
                activities: left.activities + right.activities,
                nis: left.nis &+ right.nis,
                approximate: left.approximate + right.approximate
            )
        }
    }

    /// - Parameter countsDecisions: False for help, which decides nothing.
    package init(countsDecisions: Bool = true) {
        self.countsDecisions = countsDecisions
    }

    /// Attributes whose codes are counted.
    package static let counted: [Attribute] = [
        .identity, .activityTypes, .needCodes, .unmetNeeds, .hat, .track, .choiceBasis, .ministryCodes, .orientation,
        .horizon, .engagement, .brokeredBy, .authorities,
    ]
    private static let isCounted = Attribute.allCases.map { counted.contains($0) }

    /// - Parameters:
    ///   - row: All that was said; who did it, and words, count for nothing.
    ///   - date: The first day of the activity, as `2015-11-30`.
    ///   - isDay: It took place on known days.
    ///   - times: -1 for one that was counted and is to count no more.
    package mutating func count(
        _ row: Attributes,
        on date: String,
        isDay: Bool,
        in unit: Code,
        period: Period,
        times: Int = 1
    ) {
        let minutes = row.integer(.durationMin)
        if minutes != nil { timed += times }
        let size = Count(activities: times, minutes: times * (minutes ?? 0))
        all += size
        row.forEach { field in
            let place = field.attribute.rawValue
            guard Self.isCounted[place] else { return }
            var text = row.text(field)
            if field.attribute == .authorities {
                // Names of authorities stay words where the registry lists none: those are counted nowhere.
                text = CodeSet(row.codes(.authorities)?.codes ?? []).text
                if text.isEmpty { return }
            }
            said[place].change(text, by: size, Count(), +)
        }
        if let forum = row.code(.forum) { meet(forum, row, isDay: isDay, period, times) }
        if row.has(.amountNIS) { raise(row, times) }
        if countsDecisions { decide(row, times) }
        axesSaid.change(Pair(first: row.code(.track), second: row.code(.identity)), by: times, 0, +)
        if let requested = row.text(.requestedOn).flatMap({ CalendarDay($0) }) {
            let status = row.code(.status) ?? .unknownStatus
            var asked = Asked(
                activities: times,
                told: status == .unknownStatus ? 0 : times,
                done: status == .done ? times : 0
            )
            // Days to the first activity (Q13): what was asked for while the activity was under way is no answer to it.
            if isDay, let day = CalendarDay(date), requested <= day {
                asked.answers[day.dayNumber - requested.dayNumber] = times
            }
            requests.change(requested.dayNumber, by: asked, Asked(), +)
        }
        if unit == .national, names(.training, row, .activityTypes), names(.ministryTies, row, .needCodes) {
            outlineSessions += times
        }
        if row.integer(.knowledgeItem) == 1 || names(.knowledgeCentre, row, .needCodes) { knowledgeItems += times }
        if row.text(.inferred)?.split(separator: " ").contains(where: { $0 == Attribute.needCodes.name }) == true {
            inferredNeeds += times
        }
        if let name = row.text(.serviceName), row.code(.track) == .development, names(.service, row, .activityTypes) {
            socialServicesSaid.change(Folding.key(name), by: times, 0, +)
        }
        if let achievement = row.integer(.achievement) { achievementsSaid.change(achievement == 1, by: times, 0, +) }
    }

    private func names(_ code: Code, _ row: Attributes, _ attribute: Attribute) -> Bool {
        row.text(attribute)?.utf8.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual(code.rawValue.utf8) }
            == true
    }

    /// Oversight of no stated kind is oversight all the same, and not "none" (S7).
    private mutating func decide(_ row: Attributes, _ times: Int) {
        let types = row.codes(.activityTypes)?.codes ?? []
        for type in types.isEmpty ? [.otherActivity] : types {
            decisionsSaid.change(Pair(first: type, second: row.code(.decision) ?? .noted), by: times, 0, +)
        }
    }

    private mutating func meet(_ forum: Code, _ row: Attributes, isDay: Bool, _ period: Period, _ times: Int) {
        var change = ForumSaid(activities: times, held: times * (row.integer(.meetingsHeld) ?? (isDay ? 1 : 0)))
        if let planned = row.text(.frequency).flatMap(Frequency.init(text:))?.times(in: period) {
            change.planned[planned] = times
        }
        forumsSaid.change(forum, by: change, ForumSaid(), +)
    }

    /// In shekels: what an amount counts for at most. With it the sum of nine thousand million activities fits.
    private static let largestAmount = 1_000_000_000

    private mutating func raise(_ row: Attributes, _ times: Int) {
        guard let kind = row.code(.resourceKind), let certainty = row.code(.certainty),
            let nis = row.integer(.amountNIS)
        else { return }
        let change = AmountSaid(
            activities: times,
            nis: times * min(nis, Self.largestAmount),
            approximate: row.integer(.amountApproximate) == 1 ? times : 0
        )
        amountsSaid.change(Pair(first: kind, second: certainty), by: change, AmountSaid(), +)
    }

    package var forums: [Code: Meetings] {
        forumsSaid.mapValues { said in
            // Said again with each meeting: the most often of them is what was planned.
            Meetings(held: said.held, expected: said.planned.keys.max())
        }
    }

    /// By kind and certainty; never summed across certainties (Q19). What is above ``Figures/largest`` is told as that.
    package var resources: [Code: [Code: Amount]] {
        amountsSaid.reduce(into: [:]) { all, said in
            guard let kind = said.key.first, let certainty = said.key.second else { return }
            all[kind, default: [:]][certainty] = Amount(
                nis: min(said.value.nis, Figures.largest),
                approx: said.value.approximate > 0
            )
        }
    }

    /// By kind of activity and decision.
    package var decisions: [Code: [Code: Int]] {
        decisionsSaid.reduce(into: [:]) { all, said in
            guard let type = said.key.first, let decision = said.key.second else { return }
            all[type, default: [:]][decision] = said.value
        }
    }

    /// Q10: track, and then identity, `nil` where it was not said.
    package var axes: [Code?: [Code?: Int]] {
        axesSaid.reduce(into: [:]) { $0[$1.key.first, default: [:]][$1.key.second] = $1.value }
    }

    /// Days from each request to its first activity (Q13), of one organisation in one place: what was asked of it on one
    /// day is one request, and every later activity goes on with it.
    fileprivate var requestDays: [Int] { requests.values.compactMap { $0.answers.keys.min() } }

    /// Days on which something was asked for whose status was told, and how many of them have an activity that is done
    /// (Q13).
    fileprivate var requestsClosed: (closed: Int, all: Int) {
        (requests.values.count { $0.done > 0 }, requests.values.count { $0.told > 0 })
    }

    /// Names of social services that were made or improved (Q31).
    package var socialServices: Set<String> { Set(socialServicesSaid.keys) }

    /// True or false as it was said, `nil` where nobody did (Q04).
    package var hasAchievement: Bool? {
        achievementsSaid[true] != nil ? true : achievementsSaid[false] == nil ? nil : false
    }

    /// Activities and minutes by code; an activity with several codes counts for each. Empty where nothing was said.
    package func counts(_ attribute: Attribute) -> [Code: Count] {
        said[attribute.rawValue].reduce(into: [:]) { counts, said in
            for code in CodeSet(text: said.key).codes { counts[code, default: Count()] += said.value }
        }
    }

    /// Activities by what their codes belong to; an activity counts once for each of these, whatever codes it has of it.
    package func activities(_ attribute: Attribute, by group: (Code) -> Code?) -> [Code: Int] {
        said[attribute.rawValue].reduce(into: [:]) { counts, said in
            var groups: [Code] = []
            for code in CodeSet(text: said.key).codes {
                guard let group = group(code), !groups.contains(group) else { continue }
                groups.append(group)
                counts[group, default: 0] += said.value.activities
            }
        }
    }

    /// Activities by code, as above.
    package func activities(_ attribute: Attribute) -> [Code: Int] { counts(attribute).mapValues(\.activities) }

    /// Activities that said anything of the attribute.
    package func stated(_ attribute: Attribute) -> Int {
        said[attribute.rawValue].values.reduce(0) { $0 + $1.activities }
    }

    /// Activities that said nothing of it.
    package func unstated(_ attribute: Attribute) -> Int { all.activities - stated(attribute) }

    /// Counts what the other counts as well, in its own memory.
    package static func += (left: inout Tally, right: Tally) {
        left.all += right.all
        left.timed += right.timed
        for place in right.said.indices where !right.said[place].isEmpty {
            left.said[place].merge(right.said[place], uniquingKeysWith: +)
        }
        left.forumsSaid.merge(right.forumsSaid, uniquingKeysWith: +)
        left.amountsSaid.merge(right.amountsSaid, uniquingKeysWith: +)
        left.decisionsSaid.merge(right.decisionsSaid, uniquingKeysWith: +)
        left.axesSaid.merge(right.axesSaid, uniquingKeysWith: +)
        left.requests.merge(right.requests, uniquingKeysWith: +)
        left.outlineSessions += right.outlineSessions
        left.knowledgeItems += right.knowledgeItems
        left.inferredNeeds += right.inferredNeeds
        left.socialServicesSaid.merge(right.socialServicesSaid, uniquingKeysWith: +)
        left.achievementsSaid.merge(right.achievementsSaid, uniquingKeysWith: +)
    }
}

extension Tally.Count {
    fileprivate init(activities: Int, minutes: Int) { (self.activities, self.minutes) = (activities, minutes) }

    package static func + (left: Self, right: Self) -> Self {
        Self(activities: left.activities + right.activities, minutes: left.minutes + right.minutes)
    }

    fileprivate static func += (left: inout Self, right: Self) { left = left + right }
}

extension Tally.Meetings {
    fileprivate init(held: Int, expected: Int?) { (self.held, self.expected) = (held, expected) }
}

extension Tally.Amount {
    fileprivate init(nis: Int, approx: Bool) { (self.nis, self.approx) = (nis, approx) }
}

extension Dictionary where Value: Equatable {
    /// Adds `change` to what stands at `key`; where nothing is left, as if nothing had been there.
    fileprivate mutating func change(_ key: Key, by change: Value, _ zero: Value, _ add: (Value, Value) -> Value) {
        let sum = add(self[key] ?? zero, change)
        self[key] = sum == zero ? nil : sum
    }
}

extension Sequence<Tally> {
    /// The median of the days from a request to its first activity (Q13), half a day for a whole one; `nil` where no
    /// request had a date. Each tally is of one organisation in one place: two of them have no request in common.
    package var medianRequestDays: Int? {
        let days = flatMap(\.requestDays).sorted()
        return days.isEmpty ? nil : (days[(days.count - 1) / 2] + days[days.count / 2] + 1) / 2
    }

    /// Requests whose status was told, and how many of them are closed: something that was asked for on that day is done
    /// (Q13).
    package var closedRequests: (closed: Int, all: Int) {
        map(\.requestsClosed).reduce((0, 0)) { ($0.0 + $1.closed, $0.1 + $1.all) }
    }

    /// What all count together.
    package var sum: Tally {
        var rest = makeIterator()
        // Most are alone: what they count is not copied.
        guard var sum = rest.next() else { return Tally() }
        while let tally = rest.next() { sum += tally }
        return sum
    }
}

extension Frequency {
    /// From the stored form.
    package init?(text: String) {
        switch text {
        case "ONGOING": self = .ongoing
        case "ONCE": self = .once
        case "VARYING": self = .varying
        default:
            let halves = text.split(separator: "/")
            guard halves.count == 2 else { return nil }
            let times = halves[0].split(separator: "-").compactMap { Int($0) }
            let span = halves[1].split(separator: "-")
            guard let least = times.first, let most = times.last, span.count == 2, let every = Int(span[0]), every > 0,
                let unit = Unit(rawValue: String(span[1]))
            else { return nil }
            self = .regular(least: least, most: most, every: every, unit: unit)
        }
    }

    private static func rounded(_ number: Int, by divisor: Int) -> Int { (number + divisor / 2) / divisor }

    /// How often in `period`, by the lower of two numbers, rounded; `nil` where the frequency is no number.
    package func times(in period: Period) -> Int? {
        switch self {
        case .ongoing, .varying: nil
        case .once: 1
        case .regular(let least, _, let every, let unit):
            Self.rounded(
                least * (period.to.dayNumber - period.from.dayNumber + 1) * 100,
                by: every * unit.hundredthsOfDays
            )
        }
    }
}

extension Frequency.Unit {
    fileprivate var hundredthsOfDays: Int {
        switch self {
        case .day: 100
        case .week: 700
        case .month: 3044
        case .quarter: 9131
        case .year: 36525
        }
    }
}
