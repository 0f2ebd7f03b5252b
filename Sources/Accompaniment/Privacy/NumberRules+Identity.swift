// ID, account and vehicle numbers (domain.md 6.2).
extension NumberRules {
    /// 8 or 9 digits with a valid check digit, the last of them perhaps behind a dash.
    func idNumber(at index: Int) -> Match? {
        let count = groups[index].count
        if count == 8 || count == 9 {
            let digits = digits(index..<index + 1)
            if standsAlone(index), Self.hasIDCheckDigit(digits), !Self.isRound(digits), !Self.isDate(digits) {
                return Match(kind: .idNumber, groups: index..<index + 1)
            }
        }
        guard count == 7 || count == 8, joint(after: index) == .dash, groups[index + 1].count == 1,
            !isJoined(before: index, after: index + 1), isFree(index...index + 1),
            Self.hasIDCheckDigit(digits(index..<index + 2))
        else { return nil }
        return Match(kind: .idNumber, groups: index..<index + 2)
    }

    /// Bank, branch and account as `12-345-678901`.
    func bankAccount(at index: Int) -> Match? {
        guard groups[index].count == 2, isDash(joint(after: index)), groups[index + 1].count == 3,
            isDash(joint(after: index + 1)), (5...9).contains(groups[index + 2].count),
            !isJoined(before: index, after: index + 2), isFree(index...index + 2)
        else { return nil }
        return Match(kind: .bankAccount, groups: index..<index + 3)
    }

    /// `IL` and 21 digits, in groups or not, whose remainder by 97 is 1 (ISO 13616).
    func iban(at index: Int) -> Match? {
        let start = groups[index].range.lowerBound
        let lead = scan[start - 1] == " " ? 3 : 2
        guard scan[start - lead] == "i", scan[start - lead + 1] == "l", !scan[start - lead - 1].isLatin,
            !scan[start - lead - 1].isDigit, (2...21).contains(groups[index].count),
            let range = extended(index..<index + 1, by: 21 - groups[index].count, over: [.space, .dash]),
            !range.contains(where: { scan[groups[$0].range.upperBound].isLatin })
        else { return nil }
        let digits = digits(range)
        // The country and the check digits go to the end; I is 18 and L is 21.
        let remainder = (digits[2...] + [1, 8, 2, 1] + digits[..<2]).reduce(0) { ($0 * 10 + Int($1)) % 97 }
        return remainder == 1 ? Match(kind: .bankAccount, groups: range, lead: lead) : nil
    }

    /// `12-345-67` or `123-45-678`.
    func vehicle(at index: Int) -> Match? {
        guard joint(after: index) == .dash, joint(after: index + 1) == .dash,
            [[2, 3, 2], [3, 2, 3]].contains((index...index + 2).map { groups[$0].count }),
            !isJoined(before: index, after: index + 2), isFree(index...index + 2)
        else { return nil }
        return Match(kind: .vehicle, groups: index..<index + 3)
    }

    private func isDash(_ joint: DigitGroup.Joint) -> Bool { joint == .dash || joint == .looseDash }

    /// No part of a word, and no amount.
    func isFree(_ range: ClosedRange<Int>) -> Bool {
        !range.contains { groups[$0].isPartOfWord } && !isAmount(range)
    }

    /// The check digit of Israeli ID numbers: weights 1 and 2 in turn from the left of nine digits, digits of products
    /// added up, the sum divisible by 10. Shorter numbers lost zeros in front. Zero alone is nobody's.
    static func hasIDCheckDigit(_ digits: [UInt8]) -> Bool {
        guard digits.count <= 9, digits.contains(where: { $0 != 0 }) else { return false }
        var sum = 0
        for (position, digit) in digits.reversed().enumerated() {
            let product = Int(digit) * (position % 2 + 1)
            sum += product / 10 + product % 10
        }
        return sum % 10 == 0
    }

    /// Hundreds of thousands: `18000000` has a valid check digit and is an amount.
    static func isRound(_ digits: [UInt8]) -> Bool { digits.suffix(5).allSatisfy { $0 == 0 } }

    /// `20151130` or `30112015`: a tenth of all days have a valid check digit.
    private static func isDate(_ digits: [UInt8]) -> Bool {
        guard digits.count == 8 else { return false }
        let pairs = stride(from: 0, to: 8, by: 2).map { Int(digits[$0]) * 10 + Int(digits[$0 + 1]) }
        return isDate(century: pairs[0], year: pairs[1], month: pairs[2], day: pairs[3])
            || isDate(century: pairs[2], year: pairs[3], month: pairs[1], day: pairs[0])
    }

    private static func isDate(century: Int, year: Int, month: Int, day: Int) -> Bool {
        century == 20 && year < 50 && (1...12).contains(month) && (1...31).contains(day)
    }
}
