internal import Accompaniment
internal import Foundation

/// What the pages are made of, and the parts that several of them have.
struct PageWorld {
    /// The oldest first; the last is the period of the page.
    let history: [PeriodFacts]
    let words: PageWords
    let madeAt: Date

    var registry: Registry { words.lexicon.registry }
    var facts: PeriodFacts { history[history.count - 1] }
    var periods: [Period] { history.map(\.period) }
    var clusters: [Code] { registry.clusters.map(\.code) }
    /// As the central office sees them.
    var figures: Figures { Figures(facts, registry: registry) }

    func page(
        _ heading: String,
        kicker: String,
        readers: String,
        counted: String,
        source: String,
        alerts: [String],
        tiles: [Tile],
        sections: [Section],
        footer: [String]
    ) -> PageView {
        let used = Set((sections.flatMap(\.q) + tiles.flatMap(\.codes)).map(\.code))
        let (from, to) = (words.day(facts.period.from), words.day(facts.period.to))
        return PageView(
            lang: words.language.rawValue,
            dir: words.language.direction,
            title: "\(heading) – \(words.period(facts.period))",
            kicker: kicker,
            heading: heading,
            period: "\(words.period(facts.period)): " + words("\(from) עד \(to)", "\(from) to \(to)"),
            facts: [
                PageView.Fact(name: words("מי רשאי לראות", "Who may see this"), text: readers),
                PageView.Fact(name: words("מה נספר", "What is counted"), text: counted),
                PageView.Fact(name: words("הוכן", "Made"), text: instant),
                PageView.Fact(name: words("לפי", "From"), text: source),
            ],
            alerts: alerts.map { PageView.Alert(kind: .warn, sign: "!", text: $0) },
            summary: PageView.Summary(summaryTitle: words("המספרים העיקריים", "Main figures"), items: tiles),
            sections: balanced(sections),
            definitions: Indicator.allCases.filter { used.contains($0.rawValue) }.map { indicator in
                PageView.Definition(
                    code: indicator.rawValue,
                    question: indicator.definition.question[words.language],
                    formula: indicator.definition.formula[words.language]
                )
            },
            footer: footer,
            words: PageView.Words(
                contents: words("בדף זה", "On this page"),
                definitions: words("מה אומר כל מספר", "What each number means"),
                definition: words("הסבר למדד", "Meaning of measure"),
                definitionsNote: words(
                    "הסימון הקטן ליד כל כותרת, למשל Q05, מפנה לשורה המתאימה כאן.",
                    "The small tag beside each heading, such as Q05, leads to its line here."
                )
            )
        )
    }

    /// Halves stand in pairs: one that would be alone becomes wide.
    private func balanced(_ sections: [Section]) -> [Section] {
        var sections = sections
        var halves: [Int] = []
        for index in sections.indices.map({ $0 }) + [sections.count] {
            if index < sections.count, sections[index].isWide == nil {
                halves.append(index)
            } else {
                if !halves.count.isMultiple(of: 2), let last = halves.last { sections[last].isWide = true }
                halves = []
            }
        }
        return sections
    }

    private var instant: String {
        let style = Date.FormatStyle(
            date: .numeric,
            time: .shortened,
            locale: Locale(identifier: words.language == .hebrew ? "he_IL" : "en_GB"),
            timeZone: .current
        )
        return madeAt.formatted(style)
    }

    /// «קובץ אחד שנקלט».
    var files: String {
        let count = facts.quality.files.accepted + facts.quality.files.held
        return count == 1
            ? words("קובץ אחד שנקלט", "one file taken in")
            : words("\(count) קבצים שנקלטו", "\(count) files taken in")
    }

    /// How many rows of help and oversight are counted on a page about a part of the whole.
    func rows(_ tallies: [Tally]) -> String {
        let count = tallies.reduce(0) { $0 + $1.all.activities }
        return count == 1
            ? words("שורה אחת שנקלטה", "one row taken in")
            : words("\(PageWords.number(count)) שורות שנקלטו", "\(PageWords.number(count)) rows taken in")
    }

    // MARK: Tiles

    func activitiesTile(_ tally: Tally?, before: Tally?) -> Tile {
        tile(
            words("פעילויות ליווי", "Activities of help"),
            tally.map { PageWords.number($0.all.activities) },
            .activities,
            detail: before.map {
                words("בתקופה הקודמת: ", "period before: ") + PageWords.number($0.all.activities)
            }
        )
    }

