internal import Accompaniment

/// What one cell says, and what to tell the sender about it.
struct ParsedCell: Sendable {
    enum Value: Sendable {
        case nothing
        case unit(Code)
        case code(Code)
        case codes(CodeSet)
        /// From a column that may speak of the function, of kinds of activity, or of both.
        case kinds(Set<Function>, CodeSet)
        case date(ActivityDate)
        case number(Int)
        case frequency(Frequency)
        case money(amount: Int, isApproximate: Bool)
        case text(String)
    }

    var value: Value
    /// A finding without its row.
    var finding: Finding?
    /// The value was not understood and is kept in words.
    var isKept = false
}

/// Understands single cells. The same text in the same column always means the same.
struct CellParser: Sendable {
    private let lexicon: Lexicon
    private let language: Language

    init(lexicon: Lexicon, language: Language) {
        self.lexicon = lexicon
        self.language = language
    }

    func parse(_ raw: String, as field: Field, in column: Finding.Column) -> ParsedCell {
        let text = Folding.display(raw)
        if text.isEmpty { return ParsedCell(value: .nothing) }
        switch field {
        case .activity, .escort, .outcome, .notes:
            return ParsedCell(value: .text(text))
        case .toFix:
            return ParsedCell(value: .nothing)
        case .unit:
            return unit(text, column)
        case .organisation:
            return value(lexicon.organisation(text).map { .code($0) }, text, column)
        case .function, .activityTypes:
            return kinds(text, column)
        case .scope, .identity, .hat, .track, .choiceBasis, .status, .resourceKind, .certainty, .decision:
            return value(field.terms.flatMap { lexicon.term(text, in: $0) }.map { .code($0) }, text, column)
        case .forum:
            return value(lexicon.forum(text).map { .code($0) }, text, column)
        case .needCodes:
            return list(text, column) { lexicon.term($0, in: .need) }
        case .ministryCodes:
            return list(text, column, look: ministry)
        case .startDate, .endDate:
            guard let date = DateText.parse(text) else {
                return ParsedCell(value: .nothing, finding: Finding(.dateUnreadable, column: column, written: text))
            }
            return ParsedCell(value: .date(date))
        case .frequency:
            // A bare number under "number of meetings" counts meetings (domain.md 5.3, fields 31 and 32).
            if let number = NumberText.whole(text) { return value(meetings(number), text, column) }
            return value(FrequencyText.parse(text).map { .frequency($0) }, text, column)
        case .durationMin:
            let inHours = Folding.key(column.heading).contains("שעות")
            return value(NumberText.minutes(text, inHours: inHours).map { .number($0) }, text, column)
        case .meetingsHeld:
            return value(NumberText.whole(text).flatMap(meetings), text, column)
        case .participantsCount:
            let number = NumberText.whole(text).flatMap { (0...2000).contains($0) ? $0 : nil }
            return value(number.map { .number($0) }, text, column)
        case .amountNIS:
            let money = NumberText.shekels(text, heading: column.heading)
            return value(money.map { .money(amount: $0.amount, isApproximate: $0.isApproximate) }, text, column)
        }
    }

    private func meetings(_ number: Int) -> ParsedCell.Value? {
        (0...366).contains(number) ? .number(number) : nil
    }

    /// The value, or a warning that the text is kept in words.
    private func value(_ value: ParsedCell.Value?, _ text: String, _ column: Finding.Column) -> ParsedCell {
        guard let value else {
            return ParsedCell(
                value: .nothing,
                finding: Finding(.valueUnknown, column: column, written: text),
                isKept: true
            )
        }
        return ParsedCell(value: value)
    }

    private func unit(_ text: String, _ column: Finding.Column) -> ParsedCell {
        switch lexicon.unit(text) {
        case .exact(let code):
            return ParsedCell(value: .unit(code))
        case .near(let code):
            let understood = lexicon.label(code, language)
            return ParsedCell(
                value: .unit(code),
                finding: Finding(.fuzzyMatch, column: column, written: text, detail: understood)
            )
        case .unknown:
            let names = lexicon.registry.units.map { $0.label[language] }.joined(separator: ", ")
            return ParsedCell(
                value: .nothing,
                finding: Finding(.clusterUnknown, column: column, written: text, detail: names)
            )
        }
    }

    private func kinds(_ text: String, _ column: Finding.Column) -> ParsedCell {
        let functions = lexicon.functions(in: text)
        var types: [Code] = []
        var isKnown = !functions.isEmpty
        for part in parts(text) {
            guard let type = lexicon.term(part, in: .activityType) else { continue }
            types.append(type)
            isKnown = true
        }
        let stated = types.contains(where: lexicon.impliesOversight) ? functions.union([.oversight]) : functions
        return value(isKnown ? .kinds(stated, CodeSet(types)) : nil, text, column)
    }

    /// A cell with several values: the whole cell first, then its parts.
    private func list(_ text: String, _ column: Finding.Column, look: (String) -> Code?) -> ParsedCell {
        if let code = look(text) { return ParsedCell(value: .codes(CodeSet([code]))) }
        let found = parts(text).map { (text: $0, code: look($0)) }
        let unknown = found.filter { $0.code == nil }.map(\.text)
        var cell = ParsedCell(value: .codes(CodeSet(found.compactMap(\.code))))
        if !unknown.isEmpty {
            cell.finding = Finding(.valueUnknown, column: column, written: unknown.joined(separator: ", "))
            cell.isKept = true
        }
        return cell
    }

    private func parts(_ text: String) -> [String] {
        text.split(whereSeparator: { ",;/+\n".contains($0) }).map { Folding.display(String($0)) }.filter { !$0.isEmpty }
    }

    private func ministry(_ text: String) -> Code? {
        lexicon.organisation(text).flatMap { code in lexicon.registry.ministries.contains(code) ? code : nil }
    }
}
