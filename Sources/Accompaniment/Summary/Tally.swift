/// Activities of one function that somebody did somewhere in a period, counted by what their senders said of them.
///
/// Absence stays absence: what nobody said stands nowhere, and is never 0 (S7).
package struct Tally: Sendable {
    package struct Count: Hashable, Sendable {
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
    /// By attribute and code; an activity with several codes counts for each.
    package private(set) var counts: [Attribute: [Code: Count]] = [:]
    /// Activities that said anything of the attribute.
    package private(set) var stated: [Attribute: Int] = [:]
    package private(set) var forums: [Code: Meetings] = [:]
    /// By kind and certainty; never summed across certainties (Q19).
    package private(set) var resources: [Code: [Code: Amount]] = [:]
    /// By kind of activity and decision.
    package private(set) var decisions: [Code: [Code: Int]] = [:]
    /// Q10: track, and then identity, `nil` where it was not said.
    package private(set) var axes: [Code?: [Code?: Int]] = [:]
    /// Days from a request to its activity (Q13).
    package private(set) var requestDays: [Int] = []
    /// Sessions on the outline for the ministries (Q18), where they were national.
    package private(set) var outlineSessions = 0
    package private(set) var knowledgeItems = 0
    /// Activities whose need was understood by guess.
    package private(set) var inferredNeeds = 0
    /// Names of social services that were made or improved (Q31); they stay on this server.
    package private(set) var socialServices: Set<String> = []
    /// True or false as it was said, `nil` where nobody did (Q04).
    package private(set) var hasAchievement: Bool?

    package init() {}

    /// Attributes whose codes are counted.
    package static let counted: [Attribute] = [
        .identity, .activityTypes, .needCodes, .unmetNeeds, .hat, .track, .choiceBasis, .status, .ministryCodes,
        .orientation, .horizon, .engagement, .brokeredBy, .authorities, .coreBasis, .tier,
    ]

    /// All attributes that ``add(_:on:in:period:)`` looks at.
    package static let used: [Attribute] =
        counted + [
            .durationMin, .forum, .frequency, .meetingsHeld, .resourceKind, .certainty, .amountNIS, .amountApproximate,
            .decision, .requestedOn, .knowledgeItem, .inferred, .serviceName, .achievement,
        ]

    /// - Parameters:
    ///   - said: At least the attributes ``used``, where they were said.
    ///   - date: Of the activity; `isDay` where it took place on known days.
    package mutating func add(_ said: Attributes, on date: CalendarDay, isDay: Bool, in unit: Code, period: Period) {
        let minutes = said.integer(.durationMin)
        if minutes != nil { timed += 1 }
        func counted(_ count: inout Count) {
            count.activities += 1
            count.minutes += minutes ?? 0
        }
        counted(&all)
        for attribute in Self.counted {
            guard let codes = said.codes(attribute)?.codes else { continue }
            stated[attribute, default: 0] += 1
            for code in codes { counted(&counts[attribute, default: [:]][code, default: Count()]) }
        }
        let types = said.codes(.activityTypes)?.codes ?? []
        let needs = said.codes(.needCodes)?.codes ?? []
        if let forum = said.code(.forum) { meet(forum, said, isDay: isDay, period) }
        raise(said)
        // Oversight of no stated kind is oversight all the same, and not "none" (S7).
        for type in types.isEmpty ? [.otherActivity] : types {
            decisions[type, default: [:]][said.code(.decision) ?? .noted, default: 0] += 1
        }
        axes[said.code(.track), default: [:]][said.code(.identity), default: 0] += 1
        if let requested = said.text(.requestedOn).flatMap({ CalendarDay($0) }), isDay {
            requestDays.append(date.dayNumber - requested.dayNumber)
        }
        if unit == .national, types.contains(.training), needs.contains(.ministryTies) { outlineSessions += 1 }
        if needs.contains(.knowledgeCentre) || said.integer(.knowledgeItem) == 1 { knowledgeItems += 1 }
        let inferred = said.text(.inferred)?.split(separator: " ") ?? []
        if inferred.contains(where: { $0 == Attribute.needCodes.name }) { inferredNeeds += 1 }
        if types.contains(.service), said.code(.track) == .development, let name = said.text(.serviceName) {
            socialServices.insert(name)
        }
        if let achievement = said.integer(.achievement) { hasAchievement = hasAchievement == true || achievement == 1 }
    }

    private mutating func meet(_ forum: Code, _ said: Attributes, isDay: Bool, _ period: Period) {
        var meetings = forums[forum] ?? Meetings()
        meetings.held += said.integer(.meetingsHeld) ?? (isDay ? 1 : 0)
        // Said again with each meeting: the most often of them is what was planned.
        if let times = said.text(.frequency).flatMap(Frequency.init(text:))?.times(in: period) {
            meetings.expected = max(meetings.expected ?? 0, times)
        }
        forums[forum] = meetings
    }

    private mutating func raise(_ said: Attributes) {
        guard let kind = said.code(.resourceKind), let certainty = said.code(.certainty),
            let nis = said.integer(.amountNIS)
        else { return }
        var amount = resources[kind]?[certainty] ?? Amount()
        let (sum, isTooLarge) = amount.nis.addingReportingOverflow(nis)
        amount.nis = isTooLarge ? .max : sum
        amount.approx = amount.approx || said.integer(.amountApproximate) == 1
        resources[kind, default: [:]][certainty] = amount
    }

    /// Activities by code; empty where nothing was said.
    package func activities(_ attribute: Attribute) -> [Code: Int] {
        counts[attribute]?.mapValues(\.activities) ?? [:]
    }

    /// Activities that said nothing of the attribute.
    package func unstated(_ attribute: Attribute) -> Int { all.activities - (stated[attribute] ?? 0) }

    /// What both count together.
    package static func + (left: Tally, right: Tally) -> Tally {
        func sum(_ one: Count, _ other: Count) -> Count {
            var sum = one
            sum.activities += other.activities
            sum.minutes += other.minutes
            return sum
        }
        var both = left
        both.all = sum(left.all, right.all)
        both.timed += right.timed
        both.counts.merge(right.counts) { $0.merging($1, uniquingKeysWith: sum) }
        both.stated.merge(right.stated, uniquingKeysWith: +)
        both.forums.merge(right.forums) { one, other in
            var sum = one
            sum.held += other.held
            sum.expected = [one.expected, other.expected].compactMap { $0 }.max()
            return sum
        }
        both.resources.merge(right.resources) { one, other in
            one.merging(other) { left, right in
                var sum = left
                let (nis, isTooLarge) = left.nis.addingReportingOverflow(right.nis)
                sum.nis = isTooLarge ? .max : nis
                sum.approx = left.approx || right.approx
                return sum
            }
        }
        both.decisions.merge(right.decisions) { $0.merging($1, uniquingKeysWith: +) }
        both.axes.merge(right.axes) { $0.merging($1, uniquingKeysWith: +) }
        both.requestDays += right.requestDays
        both.outlineSessions += right.outlineSessions
        both.knowledgeItems += right.knowledgeItems
        both.inferredNeeds += right.inferredNeeds
        both.socialServices.formUnion(right.socialServices)
        if let other = right.hasAchievement { both.hasAchievement = left.hasAchievement == true || other }
        return both
    }
}

extension Sequence<Tally> {
    /// What all count together.
    package var sum: Tally { reduce(Tally(), +) }
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

    /// How often in `period`, by the lower of two numbers, rounded down and at least once in a period as long as the
    /// interval; `nil` where the frequency is no number.
    package func times(in period: Period) -> Int? {
        switch self {
        case .ongoing, .varying: nil
        case .once: 1
        case .regular(let least, _, let every, let unit):
            least * (period.to.dayNumber - period.from.dayNumber + 1) * 100 / (every * unit.hundredthsOfDays)
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
