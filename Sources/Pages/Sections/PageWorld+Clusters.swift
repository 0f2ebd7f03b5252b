internal import Accompaniment

/// What the central office sees of each cluster beside its needs and services, and a cluster of itself.
extension PageWorld {
    func standings(_ figures: Figures) -> Section {
        let title = words("האשכולות", "The clusters")
        var section = Section("clusters", title, ["Q23", "Q24", "Q16", "Q17", "Q04"], isWide: true)
        section.table = Table(
            title,
            corner: words("אשכול", "Cluster"),
            columns: [
                Table.Column(name: words("שלב", "Stage")), Table.Column(name: words("התאגד", "Incorporated")),
                Table.Column(name: words("אמות מידה", "Criteria")),
                Table.Column(name: words("פורומים", "Forums"), kind: "figures"),
                Table.Column(name: words("משרדים בקשר", "Ministries"), kind: "figures"),
                Table.Column(name: words("הישג", "Achievement")),
            ],
            groups: [
                Table.Group(
                    rows: clusters.map { cluster in
                        let declared = figures.clusters[cluster]
                        let criteria = declared?.criteria ?? [:]
                        return Table.Row(
                            name: words.shortLabel(cluster),
                            cells: [
                                declared?.stage.map { Cell(text: words.label($0, in: .stage)) } ?? unlisted,
                                declared?.incorporated.map { Cell(text: $0 ? yes : no) } ?? unlisted,
                                criteria.isEmpty
                                    ? unlisted
                                    : Cell(text: words.of(criteria.count, criteria.values.count { $0 })),
                                words.count((figures.forums.byCluster[cluster] ?? nil)?.active),
                                words.count((figures.ministries.byCluster[cluster] ?? nil)?.distinct),
                                (figures.core.byCluster[cluster] ?? nil)?.achievement
                                    .map { Cell(text: $0 ? yes : no) } ?? unreported,
                            ]
                        )
                    }
                )
            ]
        )
        return section
    }

    /// Where a cluster stands, by what was declared of it (Q23, Q24): on its own page.
    func standing(_ cluster: Code) -> Section {
        var section = Section("standing", words("מעמד האשכול", "Where the cluster stands"), ["Q23", "Q24"])
        let declared = registry.clusters.first { $0.code == cluster }
        let facts = [
            declared?.stage.map { words("שלב: ", "stage: ") + words.label($0, in: .stage) },
            declared?.incorporatedOn.map { day in
                day <= self.facts.period.to
                    ? words("התאגד ב־", "incorporated on ") + words.day(day)
                    : words("טרם התאגד", "not incorporated yet")
            },
        ].compactMap { $0 }
        let criteria = declared?.criteria ?? [:]
        guard !facts.isEmpty || !criteria.isEmpty else {
            section.note = words(
                "השלב, ההתאגדות ואמות המידה אינם רשומים במערכת.",
                "Stage, incorporation and criteria are not listed."
            )
            return section
        }
        section.headline = facts.isEmpty ? nil : facts.joined(separator: "; ") + "."
        section.chips =
            criteria.isEmpty
            ? nil
            : Items(
                items: codes(.criterion, and: criteria.keys).filter { criteria[$0] != nil }.map { criterion in
                    let isMet = criteria[criterion] == true
                    return PageView.Alert(
                        kind: isMet ? .good : .bad,
                        sign: isMet ? "✓" : "✗",
                        text: words.label(criterion, in: .criterion)
                            + (isMet ? words(": מתקיימת", ": met") : words(": אינה מתקיימת", ": not met"))
                    )
                }
            )
        return section
    }

    /// What the activities of each cluster went to.
    func tracks(_ tracks: [Code: Figures.Track?]) -> Section {
        let title = words("ליבה ופיתוח", "Core and development")
        var section = Section("track", title, ["Q14"])
        guard tracks.values.contains(where: { $0 != nil }) else {
            section.note = nothing
            return section
        }
        section.table = Table(
            title,
            corner: words("אשכול", "Cluster"),
            columns: [
                Table.Column(name: words("ליבה", "Core"), kind: "figures"),
                Table.Column(name: words("פיתוח", "Development"), kind: "figures"),
                Table.Column(name: words("לא צוין", "Not stated"), kind: "figures"),
                Table.Column(name: words("נספר לפי", "In")),
            ],
            groups: [
                Table.Group(
                    rows: clusters.map { cluster in
                        let track = tracks[cluster] ?? nil
                        let stated = track?.isStated == false ? unstated : nil
                        return Table.Row(
                            name: words.shortLabel(cluster),
                            cells: [
                                stated ?? words.count(track?.core), stated ?? words.count(track?.development),
                                words.count(track?.unknown),
                                Cell(
                                    text: track.map {
                                        $0.inMinutes ? words("דקות", "minutes") : words("פעילויות", "activities")
                                    } ?? ""
                                ),
                            ]
                        )
                    }
                )
            ]
        )
        return section
    }