    func hoursTile(_ tally: Tally?) -> Tile {
        guard let tally, tally.timed > 0 else { return tile(words("שעות ליווי", "Hours of help"), nil, .hours) }
        return tile(
            words("שעות ליווי", "Hours of help"),
            PageWords.number((tally.all.minutes + 30) / 60),
            .hours,
            detail: words(
                "הזמן צוין ב־\(tally.timed) מתוך \(tally.all.activities) פעילויות",
                "stated for \(tally.timed) of \(tally.all.activities) activities"
            )
        )
    }

    func needsTile(_ tally: Tally?) -> Tile {
        let all = registry.needs.count
        var tile = tile(
            words("צרכים שקיבלו מענה", "Needs served"),
            tally.map { "\(served($0).count)" },
            .q05
        )
        if let tally {
            tile.of = words.of(all)
            tile.meter = all == 0 ? 0 : served(tally).count * 100 / all
        }
        return tile
    }

    /// - Parameter value: `nil` for what was not reported.
    func tile(_ name: String, _ value: String?, _ indicator: Indicator, _ kind: Tone = .none, detail: String? = nil)
        -> Tile
    {
        var tile = words.tile(name, value ?? words.notReported, value == nil ? .absent : kind, detail: detail)
        tile.codes = [PageView.Reference(code: indicator.rawValue)]
        return tile
    }

    func served(_ tally: Tally) -> [Code] {
        let counts = tally.activities(.needCodes)
        return registry.needs.filter { counts[$0] != nil }
    }

    // MARK: Parts

    /// The 16 needs in their domains, by columns.
    ///
    /// - Parameters:
    ///   - columns: A name, and what was reported under it; `nil` where nothing was.
    ///   - marks: What stands beside a need.
    func needsTable(
        _ caption: String,
        _ columns: [(name: String, tally: Tally?)],
        markName: String? = nil,
        marks: [Code: Table.Mark] = [:],
        legend: [Table.Legend.Item] = []
    ) -> Table {
        let counts = columns.map { $0.tally?.activities(.needCodes) }
        let highest = counts.compactMap { $0?.values.max() }.max() ?? 0
        let numbers = Dictionary(
            uniqueKeysWithValues: registry.needs.enumerated().map { ($1, pad($0 + 1, 2)) }
        )
        let terms = (registry.terms[.need] ?? []).filter { $0.code != .noNeed }
        let groups = (registry.terms[.needDomain] ?? []).map { domain in
            Table.Group(
                groupName: words.label(domain.code),
                rows: terms.filter { $0.domain == domain.code }.map { need in
                    let cells = counts.map { $0.map { $0[need.code] ?? 0 } }
                    let known = cells.compactMap { $0 }
                    return Table.Row(
                        name: words.label(need.code),
                        kind: marks[need.code] == nil ? "" : "marked",
                        cells: cells.map { words.heat($0, highest: highest) }
                            + [words.sum(known.isEmpty ? nil : known.reduce(0, +))],
                        number: numbers[need.code],
                        mark: markName == nil ? nil : marks[need.code] ?? Table.Mark(text: "", kind: .none)
                    )
                }
            )
        }
        var table = Table(
            caption,
            corner: words("הצורך", "Need"),
            layout: .heat,
            columns: columns.map { Table.Column(name: $0.name) } + [Table.Column(name: words.total)],
            markName: markName,
            groups: groups
        )
        table.legend = Table.Legend(
            items: [
                .init(
                    sample: "3",
                    kind: "l2",
                    text: words(
                        "מספר הפעילויות; צבע חזק יותר – יותר פעילויות",
                        "number of activities; a stronger colour means more"
                    )
                ),
                .init(sample: "0", kind: "l0", text: words("דווח, ולא הייתה פעילות", "reported, no activity")),
                .init(
                    sample: "–",
                    kind: "absent",
                    text: words(
                        "לא דווח: ייתכן שהייתה פעילות ואיננו יודעים עליה",
                        "not reported: there may have been activity that we do not know of"
                    )
                ),
            ] + legend
        )
        return table
    }

