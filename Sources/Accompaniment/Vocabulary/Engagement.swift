/// That someone accompanies a unit, or is its chief executive, for a time (domain.md Q21, Q29; listed in the registry).
package struct Engagement: Sendable {
    package enum Role: String, Sendable, CaseIterable {
        case escort = "ESCORT"
        /// Of the cluster itself: an organisation has no part in it.
        case chief = "CEO"
    }

    package enum Status: String, Sendable, CaseIterable {
        case active = "ACTIVE"
        /// In the place of someone else.
        case acting = "ACTING"
    }

    package var unit: Code
    package var role: Role
    package var status: Status
    /// Of an escort.
    package var organisation: Code?
    /// Never leaves this server.
    package var person: Code?
    package var from: CalendarDay
    /// The last day; `nil` where none was agreed.
    package var until: CalendarDay?

    /// Role and status may be absent: most engagements are those of an escort, in their own right.
    package init(
        unit: Code,
        role: Role = .escort,
        status: Status = .active,
        organisation: Code? = nil,
        person: Code? = nil,
        from: CalendarDay,
        until: CalendarDay? = nil
    ) {
        (self.unit, self.role, self.status) = (unit, role, status)
        (self.organisation, self.person, self.from, self.until) = (organisation, person, from, until)
    }

    /// True where a day of it lies in `period`.
    package func touches(_ period: Period) -> Bool {
        from <= period.to && period.from <= until ?? period.to
    }
}

/// That an organisation reports on a unit each period (domain.md Q22; listed in the registry).
package struct Expectation: Hashable, Sendable {
    package var organisation: Code
    package var unit: Code
    /// The first and last day of the periods for which it holds; `nil` for all.
    package var from: CalendarDay?
    package var until: CalendarDay?

    package init(organisation: Code, unit: Code, from: CalendarDay? = nil, until: CalendarDay? = nil) {
        (self.organisation, self.unit, self.from, self.until) = (organisation, unit, from, until)
    }

    /// True where it holds for the end of `period`, by which a report of it is due.
    package func holds(in period: Period) -> Bool {
        from ?? period.to <= period.to && period.to <= until ?? period.to
    }
}

extension CalendarDay: Codable {
    /// From `2015-11-30`.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = CalendarDay(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is not a day: write it as 2015-11-30"
            )
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// What the registry says of who is where.
extension Registry {
    /// Days of `period` on which nobody held `role` in `unit`, each stretch from its first to its last day, the earliest
    /// first; `nil` where the registry knows nothing of that role there.
    package func gaps(of role: Engagement.Role, in unit: Code, _ period: Period) -> [ClosedRange<CalendarDay>]? {
        let known = (engagements ?? []).filter { $0.unit == unit && $0.role == role }
        guard !known.isEmpty else { return nil }
        var gaps: [ClosedRange<CalendarDay>] = []
        var day = period.from.dayNumber
        func close(before next: Int) {
            guard day < next, let from = CalendarDay(dayNumber: day), let to = CalendarDay(dayNumber: next - 1) else {
                return
            }
            gaps.append(from...to)
        }
        for engagement in known.filter({ $0.touches(period) }).sorted(by: { $0.from < $1.from }) {
            close(before: engagement.from.dayNumber)
            day = max(day, (engagement.until ?? period.to).dayNumber + 1)
        }
        close(before: period.to.dayNumber + 1)
        return gaps
    }

    /// Days from the end of `period` to the last day that was agreed with `organisation`, negative where that is past;
    /// `nil` where none was agreed.
    package func daysToEnd(of organisation: Code, after period: Period) -> Int? {
        let ends = (engagements ?? []).filter { $0.organisation == organisation && $0.from <= period.to }.map(\.until)
        guard !ends.isEmpty, !ends.contains(nil) else { return nil }
        return ends.compactMap { $0?.dayNumber }.max().map { $0 - period.to.dayNumber }
    }

    /// The periods that are over on `day` and of which somebody should have reported, the oldest first.
    ///
    /// - Parameter first: Since when expectations without a beginning hold; `nil` for not yet.
    package func overdue(_ kind: Period.Kind, on day: CalendarDay, since first: CalendarDay?) -> [Period] {
        guard let start = (expectations ?? []).compactMap({ $0.from ?? first }).min() else { return [] }
        var periods: [Period] = []
        var period = Period(kind, containing: day).previous
        while period.to >= start {
            if expected(in: period)?.isEmpty == false { periods.append(period) }
            period = period.previous
        }
        return periods.reversed()
    }

    /// Who should report on which cluster in `period`; `nil` where the registry has no such list.
    package func expected(in period: Period) -> [Expectation]? {
        expectations.map { $0.filter { $0.holds(in: period) } }
    }
}
