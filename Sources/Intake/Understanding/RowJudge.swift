internal import Accompaniment
internal import Foundation

/// Judges a row as a whole: what its cells say together, with what the folder and the file say (domain.md 5.1 and 5.3).
///
/// What each row passes through is inlined: the draft would be copied, and the judge too, wherever they are handed on.
struct RowJudge {
    let context: FileContext
    private let lexicon: Lexicon
    private var columns: [Field: Finding.Column] = [:]
    /// That of a row that names none: the file's own.
    private let fileUnit: Unit?
    private let nationalUnit: Unit
    /// The period in which the last date lay: mostly that of the next row too.
    private var lastPeriod: (period: Period, to: CalendarDay)?
    /// Where each other date counts, and where its finding stands: worked out once per date.
    private var periods: [ActivityDate: (period: Period, position: Int?)] = [:]
    /// Where the finding about rows of which something was inferred stands.
    private var inferredPosition: Int?
    private var ownNumbers = OwnNumbers()
    /// Of the last activity: its memory serves the next one.
    private var lastKey: [UInt8] = []

    init(lexicon: Lexicon, context: FileContext) {
        self.context = context
        self.lexicon = lexicon
        fileUnit = context.unit.map { Unit($0, lexicon) }
        nationalUnit = Unit(.national, lexicon)
    }

    mutating func bind(_ field: Field, to column: Finding.Column) { columns[field] = column }

    /// The report of a row, or `nil` with the reasons for holding it in the draft.
    mutating func judge(_ draft: inout RowDraft, log: inout FindingLog) throws -> ActivityReport? {
        var problems: [Finding] = []
        let unit = unit(draft, &problems)
        let function = function(draft, &problems)
        let date = date(draft, &problems, log: &log)
        if draft.activity == nil, !draft.isHeld(for: .personalDetails), !draft.isHeld(for: .valueNotAllowed),
            !draft.isHeld(for: .charactersLost)
        {
            problems.append(finding(.activityEmpty, .activity, draft))
        }
        if let organisation = draft.organisation, !lexicon.mayReport(organisation, for: context.organisation) {
            problems.append(finding(.organisationConflict, .organisation, draft))
        }
        if draft.attributes.code(.tier) == .coreTier, draft.attributes.code(.track) == .development {
            problems.append(finding(.valueNotAllowed, .track, draft))
        }
        if !problems.isEmpty {
            for problem in problems { log.add(problem) }
            draft.reasons += problems
        }
        guard draft.reasons.isEmpty, let unit, let function, let date, let activity = draft.activity else { return nil }
        Folding.fold(activity, into: &lastKey)
        let key = lastKey
        try complete(&draft, unit: unit, date: date, activity: key, log: &log)
        return ActivityReport(
            recordID: recordID(draft, unit: unit.code, function: function, date: date, activity: key, log: &log),
            row: draft.row,
            function: function,
            organisation: context.organisation,
            unit: unit.code,
            scope: unit.scope,
            date: date,
            period: countingPeriod(date, row: draft.row, log: &log),
            activity: activity,
            attributes: draft.attributes,
            kin: kin(draft, unit: unit.code, function: function, date: date, activity: key),
            mends: draft.mends
        )
    }

    private func finding(_ code: FindingCode, _ field: Field, _ draft: RowDraft, detail: String? = nil) -> Finding {
        Finding(code, column: columns[field], detail: detail, row: draft.row)
    }

    /// A number of the sender's own makes the record, unless it is a place in a list or stands in the file beside another
    /// activity: then organisation, unit, date, activity and forum do (domain.md 5.3, fields 1 and 2).
    @inline(__always)
    private mutating func recordID(
        _ draft: RowDraft,
        unit: Code,
        function: Function,
        date: ActivityDate,
        activity: [UInt8],
        log: inout FindingLog
    ) -> RecordID {
        if let own = draft.attributes.text(.externalId), !own.utf8.allSatisfy(\.isOfRunningNumber) {
            let record = RecordID(function: function, organisation: context.organisation, externalID: own)
            var content = Hasher()
            content.combine(unit)
            content.combine(date)
            content.combine(activity)
            content.combine(draft.attributes.code(.forum))
            if ownNumbers.admits(record, for: content.finalize()) { return record }
            log.add(Finding(.numberRepeated, column: columns[.externalId], written: own, row: draft.row))
        }
        return RecordID(
            function: function,
            organisation: context.organisation,
            unit: unit,
            date: date,
            activity: activity,
            forum: draft.attributes.code(.forum)
        )
    }