    /// Hats over the periods, what was said of none apart.
    ///
    /// - Parameter tally: Of one period; `nil` where nothing was reported.
    func hats(_ codes: [Indicator], _ tally: (PeriodFacts) -> Tally?) -> Section {
        let tallies = history.map(tally)
        let known = (registry.terms[.hat] ?? []).map(\.code)
        let used = known.filter { hat in tallies.contains { $0?.activities(.hat)[hat] != nil } }
        var section = Section(
            "hats",
            words("הליווי לפי כובע", "Help by hat"),
            codes.map(\.rawValue),
            isWide: true
        )
        section.explain = words(
            "«כובע» הוא התפקיד שבו פעל המלווה. המספר מעל כל עמודה הוא סך הפעילויות.",
            "A hat is the part that the adviser played. The number above each column is the sum of activities."
        )
        guard let last = tallies.last ?? nil, !used.isEmpty else {
            section.note = words("לא דווח באיזה כובע ניתן הליווי.", "In which hat help was given was not reported.")
            section.explain = nil
            return section
        }
        let partners = last.activities(.hat).filter { $0.key.rawValue.hasPrefix("HAT-PARTNER") }.values.reduce(0, +)
        section.headline = words(
            "\(partners) \(words.of(last.all.activities)) הפעילויות היו בכובע של שותף.",
            "\(partners) of \(last.all.activities) activities were in the hat of a partner."
        )
        section.table = words.chart(
            words("פעילויות לפי כובע ותקופה", "Activities by hat and period"),
            corner: words("כובע", "Hat"),
            periods,
            series: used.map { words.label($0, in: .hat) } + [words("הכובע לא צוין", "no hat stated")],
            tallies.map { tally in
                tally.map { tally in used.map { tally.activities(.hat)[$0] ?? 0 } + [tally.unstated(.hat)] }
            }
        )
        return section
    }

    /// What each series did over the periods; at most seven by name.
    ///
    /// - Parameter tallies: Of a period, by series; a series that is not there did nothing, and `nil` means that nothing
    ///   was reported at all.
    func overTime(
        _ section: Section,
        _ caption: String,
        corner: String,
        name: (Code) -> String,
        _ tallies: (PeriodFacts) -> [Code: Tally]?
    ) -> Section {
        var section = section
        let columns = history.map { facts in tallies(facts)?.mapValues(\.all.activities) }
        let sums = columns.compactMap { $0 }.reduce(into: [Code: Int]()) { $0.merge($1, uniquingKeysWith: +) }
        guard !sums.isEmpty else {
            section.note = nothing
            return section
        }
        let ranked = sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let shown = Array(ranked.prefix(7)).sorted()
        let rest = ranked.dropFirst(7)
        section.table = words.chart(
            caption,
            corner: corner,
            periods,
            series: shown.map(name) + (rest.isEmpty ? [] : [words("כל השאר", "all others")]),
            columns.map { counts in
                counts.map { counts in
                    shown.map { counts[$0] ?? 0 }
                        + (rest.isEmpty ? [] : [rest.reduce(0) { $0 + (counts[$1] ?? 0) }])
                }
            }
        )
        return section
    }

    /// Forums and whether they meet as planned.
    ///
    /// - Parameter forums: With the name that tells each from the others.
    func forums(_ forums: [(name: String, meetings: Tally.Meetings)]) -> Section {
        var section = Section("forums", words("פורומים", "Forums"), ["Q16"])
        guard !forums.isEmpty else {
            section.note = words("לא דווח על פורומים בתקופה זו.", "No forum was reported in this period.")
            return section
        }
        let planned = forums.filter { ($0.meetings.expected ?? 0) > 0 }
        let behind = planned.count { $0.meetings.held < $0.meetings.expected ?? 0 }
        let counts = [
            (planned.count - behind, words("נפגש כמתוכנן", "as planned"), words("נפגשים כמתוכנן", "as planned")),
            (behind, words("מפגר", "behind"), words("מפגרים", "behind")),
            (
                forums.count - planned.count, words("בלי תדירות שצוינה", "without a stated frequency"),
                words("בלי תדירות שצוינה", "without a stated frequency")
            ),
        ]
        section.headline =
            (forums.count == 1
                ? words("פורום אחד פעיל", "1 active forum")
                : words("\(forums.count) פורומים פעילים", "\(forums.count) active forums")) + ": "
            + counts.filter { $0.0 > 0 }.map { count, one, many in
                count == 1 ? words("אחד \(one)", "1 \(one)") : "\(count) \(many)"
            }.joined(separator: ", ") + "."
        section.bars = Rows(
            rows: forums.map { name, meetings in
                guard let expected = meetings.expected, expected > 0 else {
                    return words.bar(
                        name,
                        meetingsHeld(meetings.held),
                        word: (words("לא צוינה תדירות", "no frequency stated"), .none)
                    )
                }
                let isBehind = meetings.held < expected
                return words.bar(
                    name,
                    words("\(meetings.held) מתוך \(expected) מפגשים", "\(meetings.held) of \(expected) meetings"),
                    part: meetings.held,
                    of: expected,
                    word: isBehind ? (words("מפגר", "behind"), .warn) : (words("כמתוכנן", "as planned"), .good)
                )
            }
        )
        return section
    }

