internal import Accompaniment

/// Understands single cells (domain.md 5.3 to 5.7). The same text in the same column always means the same.
struct CellParser: Sendable {
    let lexicon: Lexicon
    let language: Language

    init(lexicon: Lexicon, language: Language) {
        self.lexicon = lexicon
        self.language = language
    }

    /// True for running text of which ``parse(_:as:in:order:)`` would make nothing but itself: most of it. False proves
    /// nothing.
    static func isItself(_ prose: Span<UInt8>) -> Bool {
        PersonalData.isNothingButText(prose) && prose[0] != UInt8(ascii: "#")
    }

    /// - Parameter column: Where the cell stands, and in which order the column writes day and month.
    func parse(_ raw: String, as field: Field, in column: Finding.Column, order: DateOrder = .dayFirst) -> ParsedCell {
        let isPlain = Folding.isPlain(raw.utf8Span.span)
        let written = isPlain ? raw : Folding.display(raw)
        if written.isEmpty { return ParsedCell() }
        guard isPlain || !holdsLostCharacters(written) else {
            var cell = failure(.charactersLost, column)
            let masked = PersonalData.masked(written)?.text
            (cell.text, cell.isMasked) = (masked ?? written, masked != nil)
            return cell
        }
        guard let (text, kinds) = PersonalData.masked(written) else {
            var cell = read(written, as: field, in: column, order: order)
            cell.text = written
            return cell
        }
        // The sender is told which cell; the value is never repeated (domain.md 6.2).
        var cell: ParsedCell
        if kinds.contains(.beneficiary) {
            cell = failure(.personalDetails, column)
            cell.text = PersonalData.Kind.beneficiary.mask
        } else {
            // What is left of a number is none by which a record could be known.
            cell = field == .externalId ? ParsedCell() : read(text, as: field, in: column, order: order)
            cell.findings.append(Finding(.personalDataRemoved, column: column))
            cell.text = text
        }
        cell.isMasked = true
        return cell
    }

    private func read(_ text: String, as field: Field, in column: Finding.Column, order: DateOrder) -> ParsedCell {
        if !field.isProse || text.utf8.first == UInt8(ascii: "#"), ExcelDamage(text) != nil {
            let isNeeded = field == .startDate || field == .endDate
            return isNeeded ? failure(.dateUnreadable, column, written: text) : kept(text, column)
        }
        switch field.content {
        case .unit: return unit(text, column)
        case .organisation:
            guard let code = lexicon.organisation(text) else { return kept(text, column) }
            let principal = lexicon.principal(of: code)
            return ParsedCell(.organisation(principal ?? code, identity: principal == nil ? nil : .externalOnBehalf))
        case .scope:
            return lexicon.term(text, in: .scope).map { ParsedCell(.scope($0)) } ?? kept(text, column)
        case .function: return kinds(text, column)
        case .activity: return activity(text, column)
        case .date: return date(text, as: field, column, order)
        case .identity: return identity(text, column)
        case .code(let group): return code(text, group, as: field, column)
        case .codes(let group): return codes(text, group, as: field, column)
        case .forum: return attribute(.forum, lexicon.forum(text), text, column)
        case .ministries: return list(text, as: field, column, look: ministry)
        case .bodies: return list(text, as: field, column, look: lexicon.organisation)
        case .authorities:
            return lexicon.registry.authorities == nil
                ? words(text, 4000, as: field, column) : list(text, as: field, column, look: lexicon.authority)
        case .body: return attribute(.brokeredBy, lexicon.organisation(text), text, column)
        case .count, .participants, .frequency, .duration, .money, .percent, .flag:
            return measure(text, as: field, in: column)
        case .words(let limit):
            let escort = field == .escort ? AssignmentText.besideEscort(text) : nil
            var cell = words(escort?.name ?? text, limit, as: field, column)
            cell.assignment = escort?.remark
            return cell
        case .assignment:
            var cell = ParsedCell(.notes, .text(text))
            cell.assignment = AssignmentText.events(of: text).isEmpty ? nil : text
            return cell
        case .rating:
            // Only the cluster itself may rate those who help it (domain.md 5.3, field 52).
            var cell = ParsedCell()
            cell.findings = [Finding(.valueIgnored, column: column)]
            return cell
        case .ours: return ParsedCell()
        }
    }

