/// The rules of domain.md 6.2 that look at digits.
struct NumberRules {
    /// Groups that make up one number.
    struct Match {
        let kind: PersonalData.Kind
        let groups: Range<Int>
        /// Signs before the first digit that belong to the number: `+`, `IL`.
        var lead = 0
    }

    private(set) var scan: ScannedText
    private(set) var groups: [DigitGroup]

    /// No number has more groups than this: an IBAN in groups of four has six, and may have been cut once more.
    static let mostGroups = 8

    /// Claims every number in `scan` that is personal data.
    static func apply(to scan: inout ScannedText) {
        var rules = NumberRules(scan: scan, groups: DigitGroup.all(in: scan))
        rules.claimAll()
        scan = rules.scan
    }

    private mutating func claimAll() {
        var index = 0
        while index < groups.count {
            guard !groups[index].isClaimed, let match = match(at: index) else {
                index += 1
                continue
            }
            let first = groups[match.groups.lowerBound].range.lowerBound - match.lead
            scan.claim(first..<groups[match.groups.upperBound - 1].range.upperBound, as: match.kind)
            for claimed in match.groups { groups[claimed].isClaimed = true }
            // A number that was cast aside for its neighbour (`123456782.050-1234567`) now has none. As many steps
            // back as a number has groups; each claim is made once, so the whole stays linear.
            index = max(0, index - Self.mostGroups)
        }
    }

    private func match(at index: Int) -> Match? {
        iban(at: index) ?? bankAccount(at: index) ?? vehicle(at: index) ?? international(at: index)
            ?? mobile(at: index) ?? idNumber(at: index) ?? landline(at: index)
    }

    /// From the group at `index` to the next one; `.none` where either is claimed.
    func joint(after index: Int) -> DigitGroup.Joint {
        guard groups.indices.contains(index), index + 1 < groups.count, !groups[index].isClaimed,
            !groups[index + 1].isClaimed
        else { return .none }
        return groups[index].joint
    }

    /// True when `first` is joined to a group before it, or `last` to one behind it, without a space: parts of one
    /// longer number.
    func isJoined(before first: Int, after last: Int) -> Bool {
        let tight: [DigitGroup.Joint] = [.dash, .slash, .dot]
        return tight.contains(joint(after: first - 1)) || tight.contains(joint(after: last))
    }

    /// The digits of the groups as one number, each 0 to 9.
    func digits(_ range: Range<Int>) -> [UInt8] {
        range.flatMap { groups[$0].range.map { UInt8(truncatingIfNeeded: scan[$0].value & 0x0F) } }
    }

    /// `range` and the groups behind it that hold exactly `count` further digits, joined by `joints`; `nil` where a
    /// group would have to be cut.
    func extended(_ range: Range<Int>, by count: Int, over joints: [DigitGroup.Joint]) -> Range<Int>? {
        var rest = count
        var end = range.upperBound
        while rest > 0 {
            guard joints.contains(joint(after: end - 1)), end - range.lowerBound < Self.mostGroups,
                groups[end].count <= rest
            else { return nil }
            rest -= groups[end].count
            end += 1
        }
        return range.lowerBound..<end
    }

    /// True for one group that is a number by itself: no part of a decimal, of a grouped number, of a word or of a
    /// code, and no amount.
    func standsAlone(_ index: Int) -> Bool {
        guard !groups[index].isPartOfWord, !isPartOfDecimal(index), !isAmount(index...index) else { return false }
        if joint(after: index) == .dash, groups[index + 1].count < 7 { return false }
        let end = groups[index].range.upperBound
        return scan[end] != "-" || !scan[end + 1].isLatin
    }

    /// True before or behind a decimal point, or a comma that may be one or may group thousands.
    func isPartOfDecimal(_ index: Int) -> Bool {
        switch joint(after: index - 1) {
        case .dot: return true
        case .comma where groups[index - 1].count <= 3: return true
        default: break
        }
        switch joint(after: index) {
        case .dot: return true
        case .comma: return groups[index + 1].count == 3
        default: return false
        }
    }

    /// True when a currency, a percent sign or a word of amount stands at the number: `12345674 ש"ח`.
    func isAmount(_ range: ClosedRange<Int>) -> Bool {
        let start = groups[range.lowerBound].range.lowerBound
        var before = start - 1
        if scan[before] == " " { before -= 1 }
        if Self.currencySigns.contains(scan[before]) { return true }
        var after = groups[range.upperBound].range.upperBound
        if scan[after] == " " { after += 1 }
        if scan[after] == "%" || Self.currencySigns.contains(scan[after]) { return true }
        var word = ""
        for symbol in (after..<after + 10).map({ scan[$0] }) {
            guard symbol.isHebrew || symbol.isLatin || symbol == "'" || symbol == "\"" else { break }
            if symbol.isHebrew || symbol.isLatin { word.unicodeScalars.append(symbol) }
        }
        return Self.amountWords.contains(word)
    }

    private static let currencySigns: [Unicode.Scalar] = ["₪", "$", "€"]

    /// Folded, as the symbols are.
    private static let amountWords: Set<String> = [
        "שח", "שקל", "שקלימ", "אלשח", "מלשח", "אלפ", "אלפי", "אלפימ", "מיליונ", "מיליוני", "nis", "ils", "usd", "eur",
    ]
}