    private func meetingsHeld(_ count: Int) -> String {
        switch count {
        case 0: words("לא דווח על מפגשים", "no meeting reported")
        case 1: words("מפגש אחד", "1 meeting")
        default: words("\(count) מפגשים", "\(count) meetings")
        }
    }

    func ministries(_ counts: [Code: Int]) -> Section {
        var section = Section("ministries", words("קשר עם משרדי ממשלה", "Ministries reached"), ["Q17"])
        guard !counts.isEmpty else {
            section.note = words("לא דווח על קשר עם משרדי ממשלה.", "No contact with a ministry was reported.")
            return section
        }
        section.headline = words(
            counts.count == 1 ? "נוצר קשר עם משרד אחד." : "נוצר קשר עם \(counts.count) משרדים.",
            counts.count == 1 ? "One ministry was reached." : "\(counts.count) ministries were reached."
        )
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        section.bars = Rows(
            rows: ranked.map { code, count in
                words.bar(words.label(code), words.activities(count), part: count, of: ranked[0].value)
            }
        )
        return section
    }

    func choice(_ tally: Tally?) -> Section {
        var section = Section("choice", words("חופש הבחירה", "Freedom of choice"), ["Q07"])
        guard let tally, tally.all.activities > 0 else {
            section.note = nothing
            return section
        }
        let stated = tally.activities(.choiceBasis)
        func count(_ name: String) -> Int { Code(rawValue: name).flatMap { stated[$0] } ?? 0 }
        let (requested, accepted, imposed) = (
            count("CLUSTER_REQUEST"), count("CLUSTER_ACCEPTED_OFFER"), count("IMPOSED")
        )
        let all = tally.all.activities
        section.headline = words(
            "\(requested + accepted) מתוך \(all) הפעילויות היו לפי בחירת האשכול.",
            "\(requested + accepted) of \(all) activities were chosen by the cluster."
        )
        let target = imposed == 0
        section.bars = Rows(rows: [
            words.bar(words("לבקשת האשכול", "Requested"), words.activities(requested), part: requested, of: all),
            words.bar(
                words("הוצע, והאשכול הסכים", "Offer accepted"),
                words.activities(accepted),
                part: accepted,
                of: all
            ),
            words.bar(
                words("נכפה על האשכול", "Imposed"),
                words.activities(imposed),
                part: imposed,
                of: all,
                word: (words("היעד הוא 0", "the target is 0"), target ? .good : .bad)
            ),
            words.bar(
                words("לא ידוע", "Unknown"),
                words.activities(all - requested - accepted - imposed),
                part: all - requested - accepted - imposed,
                of: all
            ),
        ])
        return section
    }

