// Phone numbers (domain.md 6.2).
extension NumberRules {
    /// `050-1234567` with the digits behind the prefix in any groups, or a number that lost its zero: nine digits from
    /// a 5. The latter also where the check digit of an ID number fits: those begin with 0 to 3.
    func mobile(at index: Int) -> Match? {
        let count = groups[index].count
        let one = index..<index + 1
        switch count {
        case 9:
            let digits = digits(one)
            guard digits[0] == 5, standsAlone(index), !Self.isRound(digits) else { return nil }
            return Match(kind: .mobile, groups: one)
        case 10:
            guard begins(index, with: [0, 5]), !isWord(one), !isPartOfDecimal(index) else { return nil }
            return Match(kind: .mobile, groups: one)
        case 3:
            guard begins(index, with: [0, 5]),
                let range = extended(one, by: 7, over: [.dash, .looseDash, .space, .dot, .slash, .bracket]),
                !range.dropFirst().contains(where: { groups[$0].count < 2 }), !isWord(range)
            else { return nil }
            return Match(kind: .mobile, groups: range, lead: bracket(before: index))
        default:
            return nil
        }
    }

    /// `02-1234567`, `077-1234567`, `03-123-4567`.
    func landline(at index: Int) -> Match? {
        let isVoIP = begins(index, with: [0, 7])
        guard isVoIP || Self.areaDigits.contains(where: { begins(index, with: [0, $0]) }) else { return nil }
        let prefix = isVoIP ? 3 : 2
        let one = index..<index + 1
        if groups[index].count == prefix + 7 {
            return standsAlone(index) ? Match(kind: .landline, groups: one) : nil
        }
        guard groups[index].count == prefix, [.dash, .looseDash, .space, .bracket].contains(joint(after: index)),
            let range = extended(one, by: 7, over: [.dash, .looseDash, .space, .bracket]),
            [3, 7].contains(groups[index + 1].count), range.count <= 3,
            !isJoined(before: index, after: range.upperBound - 1), isFree(index...range.upperBound - 1)
        else { return nil }
        return Match(kind: .landline, groups: range, lead: bracket(before: index))
    }

    /// `+972-50-1234567`, `00972 3 1234567`, `+972 (0)50 1234567`; without `+` or `00` a mobile number only.
    func international(at index: Int) -> Match? {
        let isLong = begins(index, with: [0, 0, 9, 7, 2])
        guard isLong || begins(index, with: [9, 7, 2]), groups[index].count <= 15 else { return nil }
        let hasPlus = scan[groups[index].range.lowerBound - 1] == "+"
        guard isLong || hasPlus || ![.dash, .dot, .comma].contains(joint(after: index - 1)) else { return nil }
        var number = digits(index..<index + 1).dropFirst(isLong ? 5 : 3)
        var end = index + 1
        while true {
            if let kind = Self.subscriberKind(number.first == 0 ? number.dropFirst() : number),
                isLong || hasPlus || kind == .mobile, !isWord(index..<end)
            {
                return Match(kind: kind, groups: index..<end, lead: hasPlus ? 1 : 0)
            }
            guard number.count < 10, end - index < Self.mostGroups, joint(after: end - 1) != .none,
                joint(after: end - 1) != .comma, groups[end].count <= 10
            else { return nil }
            number += digits(end..<end + 1)
            end += 1
        }
    }

    /// The kind of a number without country code and zero.
    private static func subscriberKind(_ digits: ArraySlice<UInt8>) -> PersonalData.Kind? {
        switch (digits.first, digits.count) {
        case (5, 9): .mobile
        case (7, 9): .landline
        case (let first?, 8) where areaDigits.contains(first): .landline
        default: nil
        }
    }

    private static let areaDigits: [UInt8] = [2, 3, 4, 8, 9]

    private func begins(_ index: Int, with prefix: [UInt8]) -> Bool {
        let start = groups[index].range.lowerBound
        return groups[index].count >= prefix.count
            && prefix.indices.allSatisfy { scan[start + $0].value & 0x0F == UInt32(prefix[$0]) }
    }

    private func isWord(_ range: Range<Int>) -> Bool { range.contains { groups[$0].isPartOfWord } }

    /// 1 for the opening bracket of `(050) 1234567`.
    private func bracket(before index: Int) -> Int {
        joint(after: index) == .bracket && scan[groups[index].range.lowerBound - 1] == "(" ? 1 : 0
    }
}