    /// Local authorities that help reached, by kind. What is too small to be told is said to be hidden.
    func authorities(_ equality: Figures.Equality) -> Section {
        let title = words("רשויות שהליווי הגיע אליהן", "Authorities reached")
        var section = Section("authorities", title, ["Q26"])
        guard let kinds = equality.byAuthorityKind, !kinds.isEmpty else {
            section.note = words(
                "אין נתונים: רשויות אינן רשומות במערכת, או שלא דווח על ליווי.",
                "Nothing is known: no authorities are listed, or no help was reported."
            )
            return section
        }
        func cell(_ count: SmallCount) -> Cell {
            count.count.map { words.count($0) }
                ?? Cell(text: words("מוסתר: פחות מ־3", "hidden: less than 3"), kind: "figures plain absent")
        }
        section.table = Table(
            title,
            corner: words("סוג הרשות", "Kind"),
            columns: [
                Table.Column(name: words("הגיע אליהן", "Reached"), kind: "figures"),
                Table.Column(name: words("כל הרשויות", "All"), kind: "figures"),
            ],
            groups: [
                Table.Group(
                    rows: kinds.sorted { $0.key < $1.key }.map { kind, reach in
                        Table.Row(name: words.authorities(kind), cells: [cell(reach.reached), cell(reach.all)])
                    }
                )
            ]
        )
        section.remark = words(
            "מספר קטן מ־3 אינו נמסר, גם כשהוא 0, כדי שלא תזוהה רשות אחת.",
            "A number below 3 is not told, 0 neither, so that no single authority can be made out."
        )
        return section
    }

    /// Figures of the whole that stand alone.
    func further(_ figures: Figures) -> Section {
        let title = words("מספרים נוספים", "Further figures")
        var section = Section("further", title, ["Q03", "Q13", "Q18", "Q20", "Q27", "Q31"])
        // What was told of services stands also where no help was reported.
        let told = figures.needs.national == nil ? nil : figures
        let horizon = figures.horizon
        section.tiles = Items(
            items: [
                saving(figures.core.saving15),
                figure(
                    words("ימים מפנייה לפעילות", "Days from request to activity"),
                    told?.client.medianDays,
                    detail: words("חציון", "median")
                ),
            ] + nation(told?.national) + [
                figure(words("שירותים חברתיים", "Social services"), told?.national.socialServices),
                figure(
                    words("להצלחה מהירה", "For quick success"),
                    told.flatMap { $0.horizon.isStated ? $0.horizon.quick : nil },
                    else: told == nil ? nil : words.notStated,
                    detail: words(
                        "לטווח ארוך: \(horizon.long); לא צוין: \(horizon.unknown)",
                        "for the long term: \(horizon.long); not stated: \(horizon.unknown)"
                    )
                ),
            ]
        )
        return section
    }

    /// What is done for all clusters together (Q18, Q20).
    func nation(_ figures: Figures) -> Section {
        var section = Section("nation", words("ברמה הארצית", "On the national level"), ["Q18", "Q20"])
        section.tiles = Items(items: nation(figures.needs.national == nil ? nil : figures.national))
        return section
    }

    /// - Parameter national: `nil` where no help was reported.
    private func nation(_ national: Figures.National?) -> [Tile] {
        [
            figure(
                words("מפגשים על המתווה", "Sessions on the outline"),
                national?.outlineSessions,
                detail: words("לפעילות מול משרדי הממשלה", "for the ministries")
            ), figure(words("פריטי ידע", "Items of knowledge"), national?.knowledgeItems),
        ]
    }

    /// - Parameter absent: What stands there where there is no count; "not reported" without it, and no detail.
    private func figure(_ name: String, _ count: Int?, else absent: String? = nil, detail: String? = nil) -> Tile {
        words.tile(
            name,
            count.map(PageWords.number) ?? absent ?? words.notReported,
            count == nil ? .absent : .none,
            detail: count == nil && absent == nil ? nil : detail
        )
    }

    /// Not 0 where no service was approved for saving, or none of them says what it saves.
    private func saving(_ saving: Figures.Core.Saving) -> Tile {
        let isStated = saving.total > saving.unknown
        let of = words("מתוך ", "of ") + words.counted(saving.total, .savingService)
        return words.tile(
            words("שירותים שחוסכים 15%", "Services that save 15%"),
            isStated ? PageWords.number(saving.reached) : saving.total == 0 ? words.notReported : words.notStated,
            isStated ? .none : .absent,
            detail: saving.total == 0
                ? nil : of + (saving.unknown == 0 ? "" : words("; לא צוין: ", "; not stated: ") + "\(saving.unknown)")
        )
    }

    private var yes: String { words("✓ כן", "✓ yes") }
    private var no: String { words("לא", "no") }
    private var unstated: Cell { Cell(text: words.notStated, kind: "figures plain absent") }
    private var unlisted: Cell { Cell(text: words("לא רשום", "not listed"), kind: "plain absent") }
    private var unreported: Cell { Cell(text: words.notReported, kind: "plain absent") }
}