    func resources(_ resources: [Code: [Code: Tally.Amount]]) -> Section {
        var section = Section("resources", words("גיוס משאבים", "Resources"), ["Q19"], isWide: true)
        guard !resources.isEmpty else {
            section.isWide = nil
            section.note = words(
                "לא נרשמו סכומים. אם גויסו משאבים, הוסיפו לקובץ עמודה «סכום» ועמודה «מצב הגיוס».",
                "No amounts were noted. To have them here, add the columns “amount” and “certainty” to the file."
            )
            return section
        }
        let certainties = (registry.terms[.certainty] ?? []).map(\.code)
        section.explain = words(
            "הסכומים בשקלים. כל עמודה עומדת בפני עצמה: אין לחבר סכום שאותר עם סכום שהוגש, אושר או התקבל. «כ־» – סכום משוער.",
            "Amounts in shekels. Columns stand alone: never add an amount identified to one approved. “~” is an estimate."
        )
        section.table = Table(
            words("משאבים לפי מקור ומידת הוודאות", "Resources by source and certainty"),
            corner: words("מקור", "Source"),
            columns: certainties.map { Table.Column(name: words.label($0, in: .certainty), kind: "figures") },
            groups: [
                Table.Group(
                    rows: resources.keys.sorted().map { kind in
                        Table.Row(
                            name: words.label(kind, in: .resourceKind),
                            cells: certainties.map { words.amount(resources[kind]?[$0]) }
                        )
                    }
                )
            ]
        )
        return section
    }

    /// Engagements of a cluster or of an organisation, and when they end (Q21, Q29).
    ///
    /// - Parameter name: What stands at the head of each row.
    func engagements(_ title: String, corner: String, _ list: [Engagement], name: (Engagement) -> String) -> Section {
        var section = Section("escorts", title, ["Q21", "Q29"])
        guard !list.isEmpty else {
            section.note = words(
                "מינויים אינם רשומים במערכת, ולכן אין מה להציג כאן.",
                "No engagements are listed, so there is nothing to show."
            )
            return section
        }
        let rows = list.sorted { ($0.from, $0.unit) < ($1.from, $1.unit) }.map { engagement in
            let days = engagement.until.map { $0.dayNumber - facts.period.to.dayNumber }
            let isNear = days.map { $0 <= 92 } ?? false
            let text =
                days.map { days in
                    days < 0
                        ? words("הסתיים", "ended")
                        : words("בעוד \(days) ימים", "in \(days) days")
                } ?? words("לא נקבע סוף", "open")
            return Table.Row(
                name: name(engagement),
                cells: [
                    Cell(text: words.day(engagement.from)),
                    Cell(
                        text: engagement.until.map(words.day) ?? words("לא צוין", "not stated"),
                        kind: engagement.until == nil ? "zero" : ""
                    ),
                    Cell(text: isNear ? "! \(text)" : text, kind: isNear ? "warn" : days == nil ? "zero" : ""),
                ],
                sublabel: engagement.status == .acting ? words("ממלא מקום", "acting") : nil
            )
        }
        section.table = Table(
            title,
            corner: corner,
            columns: [
                Table.Column(name: words("מתאריך", "From")), Table.Column(name: words("עד", "Until")),
                Table.Column(name: words("מסתיים", "Ends")),
            ],
            groups: [Table.Group(rows: rows)]
        )
        section.remark = words(
            "הימים נספרים מסוף התקופה, \(words.day(facts.period.to)).",
            "Days count from the end of the period, \(words.day(facts.period.to))."
        )
        return section
    }

    /// Who reported and who did not (Q22).
    func reporting(_ title: String, _ reported: [(name: String, hasReported: Bool)]) -> Section {
        var section = Section("silent", title, ["Q22"])
        guard !reported.isEmpty else {
            section.note = words("לא נקבע מי אמור לדווח.", "Who should report is not listed.")
            return section
        }
        let count = reported.count { $0.hasReported }
        section.headline = words(
            "התקבלו \(count) מתוך \(reported.count) הדיווחים הצפויים.",
            "\(count) of the \(reported.count) expected reports were received."
        )
        let silentFirst = reported.filter { !$0.hasReported } + reported.filter(\.hasReported)
        section.chips = Items(
            items: silentFirst.map { name, hasReported in
                PageView.Alert(
                    kind: hasReported ? .good : .bad,
                    sign: hasReported ? "✓" : "✗",
                    text: (hasReported ? words("דווח: ", "reported: ") : words("לא דווח: ", "not reported: ")) + name
                )
            }
        )
        return section
    }

