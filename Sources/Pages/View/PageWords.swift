internal import Accompaniment
internal import Foundation

/// Words and numbers of a page in its language.
struct PageWords {
    let language: Language
    let lexicon: Lexicon

    var isRightToLeft: Bool { language == .hebrew }

    func callAsFunction(_ he: String, _ en: String) -> String { language == .hebrew ? he : en }

    func label(_ code: Code) -> String { lexicon.label(code, language) }

    func label(_ code: Code, in group: TermGroup) -> String { lexicon.label(code, in: group, language) }

    /// A cluster or area by its name alone, for the head of a column: «הנגב המערבי».
    func shortLabel(_ unit: Code) -> String {
        let label = label(unit)
        for word in ["אשכול ", "אזור "] where label.hasPrefix(word) { return String(label.dropFirst(word.count)) }
        return label.hasSuffix(" cluster") ? String(label.dropLast(" cluster".count)) : label
    }

    var notReported: String { self("לא דווח", "not reported") }
    var notStated: String { self("לא צוין", "not stated") }
    var total: String { self("סה\"כ", "Total") }

    /// `12,345`.
    static func number(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-\(text)" : text
    }

    /// A kind of local authorities.
    func authorities(_ kind: Code) -> String {
        switch Registry.Authority.Kind(rawValue: kind.rawValue) {
        case .city: self("עיריות", "cities")
        case .local: self("מועצות מקומיות", "local councils")
        case .regional: self("מועצות אזוריות", "regional councils")
        case nil: label(kind)
        }
    }

    func of(_ count: Int) -> String { self("מתוך \(count)", "of \(count)") }

    /// «3 מתוך 12».
    func of(_ count: Int, _ part: Int) -> String { "\(Self.number(part)) \(of(count))" }

    /// `30.11.2015`.
    func day(_ day: CalendarDay) -> String {
        language == .hebrew ? "\(day.day).\(day.month).\(day.year)" : day.description
    }

    /// `30.11.2015`, in the time zone of this machine.
    func day(_ date: Date) -> String { day(CalendarDay(day: Self.local(date))) }

    /// `30.11.2015, 09:05`, in the time zone of this machine.
    func instant(_ date: Date) -> String {
        let time = Date.VerbatimFormatStyle(
            format: "\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            timeZone: .gmt,
            calendar: Calendar(identifier: .gregorian)
        )
        return "\(day(date)), \(Self.local(date).formatted(time))"
    }

    /// What a clock of UTC would show where this machine's shows `date`.
    private static func local(_ date: Date) -> Date {
        date.addingTimeInterval(TimeInterval(TimeZone.current.secondsFromGMT(for: date)))
    }

    func period(_ period: Period) -> String { ActivityDate(period).words(language) }

    /// A period above a column: «רבעון 4», and the year below it.
    func column(_ period: Period) -> Table.Column {
        let year = "\(period.from.year)"
        let ordinal = (period.from.month - 1) / period.kind.months + 1
        return switch period.kind {
        case .month: Table.Column(name: "\(period.from.month)/\(year)")
        case .quarter: Table.Column(name: self("רבעון \(ordinal)", "Q\(ordinal)"), sub: year)
        case .half: Table.Column(name: self("מחצית \(ordinal)", "H\(ordinal)"), sub: year)
        case .year: Table.Column(name: year)
        }
    }

    /// The words of the page itself.
    var page: PageView.Words {
        PageView.Words(
            contents: self("בדף זה", "On this page"),
            definitions: self("מה אומר כל מספר", "What each number means"),
            definition: self("הסבר למדד", "Meaning of measure"),
            definitionsNote: self(
                "הסימון הקטן ליד כל כותרת, למשל Q05, מפנה לשורה המתאימה כאן.",
                "The small tag beside each heading, such as Q05, leads to its line here."
            )
        )
    }

    // MARK: Cells