    @inline(__always)
    private func kin(_ draft: RowDraft, unit: Code, function: Function, date: ActivityDate, activity: [UInt8]) -> Int64?
    {
        if date.precision == .day || date.precision == .range { return nil }
        return RecordID.kin(
            function: function,
            organisation: context.organisation,
            unit: unit,
            activity: activity,
            forum: draft.attributes.code(.forum)
        )
    }

    @inline(__always)
    private func unit(_ draft: RowDraft, _ problems: inout [Finding]) -> Unit? {
        if let unit = draft.unit ?? (draft.scope == .national ? nationalUnit : fileUnit) {
            if let scope = draft.scope, scope != unit.scope {
                problems.append(finding(.valueNotAllowed, .scope, draft))
            }
            return unit
        }
        if !draft.isHeld(for: .clusterUnknown), !draft.isHeld(for: .unitAmbiguous) {
            let names = lexicon.registry.units.map { $0.label[context.language] }.joined(separator: ", ")
            problems.append(finding(.clusterUnknown, .unit, draft, detail: names))
        }
        return nil
    }

    /// Exactly one function a row (S1); and only that of the folder, which its sender chose.
    @inline(__always)
    private func function(_ draft: RowDraft, _ problems: inout [Finding]) -> Function? {
        let stated = draft.functions
        guard stated.count > 1 || stated.first.map({ $0 != context.function }) == true else { return context.function }
        problems.append(
            Finding(
                stated.count > 1 ? .functionMixed : .functionConflict,
                column: draft.otherFunction?.column,
                written: draft.otherFunction?.text,
                row: draft.row
            )
        )
        return nil
    }

    /// When it took place; a date without its year is completed from the file's period.
    @inline(__always)
    private func date(_ draft: RowDraft, _ problems: inout [Finding], log: inout FindingLog) -> ActivityDate? {
        guard !draft.isHeld(for: .dateUnreadable) else { return nil }
        let period = context.filePeriod
        guard let start = draft.startDate.map({ completed($0, .startDate, draft, log: &log) }) ?? period else {
            var problem = finding(.dateUnreadable, .startDate, draft)
            problem.written = columns[.startDate].flatMap { draft.extra[$0.heading] }
            problems.append(problem)
            return nil
        }
        var date = start
        if let reading = draft.endDate {
            guard let end = completed(reading, .endDate, draft, log: &log) else {
                problems.append(finding(.dateUnreadable, .endDate, draft))
                return nil
            }
            guard DateLimits.allows(endDate: end, after: start) else {
                problems.append(finding(.dateOrder, .endDate, draft))
                return nil
            }
            date = ActivityDate(from: start.from, to: end.to, precision: .range)
        }
        guard DateLimits.allows(startDate: date, reportedOn: max(reportedOn(draft), context.received)) else {
            problems.append(finding(.dateUnreadable, .startDate, draft, detail: date.text))
            return nil
        }
        return date
    }

    /// The day of the report: that of the row, or else of its arrival.
    func reportedOn(_ draft: RowDraft) -> CalendarDay {
        draft.attributes.text(.reportDate).flatMap { CalendarDay($0) } ?? context.received
    }

    /// Without a period of the file it is one of the twelve months that end with that of its arrival.
    private func completed(_ reading: DateReading, _ field: Field, _ draft: RowDraft, log: inout FindingLog)
        -> ActivityDate?
    {
        if let date = reading.date { return date }
        if case .monthsBefore(let months) = reading.value {
            let reported = reportedOn(draft)
            let day = CalendarDay.first(year: reported.year, month: reported.month - months)
            let date = ActivityDate(Period(.month, containing: day))
            log.add(finding(.valueGuessed, field, draft, detail: date.words(context.language)))
            return date
        }
        let (year, month) = (context.received.year, context.received.month)
        let range =
            context.filePeriod.map { ($0.from, $0.to) }
            ?? (.first(year: year - 1, month: month + 1), .last(year: year, month: month))
        guard let date = reading.completed(by: range) else { return nil }
        log.add(finding(.dateInferred, field, draft, detail: date.words(context.language)))
        return date
    }