    func oversight(_ decisions: [Code: [Code: Int]]?) -> Section {
        var section = Section("oversight", words("תוצאות הבקרה", "Oversight results"), ["Q32"], isWide: true)
        guard let decisions, !decisions.isEmpty else {
            section.isWide = nil
            section.note = words("לא דווח על בקרה בתקופה זו.", "No oversight was reported in this period.")
            return section
        }
        let columns = (registry.terms[.decision] ?? []).map(\.code)
        section.explain = words(
            "בקרה אינה ליווי ונמסרת בנפרד. גם המשרד המרכזי רואה טבלה זו.",
            "Oversight is not help and is told apart. The central office sees this table too."
        )
        section.table = Table(
            words("בקרות לפי סוג והחלטה", "Oversight by kind and decision"),
            corner: words("סוג הבקרה", "Kind"),
            columns: columns.map { Table.Column(name: words.label($0, in: .decision), kind: "figures") },
            groups: [
                Table.Group(
                    rows: decisions.keys.sorted().map { type in
                        Table.Row(
                            name: words.label(type, in: .activityType),
                            cells: columns.map { words.count(decisions[type]?[$0] ?? 0) }
                        )
                    }
                )
            ]
        )
        return section
    }

    /// How far the figures of a part of the whole can be trusted (Q28).
    func trust(_ tallies: [Tally]) -> Section {
        var section = Section("quality", words("איכות הנתונים", "Quality of the data"), ["Q28"])
        let all = tallies.sum
        guard all.all.activities > 0 else {
            section.note = nothing
            return section
        }
        let rows = all.all.activities
        section.headline = words(
            "\(PageWords.number(rows)) שורות נספרו. בחלקן חסרים פרטים, והם אינם נספרים כאפס.",
            "\(PageWords.number(rows)) rows count. What some of them do not say is not taken for zero."
        )
        section.bars = Rows(rows: [
            words.bar(
                words("צוין צורך", "need stated"),
                words.of(rows, all.stated(.needCodes)),
                part: all.stated(.needCodes),
                of: rows
            ),
            words.bar(words("צוין משך", "length stated"), words.of(rows, all.timed), part: all.timed, of: rows),
            words.bar(
                words("הצורך הובן מן המילים", "need understood from words"),
                words.of(rows, all.inferredNeeds),
                part: all.inferredNeeds,
                of: rows
            ),
        ])
        return section
    }

    var quality: Section {
        let quality = facts.quality
        var section = Section("quality", words("איכות הנתונים", "Quality of the data"), ["Q28"], isWide: true)
        guard quality.files.received > 0 else {
            section.isWide = nil
            section.note = words("לא התקבל אף קובץ.", "No file was received.")
            return section
        }
        let rows = quality.rows.accepted + quality.rows.held
        section.headline = words(
            "\(quality.rows.accepted) מתוך \(rows) השורות נקלטו; \(quality.rows.held) ממתינות לתיקון.",
            "\(quality.rows.accepted) of \(rows) rows were taken in; \(quality.rows.held) wait to be mended."
        )
        section.tiles = Items(items: [
            words.tile(words("קבצים", "Files"), PageWords.number(quality.files.received)),
            words.tile(words("שורות שנקלטו", "Rows taken in"), PageWords.number(quality.rows.accepted)),
            words.tile(
                words("ממתינות", "Held"),
                PageWords.number(quality.rows.held),
                quality.rows.held == 0 ? .none : .warn,
                detail: quality.rows.held == 0 ? nil : words("אינן נספרות", "not counted")
            ),
        ])
        guard !quality.topReasons.isEmpty else { return section }
        section.table = Table(
            words("ההערות השכיחות", "Most frequent remarks"),
            corner: words("ההערה", "Remark"),
            columns: [Table.Column(name: words("שורות", "Rows"), kind: "figures")],
            groups: [
                Table.Group(
                    rows: quality.topReasons.map { reason in
                        let text = FindingCode(rawValue: reason.code.rawValue)?.text.problem[words.language]
                        return Table.Row(name: text ?? reason.code.rawValue, cells: [words.count(reason.rows)])
                    }
                )
            ]
        )
        return section
    }

    var nothing: String {
        words(
            "לא התקבל דיווח על התקופה, ולכן אין מה להציג כאן.",
            "Nothing was reported for the period, so there is nothing to show."
        )
    }

    var footerOfAbsence: String {
        words(
            "«לא דווח» אינו 0: איננו יודעים אם הייתה פעילות.",
            "“Not reported” is not 0: we do not know whether there was activity."
        )
    }
}
