internal import Accompaniment

/// Numbers, lengths of time, money, percentages and yes or no (domain.md 5.7).
extension CellParser {
    func measure(_ text: String, as field: Field, in column: Finding.Column) -> ParsedCell {
        switch field.content {
        case .count(let allowed): count(text, allowed, column)
        case .participants: participants(text, column)
        case .frequency: frequency(text, column)
        case .duration: duration(text, column)
        case .money: money(text, column)
        case .percent: percent(text, column)
        default: flag(text, as: field, column)
        }
    }

    private func count(_ text: String, _ allowed: ClosedRange<Int>, _ column: Finding.Column) -> ParsedCell {
        guard let range = NumberText.parse(text)?.whole(in: allowed), range.count == 1 else {
            return kept(text, column)
        }
        return ParsedCell(.meetingsHeld, .integer(range.lowerBound))
    }

    /// A number of people or a range of them, which Excel may have made a date of.
    private func participants(_ text: String, _ column: Finding.Column) -> ParsedCell {
        let repaired = ExcelDamage.rangeMadeDate(text)
        guard let range = repaired ?? NumberText.parse(text)?.whole(in: 0...2000) else { return kept(text, column) }
        var said = [Attributes.Element(.participantsCount, .integer(range.lowerBound))]
        if range.count > 1 { said.append(.init(.participantsMost, .integer(range.upperBound))) }
        let cell = ParsedCell(.attributes(said))
        return repaired == nil
            ? cell : guess(cell, .excelRange, text, "\(range.lowerBound)-\(range.upperBound)", column)
    }

    private func frequency(_ text: String, _ column: Finding.Column) -> ParsedCell {
        // A bare number under "number of meetings" counts meetings (domain.md 5.3, fields 31 and 32).
        if let range = NumberText.parse(text)?.whole(in: 0...366), range.count == 1 {
            return ParsedCell(.meetingsHeld, .integer(range.lowerBound))
        }
        guard let reading = FrequencyText.parse(text) else { return kept(text, column) }
        let cell = ParsedCell(.frequency, .text(reading.value.text))
        return switch reading.guess {
        case nil: cell
        case .rangeMadeDate: guess(cell, .excelRange, text, reading.value.words[language], column)
        case .everySecond, .yearAssumed: guess(cell, .valueGuessed, text, reading.value.words[language], column)
        }
    }

    private func duration(_ text: String, _ column: Finding.Column) -> ParsedCell {
        guard let reading = DurationText.parse(text, heading: column.heading) else { return kept(text, column) }
        guard let minutes = reading.minutes else { return kept(text, column) }
        let cell = ParsedCell(.durationMin, .integer(minutes))
        return switch reading.guess {
        case nil: cell
        case .moreThanDay: guess(cell, .valueUnlikely, text, nil, column)
        case .workingDay, .dayFraction, .unitAssumed: guess(cell, .valueGuessed, text, clock(minutes), column)
        }
    }

    /// `1:30`.
    private func clock(_ minutes: Int) -> String { "\(minutes / 60):\(pad(minutes % 60, 2))" }

    private func money(_ text: String, _ column: Finding.Column) -> ParsedCell {
        switch MoneyText.parse(text, heading: column.heading) {
        case .shekels(let amount, let isApproximate, let bound):
            return ParsedCell(
                .attributes([
                    .init(.amountNIS, .integer(amount)),
                    .init(.amountApproximate, .integer(isApproximate || bound != nil ? 1 : 0)),
                ])
            )
        case .foreignCurrency:
            return failure(.foreignCurrency, column, written: text)
        case nil:
            return kept(text, column)
        }
    }

    private func percent(_ text: String, _ column: Finding.Column) -> ParsedCell {
        guard let reading = NumberText.percent(text) else { return kept(text, column) }
        let cell = ParsedCell(.savingPct, .decimal(reading.value))
        if reading.wasFraction { return guess(cell, .valueGuessed, text, "\(reading.value)%", column) }
        // More than that was never heard of (domain.md 5.3, field 22).
        return reading.value > 60 ? guess(cell, .valueUnlikely, text, nil, column) : cell
    }

    /// Yes or no; other words say yes, and what.
    private func flag(_ text: String, as field: Field, _ column: Finding.Column) -> ParsedCell {
        guard let attribute = field.attribute else { return kept(text, column) }
        let key = Folding.key(text)
        if Self.yes.contains(key) { return ParsedCell(attribute, .integer(1)) }
        if Self.no.contains(key) { return ParsedCell(attribute, .integer(0)) }
        var said = [Attributes.Element(attribute, .integer(1))]
        if field == .achievement { said.append(.init(.achievementText, .text(text))) }
        var cell = ParsedCell(.attributes(said))
        cell.isKept = field != .achievement
        return cell
    }

    /// Folded.
    private static let yes: Set = ["כנ", "יש", "✓", "✔", "v", "x", "1", "yes", "true", "נכונ"]
    private static let no: Set = ["לא", "אינ", "0", "no", "false"]

    private func guess(
        _ cell: ParsedCell,
        _ code: FindingCode,
        _ text: String,
        _ understood: String?,
        _ column: Finding.Column
    ) -> ParsedCell {
        var cell = cell
        cell.findings = [Finding(code, column: column, written: text, detail: understood)]
        cell.isGuess = true
        return cell
    }
}
