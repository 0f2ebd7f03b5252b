internal import Accompaniment

/// The page of a workload (Q33): for the management of the organisation every adviser in the order of names, for one
/// adviser their own activities alone. It compares nobody with anybody: no bars, no shares, no order by amount (S9).
extension PageWorld {
    /// - Parameter adviser: `nil` for the management.
    func workloadPage(_ workload: Workload, of adviser: Person.ID?) -> PageView {
        let own = adviser.map { workload.counts[.known($0)] ?? [:] }
        let organisation = words.label(workload.organisation)
        return page(
            adviser.map { words("עומס העבודה של \(person($0))", "Workload of \(person($0))") }
                ?? words("עומס העבודה של המלווים", "Workload of the advisers"),
            for: adviser == nil ? .supplier : .adviser,
            kicker: own == nil
                ? words("דף להנהלה · \(organisation)", "Page for the management · \(organisation)")
                : words("דף למלווה · \(organisation)", "Page for an adviser · \(organisation)"),
            readers: own == nil
                ? words(
                    "הנהלת הארגון בלבד; אין להניח בתיקייה משותפת",
                    "The management of the organisation alone; not for a shared folder"
                )
                : words("המלווה בלבד; אין להניח בתיקייה משותפת", "The adviser alone; not for a shared folder"),
            counted: own == nil
                ? words(
                    "רק פעילויות הליווי שהארגון דיווח; בלי בקרה ובלי ארגונים אחרים",
                    "The activities of help that the organisation reported; no oversight, nothing of others"
                )
                : words(
                    "רק פעילויות הליווי שכתוב בהן שם המלווה; בלי נתונים של אחרים",
                    "The activities of help that name the adviser; nothing of others"
                ),
            source: words.counted(own.map { sum($0).activities } ?? workload.activities, .takenRow),
            alerts: [],
            tiles: [],
            sections: [own.map(ownWork) ?? everybody(workload)],
            footer: [
                words(
                    "דף זה הוכן לפי בקשה. אין בו דירוג של מלווים, ולא יהיה.",
                    "This page was made on request. It ranks no adviser, and never will."
                ) + (own == nil ? words(" הסדר הוא סדר השמות.", " The order is that of names.") : ""),
                words(
                    "המספרים הם מה שדווח, ולא כל מה שנעשה. הם אינם אומרים דבר על איכות הליווי.",
                    "The figures are what was reported, not all that was done. They say nothing of how good the help was."
                ),
            ]
        )
    }

    private func everybody(_ workload: Workload) -> Section {
        var section = Section(
            "advisers",
            words("פעילויות ושעות לפי מלווה ומקום", "Activities and hours by adviser and place"),
            ["Q33"],
            isWide: true
        )
        guard workload.activities > 0 else {
            section.note = nothing
            return section
        }
        section.explain = words(
            """
            המלווים רשומים לפי סדר האלף־בית, בלי תארים. פעילות שכתובים בה כמה מלווים נספרת במלואה אצל כל אחד מהם, ולכן \
            אין לחבר את המספרים של מלווים שונים.
            """,
            """
            Advisers stand in the order of their names, without titles. An activity that names several of them counts in \
            full for each, so that figures of different advisers must not be added up.
            """
        )
        section.table = table(
            inOrder(workload).map { name, counts in Table.Group(groupName: name, rows: rows(counts)) }
        )
        var remarks = [
            remarkOfTime,
            words(
                "שם שרשימת האנשים אינה מכירה, או ששייך לכמה אנשים, מופיע כפי שנכתב.",
                "A name that the list of people does not know, or that several people have, stands as it was written."
            ),
        ]
        if workload.counts[.removed] != nil {
            remarks.append(
                words(
                    "«שם שהוסר»: שמות שזמן שמירתם תם או שנמחקו, יחד.",
                    "“Name removed”: names of which the time is over or that were erased, together."
                )
            )
        }
        section.remark = remarks.joined(separator: " ")
        return section
    }

    private func ownWork(_ counts: [Code: Workload.Count]) -> Section {
        var section = Section(
            "advisers",
            words("פעילויות ושעות לפי מקום", "Activities and hours by place"),
            ["Q33"],
            isWide: true
        )
        guard !counts.isEmpty else {
            section.note = words(
                "לא נקלטה בתקופה פעילות שכתוב בה שם המלווה.",
                "No activity of the period names the adviser."
            )
            return section
        }
        section.explain = words(
            "פעילות שכתובים בה גם מלווים אחרים נספרת כאן במלואה.",
            "An activity that names other advisers too counts here in full."
        )
        section.table = table([Table.Group(rows: rows(counts))])
        section.remark = remarkOfTime
        return section
    }

    private var remarkOfTime: String {
        words(
            "פעילות שלא צוין בה זמן נספרת כפעילות, וזמנה אינו נספר כ־0.",
            "An activity without a time counts as an activity; its time is not taken for 0."
        )
    }

    /// By name, without titles; those without a name last.
    private func inOrder(_ workload: Workload) -> [(name: String, counts: [Code: Workload.Count])] {
        workload.counts.map { adviser, counts in
            let (name, place, code) =
                switch adviser {
                case .known(let code): (person(code, written: workload.written[adviser]), 0, code.rawValue)
                case .named(let key): (workload.written[adviser] ?? key, 0, "")
                case .removed: (words("שם שהוסר", "Name removed"), 1, "")
                case .nobody: (words("לא צוין מלווה", "No adviser stated"), 2, "")
                }
            return (order: (place, People.key(of: name), code), name: name, counts: counts)
        }
        .sorted { $0.order < $1.order }.map { ($0.name, $0.counts) }
    }

    /// - Parameter written: As a report has it, for whom the registry knows no more.
    private func person(_ code: Person.ID, written: String? = nil) -> String {
        let name = words.lexicon.people.name(of: code)
        return name == code.rawValue ? written ?? name : name
    }

    private func table(_ groups: [Table.Group]) -> Table {
        Table(
            words("פעילויות ושעות", "Activities and hours"),
            corner: words("היכן", "Where"),
            columns: [
                Table.Column(name: words("פעילויות", "Activities"), kind: "figures"),
                Table.Column(name: words("שעות", "Hours"), kind: "figures"),
                Table.Column(name: words("לא צוין זמן", "No time stated"), kind: "figures"),
            ],
            groups: groups
        )
    }

    /// In the order of the registry, and their sum where there are several.
    private func rows(_ counts: [Code: Workload.Count]) -> [Table.Row] {
        let known = registry.units.map(\.code).filter { counts[$0] != nil }
        let rows = (known + Set(counts.keys).subtracting(known).sorted()).map { unit in
            Table.Row(name: words.label(unit), cells: cells(counts[unit] ?? Workload.Count()))
        }
        return rows.count < 2 ? rows : rows + [Table.Row(name: words.total, kind: "sum", cells: cells(sum(counts)))]
    }

    private func cells(_ count: Workload.Count) -> [Cell] {
        let minutes = count.minutes % 60
        let hours = "\(PageWords.number(count.minutes / 60)):\(minutes < 10 ? "0" : "")\(minutes)"
        return [
            words.count(count.activities),
            count.timed == 0
                ? Cell(text: words("לא צוין", "not stated"), kind: "figures plain absent")
                : Cell(text: hours, kind: "figures"),
            words.count(count.activities - count.timed),
        ]
    }

    private func sum(_ counts: [Code: Workload.Count]) -> Workload.Count {
        counts.values.reduce(into: Workload.Count(), +=)
    }
}
