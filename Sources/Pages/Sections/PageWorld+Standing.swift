internal import Accompaniment

/// Who is engaged, who reported, what oversight found, and how far the figures can be trusted.
extension PageWorld {
    /// Engagements of a cluster or of an organisation, and when they end (Q21, Q29).
    ///
    /// - Parameters:
    ///   - gaps: Sentences, each of days on which somebody was missing.
    ///   - name: What stands at the head of each row.
    func engagements(
        _ title: String,
        corner: String,
        _ list: [Engagement],
        gaps: [String],
        name: (Engagement) -> String
    ) -> Section {
        var section = Section("escorts", title, ["Q21", "Q29"])
        if !gaps.isEmpty {
            section.chips = Items(items: gaps.map { PageView.Alert(kind: .bad, sign: "✗", text: $0) })
        } else if list.isEmpty {
            section.note = words(
                "מינויים אינם רשומים במערכת, ולכן אין מה להציג כאן.",
                "No engagements are listed, so there is nothing to show."
            )
        }
        guard !list.isEmpty else { return section }
        let units = ordered(list.map(\.unit))
        let rows = units.flatMap { unit in list.filter { $0.unit == unit }.sorted { $0.from < $1.from } }.map {
            engagement in
            let days = engagement.until.map { $0.dayNumber - facts.period.to.dayNumber }
            let isNear = days.map { $0 <= 92 } ?? false
            let text =
                days.map { days in
                    days < 0
                        ? words("הסתיים", "ended")
                        : words("בעוד \(words.counted(days, .day))", "in \(words.counted(days, .day))")
                } ?? words("לא נקבע סוף", "open")
            return Table.Row(
                name: name(engagement),
                cells: [
                    Cell(text: words.day(engagement.from)),
                    Cell(
                        text: engagement.until.map(words.day) ?? words.notStated,
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

    /// How many days a unit had no escort, or no chief executive, and which (Q21); nothing where there were none.
    func gaps(in unit: Code) -> [String] {
        Engagement.Role.allCases.compactMap { role in
            guard let gaps = registry.gaps(of: role, in: unit, facts.period), !gaps.isEmpty else { return nil }
            let days = gaps.reduce(0) { $0 + $1.upperBound.dayNumber + 1 - $1.lowerBound.dayNumber }
            let who =
                switch role {
                case .escort: words("בלי מלווה", "without an escort")
                case .chief: words("בלי מנכ\"ל", "without a chief executive")
                }
            let stretches = gaps.map { gap in
                let (from, to) = (words.day(gap.lowerBound), words.day(gap.upperBound))
                return from == to ? words("ב־\(from)", "on \(from)") : words("מ־\(from) עד \(to)", "\(from) to \(to)")
            }
            return "\(words.counted(days, .day)) \(who): \(stretches.joined(separator: ", "))"
        }
    }

    /// Somebody who reports, or something that is reported on.
    struct Reporter {
        let name: String
        let isExpected: Bool
        let hasReported: Bool

        var isMissing: Bool { isExpected && !hasReported }
    }

    /// Who reported and who did not (Q22).
    func reporting(_ title: String, _ reporters: [Reporter]) -> Section {
        var section = Section("silent", title, ["Q22"])
        let expected = reporters.filter(\.isExpected)
        section.headline =
            expected.isEmpty
            ? words("לא נקבע מי אמור לדווח.", "Who should report is not listed.")
            : words("דיווחים צפויים שהתקבלו: ", "Expected reports received: ")
                + words.of(expected.count, expected.count { $0.hasReported }) + "."
        guard !reporters.isEmpty else { return section }
        let inOrder =
            reporters.filter(\.isMissing) + reporters.filter(\.hasReported)
            + reporters.filter { !$0.isExpected && !$0.hasReported }
        section.chips = Items(
            items: inOrder.map { reporter in
                switch (reporter.isExpected, reporter.hasReported) {
                case (true, false):
                    PageView.Alert(kind: .bad, sign: "✗", text: words("לא דווח: ", "not reported: ") + reporter.name)
                case (false, false):
                    PageView.Alert(
                        kind: .none,
                        sign: "–",
                        text: words("לא נדרש דיווח: ", "no report expected: ") + reporter.name
                    )
                case (false, true) where !expected.isEmpty:
                    PageView.Alert(kind: .good, sign: "✓", text: words("דווח גם: ", "reported, too: ") + reporter.name)
                case (_, true):
                    PageView.Alert(kind: .good, sign: "✓", text: words("דווח: ", "reported: ") + reporter.name)
                }
            }
        )
        return section
    }

    /// Of the clusters together, which are told apart by their figures alone.
    func reportingClusters(_ figures: Figures) -> Section {
        let reporters = clusters.map { cluster in
            let hasReported =
                (figures.needs.byCluster[cluster] ?? nil) != nil || (figures.oversight.byCluster[cluster] ?? nil) != nil
            return Reporter(
                name: words.label(cluster),
                isExpected: hasReported || figures.reporting.missingClusters.contains(cluster),
                hasReported: hasReported
            )
        }
        var section = reporting(words("מי דיווח", "Who reported"), reporters)
        section.headline = words(
            "אשכולות שהתקבל עליהם דיווח: \(reporters.count { $0.hasReported }) מתוך \(clusters.count).",
            "Clusters of which a report came: \(reporters.count { $0.hasReported }) of \(clusters.count)."
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
            "\(words.counted(rows, .countedRow)). פרטים שחסרים בדיווח אינם נספרים כאפס.",
            "\(words.counted(rows, .countedRow)). What a report does not say is not taken for zero."
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
        let held = words.counted(quality.rows.held, .heldRow)
        section.headline = words(
            "שורות שנקלטו: \(quality.rows.accepted) מתוך \(rows); \(held).",
            "Rows taken in: \(quality.rows.accepted) of \(rows); \(held)."
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
}
