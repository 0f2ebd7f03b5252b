internal import Accompaniment

/// What help was about: forums, ministries, who chose it, and what was raised.
extension PageWorld {
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
            (
                behind, words("נפגש פחות מהמתוכנן", "less than planned"),
                words("נפגשים פחות מהמתוכנן", "less than planned")
            ),
            (
                forums.count - planned.count, words("בלי תדירות שצוינה", "without a stated frequency"),
                words("בלי תדירות שצוינה", "without a stated frequency")
            ),
        ]
        section.headline =
            words.counted(forums.count, .activeForum) + ": "
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
                    words.share(meetings.held, of: expected, .meeting),
                    part: meetings.held,
                    of: expected,
                    word: isBehind
                        ? (words("פחות מהמתוכנן", "less than planned"), .warn)
                        : (words("כמתוכנן", "as planned"), .good)
                )
            }
        )
        return section
    }

    private func meetingsHeld(_ count: Int) -> String {
        count == 0 ? words("לא דווח על מפגשים", "no meeting reported") : words.counted(count, .meeting)
    }

    func ministries(_ counts: [Code: Int]) -> Section {
        var section = Section("ministries", words("קשר עם משרדי ממשלה", "Ministries reached"), ["Q17"])
        guard !counts.isEmpty else {
            section.note = words("לא דווח על קשר עם משרדי ממשלה.", "No contact with a ministry was reported.")
            return section
        }
        section.headline = words(
            "נוצר קשר עם \(words.counted(counts.count, .ministry)).",
            "Contact with \(words.counted(counts.count, .ministry))."
        )
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        section.bars = Rows(
            rows: ranked.map { code, count in
                words.bar(words.label(code), words.activities(count), part: count, of: ranked[0].value)
            }
        )
        return section
    }

    /// - Parameter choice: `nil` where no help was reported.
    func choice(_ choice: Figures.Choice?) -> Section {
        var section = Section("choice", words("חופש הבחירה", "Freedom of choice"), ["Q07"])
        guard let choice, choice.activities > 0 else {
            section.note = nothing
            return section
        }
        let (requested, accepted, imposed) = (choice.request, choice.acceptedOffer, choice.imposed)
        let all = choice.activities
        section.headline = words(
            "לפי בחירת האשכול: \(requested + accepted) מתוך \(words.activities(all)).",
            "Chosen by the cluster: \(requested + accepted) of \(words.activities(all))."
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
                words.activities(choice.unknown),
                part: choice.unknown,
                of: all
            ),
        ])
        return section
    }

    /// How activities divide by one attribute.
    func mix(_ indicator: Indicator, _ help: Tally?, _ attribute: Attribute) -> Section {
        var section = Section(
            attribute.name,
            indicator.definition.question[words.language],
            [indicator.rawValue]
        )
        guard let help, help.stated(attribute) > 0 else {
            section.note = words("לא צוין בדיווחים.", "Not stated in the reports.")
            return section
        }
        let all = help.all.activities
        section.bars = Rows(
            rows: help.activities(attribute).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, count in
                words.bar(words.label(code), words.activities(count), part: count, of: all)
            } + [
                words.bar(
                    words.notStated,
                    words.activities(help.unstated(attribute)),
                    part: help.unstated(attribute),
                    of: all
                )
            ]
        )
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
        let certainties = codes(.certainty, and: resources.values.flatMap(\.keys))
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
}
