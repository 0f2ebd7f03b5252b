/// How much each adviser of one organisation did in a period (Q33): for the management of the organisation, and for each
/// adviser alone. In no summary, and nobody is ranked by it (domain.md 4.2, S2 and S9; 6.3, 3).
package struct Workload: Hashable, Sendable {
    /// Whom a row names.
    package enum Adviser: Hashable, Sendable {
        /// Whom the registry knows.
        case known(Person.ID)
        /// Whom it does not know for certain, by ``People/key(of:)``.
        case named(String)
        /// Of whom no name is left: all of them together.
        case removed
        /// The row names nobody.
        case nobody
    }

    package struct Count: Hashable, Sendable {
        package private(set) var activities = 0
        /// Of those that state a time.
        package private(set) var minutes = 0
        /// Activities that state a time.
        package private(set) var timed = 0

        package init() {}

        /// - Parameter minutes: `nil` for an activity that states no time, which is not 0 (S7).
        package mutating func add(minutes: Int?) {
            activities += 1
            if let minutes {
                timed += 1
                self.minutes += minutes
            }
        }

        package static func += (left: inout Self, right: Self) {
            left.activities += right.activities
            left.minutes += right.minutes
            left.timed += right.timed
        }
    }

    package let organisation: Code
    package let period: Period
    /// Each once, however many advisers it names.
    package private(set) var activities = 0
    /// By cluster, area or nation. An activity of several advisers stands with each of them, in full.
    package private(set) var counts: [Adviser: [Code: Count]] = [:]
    /// A name as it stands in a report; of several spellings the shortest, which has no title.
    package private(set) var written: [Adviser: String] = [:]

    package init(of organisation: Code, in period: Period) {
        (self.organisation, self.period) = (organisation, period)
    }

    /// Adds activities in one place that name the same people.
    ///
    /// - Parameter advisers: With their names as they stand there, empty where that is not known; at least one.
    package mutating func add(_ count: Count, in unit: Code, of advisers: [Adviser: String]) {
        activities += count.activities
        for (adviser, name) in advisers {
            counts[adviser, default: [:]][unit, default: Count()] += count
            guard !name.isEmpty else { continue }
            let known = written[adviser] ?? name
            written[adviser] = (known.count, known) < (name.count, name) ? known : name
        }
    }
}