    /// Of a heat map: five steps up to `highest`; with few activities each has its own.
    func heat(_ amount: Int?, highest: Int) -> Cell {
        guard let amount else { return Cell(text: "–", kind: "absent", spoken: notReported) }
        let step = max(highest, 5)
        return Cell(text: Self.number(amount), kind: "l\(min(5, (amount * 5 + step - 1) / step))")
    }

    func sum(_ amount: Int?) -> Cell {
        amount.map { Cell(text: Self.number($0), kind: "total") }
            ?? Cell(text: "–", kind: "absent", spoken: notReported)
    }

    func charted(_ amount: Int?) -> Cell {
        amount.map { Cell(text: Self.number($0), kind: $0 == 0 ? "zero" : "") }
            ?? Cell(text: "–", kind: "absent", spoken: notReported)
    }

    func count(_ amount: Int?) -> Cell {
        amount.map { Cell(text: Self.number($0), kind: $0 == 0 ? "figures zero" : "figures") }
            ?? Cell(text: notReported, kind: "figures plain absent")
    }

    /// In shekels; an empty cell of a table of money is no amount.
    func amount(_ amount: Tally.Amount?) -> Cell {
        guard let amount else { return Cell(text: self("אין", "none"), kind: "figures zero") }
        return Cell(text: (amount.approx ? self("כ־", "~") : "") + Self.number(amount.nis), kind: "figures")
    }

    /// What the cells of ``heat(_:highest:)`` say.
    var heatLegend: [Table.Legend.Item] {
        [
            .init(
                sample: "3",
                kind: "l2",
                text: self(
                    "מספר הפעילויות; צבע חזק יותר – יותר פעילויות",
                    "number of activities; a stronger colour means more"
                )
            ), .init(sample: "0", kind: "l0", text: self("דווח, ולא הייתה פעילות", "reported, no activity")),
            .init(
                sample: "–",
                kind: "absent",
                text: self(
                    "לא דווח: ייתכן שהייתה פעילות ואיננו יודעים עליה",
                    "not reported: there may have been activity that we do not know of"
                )
            ),
        ]
    }

    // MARK: Parts

    /// A large number within a section.
    func tile(_ name: String, _ value: String, _ kind: Tone = .none, detail: String? = nil) -> Tile {
        Tile(name: name, value: value, kind: kind, detail: detail.map { Tile.Detail(text: $0, sign: kind.sign) })
    }

    func bar(_ name: String, _ text: String, part: Int? = nil, of whole: Int = 0, word: (String, Tone)? = nil) -> Bar {
        Bar(
            name: name,
            text: text,
            kind: part == nil ? .absent : .none,
            percent: part.map { whole == 0 ? 0 : min(100, $0 * 100 / whole) },
            word: word.map { Bar.Word(text: $0.0, kind: $0.1, sign: $0.1.sign) }
        )
    }

    /// Columns over the table of their numbers, which is also the legend.
    ///
    /// - Parameter columns: For each period the amounts of `series`; `nil` where nothing was reported, of all or of one.
    func chart(_ caption: String, corner: String, _ periods: [Period], series: [String], _ columns: [[Int?]?]) -> Table
    {
        var rows = series.enumerated().map { index, name in
            Table.Row(name: name, cells: columns.map { charted($0?[index]) }, swatch: index + 1)
        }
        let sums = columns.map { $0?.reduce(0) { $0 + ($1 ?? 0) } }
        rows.append(Table.Row(name: total, kind: "sum", cells: sums.map(charted)))
        var heads = periods.map(column)
        if let last = heads.indices.last { heads[last].kind = "latest" }
        var table = Table(caption, corner: corner, layout: .chart, columns: heads, groups: [Table.Group(rows: rows)])
        let drawn = columns.map { $0?.map { $0 ?? 0 } }
        table.plot = Table.Plot(stacks: Table.Stack.stacks(drawn, rightToLeft: isRightToLeft))
        if columns.contains(where: { $0?.contains(nil) ?? true }) {
            table.legend = Table.Legend(items: [.init(sample: "–", kind: "absent", text: notReported)])
        }
        return table
    }
}