    /// What follows from what was said, and what does not go together.
    private mutating func complete(
        _ draft: inout RowDraft,
        unit: Unit,
        date: ActivityDate,
        activity: [UInt8],
        log: inout FindingLog
    ) throws {
        if !draft.attributes.has(.status) { draft.attributes[.status] = .text(Code.unknownStatus.rawValue) }
        if !draft.attributes.has(.escort), let escort = context.escort { draft.attributes[.escort] = .text(escort) }
        if draft.attributes.code(.tier) == .coreTier { draft.attributes[.track] = .text(Code.core.rawValue) }
        infer(&draft, from: activity, log: &log)
        if lexicon.registry.people != nil { resolveEscort(&draft, unit: unit.code, date: date, log: &log) }
        judgeAuthorities(draft, unit: unit, log: &log)
        judgeMoney(&draft, log: &log)
        judgeService(&draft, log: &log)
        if let asked = day(.requestedOn, draft), !DateLimits.allows(requestedOn: asked, before: date) {
            setAside(.requestedOn, of: .requestedOn, in: &draft, log: &log)
        }
        if let reported = day(.reportDate, draft),
            !DateLimits.allows(reportDate: reported, receivedOn: context.received)
        {
            log.add(finding(.valueUnlikely, .reportDate, draft))
        }
        if draft.attributes.code(.requestedBy) == .ministry, !draft.attributes.has(.choiceBasis) {
            log.add(finding(.choiceUnstated, .requestedBy, draft))
        }
        try keepWords(&draft)
    }

    private func day(_ attribute: Attribute, _ draft: RowDraft) -> ActivityDate? {
        draft.attributes.text(attribute).flatMap { CalendarDay($0) }.map(ActivityDate.init(day:))
    }

    /// An activity that opens with the name of a forum is that forum's, and one that opens with a kind of activity is of
    /// that kind, also without a column that says so.
    private mutating func infer(_ draft: inout RowDraft, from activity: [UInt8], log: inout FindingLog) {
        var inferred: String?
        if !draft.attributes.has(.forum), let forum = lexicon.forum(openingOf: activity) {
            draft.attributes[.forum] = .text(forum.rawValue)
            inferred = Attribute.forum.name
        }
        // Where the folder is one of help, an opening that sounds like oversight says nothing of the row.
        if !draft.attributes.has(.activityTypes), let type = lexicon.activityType(openingOf: activity),
            context.function == .oversight || !lexicon.impliesOversight(type)
        {
            draft.attributes[.activityTypes] = .text(type.rawValue)
            let name = Attribute.activityTypes.name
            inferred = inferred.map { "\(name) \($0)" } ?? name
        }
        guard let inferred else { return }
        draft.attributes[.inferred] = .text(inferred)
        if let inferredPosition {
            log.again(inferredPosition, row: draft.row)
        } else {
            inferredPosition = log.add(finding(.normalised, .activity, draft))
        }
    }

    private func resolveEscort(_ draft: inout RowDraft, unit: Code, date: ActivityDate, log: inout FindingLog) {
        guard let escort = draft.attributes.text(.escort) else { return }
        let people = lexicon.people
        let mentions = people.people(in: escort, organisation: context.organisation, unit: unit, on: date)
        var known: [Code] = []
        var others: [String] = []
        for mention in mentions {
            switch mention.match {
            case .exact(let person): known.append(person)
            case .near(let person):
                known.append(person)
                let name = people.name(of: person)
                log.add(
                    Finding(
                        .fuzzyMatch,
                        column: columns[.escort],
                        written: mention.text,
                        detail: name,
                        row: draft.row
                    )
                )
            case .ambiguous:
                log.add(
                    Finding(.personAmbiguous, column: columns[.escort], written: mention.text, row: draft.row)
                )
                others.append(mention.text)
            case .unknown: others.append(mention.text)
            }
        }
        // Alone in its cell it is found there by whoever counts.
        if mentions.count > 1, !others.isEmpty {
            draft.attributes[.escortOthers] = .text(others.map(People.key(of:)).joined(separator: ","))
        }
        guard !known.isEmpty else { return }
        draft.attributes[.escortId] = .text(CodeSet(known).text)
        guard !draft.attributes.has(.identity), known.count == 1, let body = lexicon.people.organisation(of: known[0])
        else { return }
        if lexicon.principal(of: body) == context.organisation {
            draft.attributes[.identity] = .text(Code.externalOnBehalf.rawValue)
        } else if body == context.organisation {
            draft.attributes[.identity] = .text(Code.employee.rawValue)
        }
    }

