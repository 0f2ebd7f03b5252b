/// What stands around a number and says how exact it is (domain.md 5.7): `כ-`, `~`, `בערך`, `מעל`, `לפחות`, `עד`.
struct NumberQualifier: Sendable, Equatable {
    /// On which side of the written number the true one lies.
    enum Bound: Sendable, Equatable {
        case atLeast, atMost, moreThan
    }

    var isApproximate = false
    var bound: Bound?
}

extension CellTokens {
    /// The words before a number, with the hyphen that ties them to it.
    mutating func takeQualifier() -> NumberQualifier {
        var qualifier = NumberQualifier(bound: takeBound())
        if qualifier.bound != nil { _ = takeHyphen() }
        if takeWord(in: Self.approximate) {
            qualifier.isApproximate = true
            _ = takeHyphen()
        } else if takeMark("~") || takeMark("≈") {
            qualifier.isApproximate = true
        }
        // No word for a number, a unit or a currency begins with this letter.
        if takePrefix("כ") { qualifier.isApproximate = true }
        return qualifier
    }

    /// The words that may also follow a number: `20 בערך`, `50 לפחות`, `50+`.
    mutating func takeTrailingQualifier(of qualifier: inout NumberQualifier) {
        if takeWord(in: Self.approximate) { qualifier.isApproximate = true }
        if qualifier.bound == nil, takeWord(in: ["לפחות", "ומעלה"]) || takeMark("+") { qualifier.bound = .atLeast }
    }

    private mutating func takeBound() -> NumberQualifier.Bound? {
        Self.bounds.first { takeWords($0.words) }?.bound
    }

    /// Folded, as are those below.
    private static let approximate: Set = ["בערכ", "לערכ", "בסביבות", "about", "approx", "approximately"]

    private static let bounds: [(words: [String], bound: NumberQualifier.Bound)] = [
        (["לפחות"], .atLeast), (["at", "least"], .atLeast),
        (["עד"], .atMost), (["up", "to"], .atMost),
        (["מעל"], .moreThan), (["יותר", "מ"], .moreThan), (["למעלה", "מ"], .moreThan), (["over"], .moreThan),
        (["more", "than"], .moreThan),
    ]
}