    /// Kept in words, with a warning.
    func kept(_ text: String, _ column: Finding.Column) -> ParsedCell {
        var cell = ParsedCell()
        cell.findings = [Finding(.valueUnknown, column: column, written: text)]
        cell.isKept = true
        return cell
    }

    /// Holds the row.
    func failure(_ code: FindingCode, _ column: Finding.Column, written: String? = nil, detail: String? = nil)
        -> ParsedCell
    {
        var cell = ParsedCell()
        cell.findings = [Finding(code, column: column, written: written, detail: detail)]
        return cell
    }

    private func unit(_ text: String, _ column: Finding.Column) -> ParsedCell {
        switch lexicon.unit(text) {
        case .exact(let code):
            return ParsedCell(.unit(Unit(code, lexicon)))
        case .near(let code):
            var cell = ParsedCell(.unit(Unit(code, lexicon)))
            let understood = lexicon.label(code, language)
            cell.findings = [Finding(.fuzzyMatch, column: column, written: text, detail: understood)]
            cell.isGuess = true
            return cell
        case .ambiguous(let codes):
            return failure(.unitAmbiguous, column, written: text, detail: names(codes))
        case .unknown:
            return failure(.clusterUnknown, column, written: text, detail: names(lexicon.registry.units.map(\.code)))
        }
    }

    private func names(_ units: [Code]) -> String { units.map { lexicon.label($0, language) }.joined(separator: ", ") }

    /// Function, kinds of activity, or both: people write either under «סוג פעילות».
    private func kinds(_ text: String, _ column: Finding.Column) -> ParsedCell {
        var functions = lexicon.functions(in: text)
        let types = parts(text).compactMap { lexicon.term($0, in: .activityType) }
        if types.contains(where: lexicon.impliesOversight) { functions.insert(.oversight) }
        guard !functions.isEmpty || !types.isEmpty else { return kept(text, column) }
        var cell = types.isEmpty ? ParsedCell() : ParsedCell(.activityTypes, .text(CodeSet(types).text))
        cell.functions = functions
        return cell
    }

    private func activity(_ text: String, _ column: Finding.Column) -> ParsedCell {
        text.utf8.count <= Field.longestActivity || text.count <= Field.longestActivity
            ? ParsedCell(.activity(text)) : failure(.valueNotAllowed, column, detail: "\(Field.longestActivity)")
    }

    private func identity(_ text: String, _ column: Finding.Column) -> ParsedCell {
        let isOnBehalf = lexicon.organisation(text).flatMap(lexicon.principal) != nil
        return attribute(.identity, isOnBehalf ? .externalOnBehalf : lexicon.term(text, in: .identity), text, column)
    }

    private func code(_ text: String, _ group: TermGroup, as field: Field, _ column: Finding.Column) -> ParsedCell {
        let code = lexicon.term(text, in: group)
        guard let attribute = field.attribute else { return kept(text, column) }
        // Counted as "other", its words beside (domain.md 5.3, field 17).
        if code == nil, field == .subject {
            var cell = kept(text, column)
            cell.value = .attribute(.init(attribute, .text(Code.other.rawValue)))
            return cell
        }
        var cell = self.attribute(attribute, code, text, column)
        let isOversight = code.map { lexicon.impliesOversight($0) || field == .decision } ?? false
        if isOversight { cell.functions = [.oversight] }
        return cell
    }

    private func codes(_ text: String, _ group: TermGroup, as field: Field, _ column: Finding.Column) -> ParsedCell {
        var cell = list(text, as: field, column) { lexicon.term($0, in: group) }
        if case .attribute(let said) = cell.value, case .text(let codes) = said.value, group == .mode,
            CodeSet(text: codes).codes.contains(where: lexicon.impliesOversight)
        {
            cell.functions = [.oversight]
        }
        guard cell.isKept, group == .need, case .nothing = cell.value, let need = lexicon.need(spokenOfIn: text),
            let attribute = field.attribute
        else { return cell }
        cell.value = .attribute(.init(attribute, .text(need.rawValue)))
        let understood = lexicon.label(need, language)
        cell.findings = [Finding(.needInferred, column: column, written: text, detail: understood)]
        (cell.isKept, cell.isGuess) = (false, true)
        return cell
    }

