/// Identifiers, contact details and named beneficiaries inside a text (domain.md 6.2).
///
/// None of them belongs into an activity report. The rules look at digits and words alone, so a number of nine digits
/// with a valid check digit counts as an ID number whatever it was meant to be; dates, amounts with their unit,
/// decimals and grouped numbers do not. Direction marks inside a number and digits of other scripts make no difference.
package enum PersonalData {
    package enum Kind: String, CaseIterable, Sendable {
        /// An Israeli ID number with a valid check digit.
        case idNumber
        case mobile
        /// A landline or VoIP number.
        case landline
        case email
        /// An Israeli account number with bank and branch, or an IBAN.
        case bankAccount
        case vehicle
        /// The name of a person who is cared for. A row with one is held and not stored; masking is for what is shown.
        case beneficiary

        /// What stands in the stored text in place of the value. No rule finds anything in it.
        package var mask: String {
            switch self {
            case .idNumber: "[הוסר מספר זהות]"
            case .mobile, .landline: "[הוסר מספר טלפון]"
            case .email: "[הוסרה כתובת דוא\"ל]"
            case .bankAccount: "[הוסר מספר חשבון בנק]"
            case .vehicle: "[הוסר מספר רכב]"
            case .beneficiary: "[הוסר שם של מקבל שירות]"
            }
        }
    }

    /// Where in a text which kind of personal data stands. Never holds the value itself.
    package struct Find: Hashable, Sendable {
        package let kind: Kind
        package let range: Range<String.Index>
    }

    /// All personal data in `text`, in the order of the text, without overlaps. Linear in the length of the text; a
    /// text without digits, mail signs and cue words costs one pass over its bytes.
    package static func finds(in text: String) -> [Find] {
        claims(in: text).map { claim in
            let start = text.utf8.index(text.startIndex, offsetBy: claim.bytes.lowerBound)
            let end = text.utf8.index(start, offsetBy: claim.bytes.count)
            return Find(kind: claim.kind, range: start..<end)
        }
    }

    /// `text` with a mask in place of each find, and the kinds that were masked; `nil` for a clean text. A masked text
    /// is clean.
    package static func masked(_ text: String) -> (text: String, kinds: Set<Kind>)? {
        let claims = claims(in: text)
        guard !claims.isEmpty else { return nil }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var copied = 0
        for claim in claims {
            result += bytes[copied..<claim.bytes.lowerBound]
            result += claim.kind.mask.utf8
            copied = claim.bytes.upperBound
        }
        result += bytes[copied...]
        return (String(decoding: result, as: UTF8.self), Set(claims.map(\.kind)))
    }

    private static func claims(in text: String) -> [ScannedText.Claim] {
        let suspicion = suspicion(text.utf8Span.span)
        if suspicion.isEmpty { return [] }
        var scan = ScannedText(text)
        // Addresses first: their local part may be a number. Each rule sees nothing of what was claimed before it, as
        // if it were masked already; that is what makes a masked text clean.
        if suspicion.contains(.words) { MailRule.apply(to: &scan) }
        if suspicion.contains(.numbers) { NumberRules.apply(to: &scan) }
        if suspicion.contains(.words) { BeneficiaryRule.apply(to: &scan) }
        return scan.claims.sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
    }
}
