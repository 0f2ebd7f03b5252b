internal import Accompaniment

/// What a summary says of each cluster beside its needs and services.
extension OfficePage {
    func clusters(_ world: PageWorld, _ figures: Figures) -> Section {
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
                    rows: world.clusters.map { cluster in
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

    /// What the activities of each cluster went to.
    func tracks(_ world: PageWorld, _ tracks: [Code: Figures.Track?]) -> Section {
        let title = words("ליבה ופיתוח", "Core and development")
        var section = Section("track", title, ["Q14"])
        guard tracks.values.contains(where: { $0 != nil }) else {
            section.note = world.nothing
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
                    rows: world.clusters.map { cluster in
                        let track = tracks[cluster] ?? nil
                        return Table.Row(
                            name: words.shortLabel(cluster),
                            cells: [
                                words.count(track?.core), words.count(track?.development), words.count(track?.unknown),
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
            section.note = words("השולח אינו רושם רשויות.", "The sender lists no authorities.")
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
    func others(_ figures: Figures) -> Section {
        let title = words("מספרים נוספים", "Further figures")
        var section = Section("further", title, ["Q03", "Q13", "Q18", "Q20", "Q27", "Q31"])
        let (saving, horizon, national) = (figures.core.saving15, figures.horizon, figures.national)
        section.tiles = Items(items: [
            words.tile(
                words("שירותים שחוסכים 15%", "Services that save 15%"),
                PageWords.number(saving.reached),
                detail: words("מתוך ", "of ") + words.counted(saving.total, .savingService)
            ),
            words.tile(
                words("ימים מפנייה לפעילות", "Days from request to activity"),
                figures.client.medianDays.map(PageWords.number) ?? words.notReported,
                figures.client.medianDays == nil ? .absent : .none,
                detail: words("חציון", "median")
            ),
            words.tile(
                words("מפגשים על המתווה", "Sessions on the outline"),
                PageWords.number(national.outlineSessions),
                detail: words("לפעילות מול משרדי הממשלה", "for the ministries")
            ),
            words.tile(words("פריטי ידע", "Items of knowledge"), PageWords.number(national.knowledgeItems)),
            words.tile(words("שירותים חברתיים", "Social services"), PageWords.number(national.socialServices)),
            words.tile(
                words("להצלחה מהירה", "For quick success"),
                PageWords.number(horizon.quick),
                detail: words("לטווח ארוך: \(horizon.long)", "for the long term: \(horizon.long)")
            ),
        ])
        return section
    }

    private var yes: String { words("✓ כן", "✓ yes") }
    private var no: String { words("לא", "no") }
    private var unlisted: Cell { Cell(text: words("לא רשום", "not listed"), kind: "plain absent") }
    private var unreported: Cell { Cell(text: words.notReported, kind: "plain absent") }
}