    private func attribute(_ attribute: Attribute, _ code: Code?, _ text: String, _ column: Finding.Column)
        -> ParsedCell
    {
        code.map { ParsedCell(attribute, .text($0.rawValue)) } ?? kept(text, column)
    }

    /// A cell with several values: the whole cell first, then its parts; what is not known of it is kept.
    private func list(
        _ text: String,
        as field: Field,
        _ column: Finding.Column,
        look: (String) -> Code?
    ) -> ParsedCell {
        guard let attribute = field.attribute else { return kept(text, column) }
        if let code = look(text) { return ParsedCell(attribute, .text(code.rawValue)) }
        var codes: [Code] = []
        var unknown: [String] = []
        for part in parts(text) {
            if let code = look(part) {
                codes.append(code)
            } else if let pair = pair(part, look: look) {
                codes += pair
            } else {
                unknown.append(part)
            }
        }
        var cell = unknown.isEmpty ? ParsedCell() : kept(unknown.joined(separator: ", "), column)
        if !codes.isEmpty { cell.value = .attribute(.init(attribute, .text(CodeSet(codes).text))) }
        return cell
    }

    private func parts(_ text: String) -> [String] {
        text.split(whereSeparator: { ",;/+\n".contains($0) }).map { Folding.display(String($0)) }.filter { !$0.isEmpty }
    }

    /// «X וY», and «משרדי X וY» where the word before both belongs to each (domain.md 1.9, rule 6).
    private func pair(_ text: String, look: (String) -> Code?) -> [Code]? {
        let words = text.split(separator: " ")
        for index in words.indices.dropFirst() where words[index].hasPrefix("ו") && words[index].count > 1 {
            let left = words[..<index].joined(separator: " ")
            let right = ([words[index].dropFirst()] + words[(index + 1)...]).joined(separator: " ")
            if let first = look(left), let second = look(right) { return [first, second] }
            guard left.hasPrefix("משרדי ") else { continue }
            let bare = left.dropFirst("משרדי ".count)
            if let first = look("משרד \(bare)"), let second = look("משרד \(right)") { return [first, second] }
        }
        return nil
    }

    private func ministry(_ text: String) -> Code? {
        lexicon.organisation(text).flatMap { code in lexicon.registry.ministries.contains(code) ? code : nil }
    }

    private func date(_ text: String, as field: Field, _ column: Finding.Column, _ order: DateOrder) -> ParsedCell {
        guard let reading = DateText.parse(text, order: order) else {
            // A time that is no date, such as «בקרוב», is kept in words; a date that does not exist holds the row.
            let isNeeded = field == .startDate || field == .endDate
            if isNeeded, let months = DateText.monthsInRole(text) {
                var cell = ParsedCell(.date(DateReading(value: .monthsBefore(months))))
                cell.isGuess = true
                return cell
            }
            return isNeeded && !DateText.isNoDate(text)
                ? failure(.dateUnreadable, column, written: text) : kept(text, column)
        }
        var cell = ParsedCell()
        if let guess = reading.guess {
            let understood = reading.date?.words(language) ?? ""
            if case .excelRange = guess {
                cell.findings = [Finding(.excelRange, column: column, written: text, detail: understood)]
            } else {
                cell.findings = [Finding(.valueGuessed, column: column, written: text, detail: understood)]
            }
            cell.isGuess = true
        }
        if let attribute = field.attribute {
            guard let day = reading.date?.from else { return kept(text, column) }
            cell.value = .attribute(.init(attribute, .text(day.description)))
        } else {
            cell.value = .date(reading)
        }
        return cell
    }

    private func words(_ text: String, _ limit: Int, as field: Field, _ column: Finding.Column) -> ParsedCell {
        guard let attribute = field.attribute, text.utf8.count <= limit || text.count <= limit else {
            return kept(text, column)
        }
        return ParsedCell(attribute, .text(text))
    }

    /// U+FFFD: a byte that its encoding does not know was here.
    private func holdsLostCharacters(_ text: String) -> Bool {
        text.unicodeScalars.contains("\u{FFFD}")
    }
}

extension Field {
    /// Where a value of the field stands in the record; `nil` for what every record has.
    var attribute: Attribute? { Self.attributes[self] }

    private static let attributes = Dictionary(
        uniqueKeysWithValues: allCases.compactMap { field in Attribute.named[field.rawValue].map { (field, $0) } }
    )
}
