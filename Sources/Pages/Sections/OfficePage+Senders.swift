internal import Accompaniment
internal import Foundation

/// How it stands with the senders: what is missing, and who is late.
extension OfficePage {
    var senderAlerts: [String] {
        office.senders.flatMap { sender in
            [missing(of: sender), sender.isLate ? late(sender) : nil].compactMap { $0 }
        }
    }

    private func missing(of sender: OfficeView.Sender) -> String? {
        let count = sender.missing.reduce(0) { $0 + $1.count }
        guard count > 0 else { return nil }
        let what =
            count == 1
            ? words("חסר סיכום אחד, מספר", "one summary is missing, number")
            : words(
                "חסרים \(PageWords.number(count)) סיכומים, מספרים",
                "\(PageWords.number(count)) summaries are missing, numbers"
            )
        return words(
            "\(sender.name): \(what) \(list(sender.missing)). לכן ייתכן שהנתונים חלקיים. בקשו ממי שמפעיל את השרת השולח לבדוק מה מעכב.",
            "\(sender.name): \(what) \(list(sender.missing)). The figures may be partial. Ask the operator of the sending server."
        )
    }

    private func late(_ sender: OfficeView.Sender) -> String {
        let days = Int((sender.expectedEvery ?? .zero) / .seconds(86_400))
        let since =
            sender.last.map { words.day($0.at) }
            .map { words("לא הגיע סיכום מאז \($0)", "no summary came since \($0)") }
            ?? words("עדיין לא הגיע אף סיכום", "no summary came yet")
        let expected =
            days > 1
            ? words("צפוי לפחות אחד ב־\(days) ימים", "at least one in \(days) days is expected")
            : words("צפוי לפחות אחד ביום", "at least one a day is expected")
        return words(
            "\(sender.name) מאחר: \(since), ו\(expected). בקשו ממי שמפעיל את השרת השולח לבדוק.",
            "\(sender.name) is late: \(since), and \(expected). Ask the operator of the sending server."
        )
    }

    var senders: Section {
        let title = words("השולחים", "The senders")
        var section = Section("senders", title, [], isWide: true)
        guard !office.senders.isEmpty else {
            section.note = words("לא הוגדרו שולחים, ועדיין לא שלח אף אחד.", "No sender is listed, and none has sent.")
            return section
        }
        section.table = Table(
            title,
            corner: words("שולח", "Sender"),
            columns: [
                Table.Column(name: words("הסיכום האחרון התקבל", "Last summary")),
                Table.Column(name: words("מספרו", "Its number"), kind: "figures"),
                Table.Column(name: words("מספרים שחסרים", "Missing numbers")),
            ],
            markName: words("מצב", "State"),
            groups: [
                Table.Group(
                    rows: office.senders.map { sender in
                        Table.Row(
                            name: sender.name,
                            kind: "marked",
                            cells: [
                                Cell(
                                    text: sender.last.map { words.day($0.at) } ?? words("עדיין לא", "not yet"),
                                    kind: sender.last == nil ? "plain absent" : ""
                                ),
                                Cell(text: sender.last.map { "\($0.sequence)" } ?? "", kind: "figures"),
                                Cell(
                                    text: sender.missing.isEmpty ? words("אין", "none") : list(sender.missing),
                                    kind: sender.missing.isEmpty ? "zero" : "bad"
                                ),
                            ],
                            mark: state(of: sender)
                        )
                    }
                )
            ]
        )
        return section
    }

    private func state(of sender: OfficeView.Sender) -> Table.Mark {
        let faults = [
            sender.missing.isEmpty ? nil : words("חסרים סיכומים", "summaries missing"),
            sender.isLate ? words("מאחר", "late") : nil,
        ].compactMap { $0 }
        guard !faults.isEmpty else { return Table.Mark(text: words("✓ תקין", "✓ fine"), kind: .good) }
        return Table.Mark(
            text: "\(sender.missing.isEmpty ? "!" : "✗") \(faults.joined(separator: ", "))",
            kind: sender.missing.isEmpty ? .warn : .bad
        )
    }

    /// «2, 5–9».
    private func list(_ missing: [ClosedRange<Int>]) -> String {
        let shown = missing.prefix(20).map { gap in
            gap.count == 1 ? "\(gap.lowerBound)" : "\(gap.lowerBound)–\(gap.upperBound)"
        }
        return shown.joined(separator: ", ") + (missing.count > shown.count ? words(" ועוד", " and more") : "")
    }
}
