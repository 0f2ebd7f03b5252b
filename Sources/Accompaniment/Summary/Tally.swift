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
    /// By attribute and what was said of it, a set of codes in one text: there are few different ones.
    private var said: [[String: Count]] = Array(repeating: [:], count: Attribute.allCases.count)
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
    private let countsDecisions: Bool

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

    /// All attributes that ``add(_:on:isDay:in:period:)`` looks at.
    package static let used: [Attribute] =
        counted + [
            .durationMin, .forum, .frequency, .meetingsHeld, .resourceKind, .certainty, .amountNIS, .amountApproximate,
            .decision, .requestedOn, .knowledgeItem, .inferred, .serviceName, .achievement,
        ]

    /// - Parameters:
    ///   - row: At least the attributes ``used``, where they were said.
    ///   - date: The first day of the activity, as `2015-11-30`.
    ///   - isDay: It took place on known days.
    package mutating func add(_ row: Attributes, on date: String, isDay: Bool, in unit: Code, period: Period) {
        let minutes = row.integer(.durationMin)
        if minutes != nil { timed += 1 }
        all.activities += 1
        all.minutes += minutes ?? 0
        row.forEach { field in
            let place = field.attribute.rawValue
            guard Self.isCounted[place] else { return }
            // Names of authorities stay words where the registry lists none: those are counted nowhere.
            let text =
                field.attribute == .authorities ? CodeSet(row.codes(.authorities)?.codes ?? []).text : row.text(field)
            said[place][text, default: Count()].activities += 1
            if let minutes { said[place][text, default: Count()].minutes += minutes }
        }
        if let forum = row.code(.forum) { meet(forum, row, isDay: isDay, period) }
        if row.has(.amountNIS) { raise(row) }
        if countsDecisions { decide(row) }
        axes[row.code(.track), default: [:]][row.code(.identity), default: 0] += 1
        if isDay, let requested = row.text(.requestedOn).flatMap({ CalendarDay($0) }), let day = CalendarDay(date) {
            requestDays.append(day.dayNumber - requested.dayNumber)
        }
        if unit == .national, names(.training, row, .activityTypes), names(.ministryTies, row, .needCodes) {
            outlineSessions += 1
        }
        if row.integer(.knowledgeItem) == 1 || names(.knowledgeCentre, row, .needCodes) { knowledgeItems += 1 }
        if row.text(.inferred)?.split(separator: " ").contains(where: { $0 == Attribute.needCodes.name }) == true {
            inferredNeeds += 1
        }
        if let name = row.text(.serviceName), row.code(.track) == .development, names(.service, row, .activityTypes) {
            socialServices.insert(name)
        }
        if let achievement = row.integer(.achievement) { hasAchievement = hasAchievement == true || achievement == 1 }
    }

    private func names(_ code: Code, _ row: Attributes, _ attribute: Attribute) -> Bool {
        row.codes(attribute)?.codes.contains(code) == true
    }

    /// Oversight of no stated kind is oversight all the same, and not "none" (S7).
    private mutating func decide(_ row: Attributes) {
        let types = row.codes(.activityTypes)?.codes ?? []
        for type in types.isEmpty ? [.otherActivity] : types {
            decisions[type, default: [:]][row.code(.decision) ?? .noted, default: 0] += 1
        }
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

    /// Activities and minutes by code; an activity with several codes counts for each. Empty where nothing was said.
    package func counts(_ attribute: Attribute) -> [Code: Count] {
        said[attribute.rawValue].reduce(into: [:]) { counts, said in
            for code in CodeSet(text: said.key).codes {
                counts[code, default: Count()].activities += said.value.activities
                counts[code, default: Count()].minutes += said.value.minutes
            }
        }
    }

    /// Activities by what their codes belong to; an activity counts once for each of these, whatever codes it has of it.
    package func activities(_ attribute: Attribute, by group: (Code) -> Code?) -> [Code: Int] {
        said[attribute.rawValue].reduce(into: [:]) { counts, said in
            for group in Set(CodeSet(text: said.key).codes.compactMap(group)) {
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
        for place in both.said.indices { both.said[place].merge(right.said[place], uniquingKeysWith: sum) }
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