    /// A local authority of another cluster was hardly meant (domain.md 5.3, field 8).
    @inline(__always)
    private func judgeAuthorities(_ draft: RowDraft, unit: Unit, log: inout FindingLog) {
        guard unit.scope == .cluster, lexicon.registry.authorities != nil,
            let authorities = draft.attributes.codes(.authorities)
        else { return }
        for authority in authorities.codes where lexicon.unit(ofAuthority: authority) != unit.code {
            let name = lexicon.label(authority, context.language)
            log.add(finding(.valueUnlikely, .authorities, draft, detail: name))
        }
    }

    @inline(__always)
    private func judgeMoney(_ draft: inout RowDraft, log: inout FindingLog) {
        guard draft.attributes.has(.amountNIS) else { return }
        if !draft.attributes.has(.resourceKind) {
            draft.attributes[.resourceKind] = .text(Code.other.rawValue)
        }
        if !draft.attributes.has(.certainty) {
            draft.attributes[.certainty] = .text(Code.identified.rawValue)
            log.add(finding(.certaintyAssumed, .amountNIS, draft))
        }
    }

    /// A stage belongs to a service that has a name; the ground of approval belongs to a core service.
    @inline(__always)
    private func judgeService(_ draft: inout RowDraft, log: inout FindingLog) {
        if draft.attributes.has(.stage), !draft.attributes.has(.serviceName) {
            log.add(finding(.serviceUnnamed, .stage, draft))
        }
        if draft.attributes.has(.coreBasis), let tier = draft.attributes.code(.tier), tier != .coreTier {
            setAside(.coreBasis, of: .coreBasis, in: &draft, log: &log)
        }
    }

    /// Keeps a value in words alone, for it contradicts the rest of the row.
    private func setAside(_ attribute: Attribute, of field: Field, in draft: inout RowDraft, log: inout FindingLog) {
        let text = draft.attributes.text(attribute)
        draft.extra[columns[field]?.heading ?? attribute.name] = text
        draft.attributes[attribute] = nil
        log.add(Finding(.valueUnknown, column: columns[field], written: text, row: draft.row))
    }

    private func keepWords(_ draft: inout RowDraft) throws {
        if !draft.extra.isEmpty { draft.attributes[.extra] = try .text(json(draft.extra)) }
        if !draft.written.isEmpty { draft.attributes[.written] = try .text(json(draft.written)) }
    }

    private func json(_ words: [String: String]) throws -> String {
        String(decoding: try JSONEncoder.canonical.encode(words), as: UTF8.self)
    }

    /// A date coarser than the reporting period counts where the file's own period says, else in the last period that
    /// it covers, with a warning (design.md 4, step 6).
    private mutating func countingPeriod(_ date: ActivityDate, row: Int, log: inout FindingLog) -> Period {
        if let lastPeriod, lastPeriod.period.from <= date.from, date.to <= lastPeriod.to { return lastPeriod.period }
        if let known = periods[date] {
            if let position = known.position { log.again(position, row: row) }
            return known.period
        }
        var period = Period.counting(date, as: context.periodKind)
        var position: Int?
        if Period(context.periodKind, containing: date.from) != period {
            if let own = context.filePeriod, date.from <= own.from, own.to <= date.to {
                period = Period.counting(own, as: context.periodKind)
            }
            position = log.add(
                Finding(.periodChosen, column: columns[.startDate], detail: period.description, row: row)
            )
        } else {
            lastPeriod = (period, period.to)
        }
        // A file of nothing but different dates must not fill the memory.
        if periods.count < 8192 { periods[date] = (period, position) }
        return period
    }
}
