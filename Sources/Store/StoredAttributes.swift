internal import Accompaniment
internal import Foundation
internal import GRDB

/// The column `attributes` of an activity: what SQL asks of it, and how its texts are changed in their place.
extension Attributes {
    /// - Returns: `nil` for what could not be attributes.
    init?(stored: DatabaseValue) {
        guard let data = Data.fromDatabaseValue(stored) else { return nil }
        self.init(bytes: data.span)
    }

    var stored: Data { Data(bytes) }

    /// With what `change` makes of each text; without those of which it makes nothing.
    private func changed(_ change: (Attribute, String) throws -> String?) rethrows -> Attributes {
        var changed = self
        try forEach { field in
            guard field.storage == .text else { return }
            let text = text(field)
            let now = try change(field.attribute, text)
            if now != text { changed[field.attribute] = now.map { .text($0) } }
        }
        return changed
    }

    /// 1 for what can be read.
    static let areReadable = DatabaseFunction("attributes_readable", argumentCount: 1, pure: true) { values in
        Attributes(stored: values[0]) != nil
    }

    /// What stays when the words of a sender go; codes, numbers and dates do. Who helps and oversees the same cluster is
    /// counted still.
    static let withoutWords = DatabaseFunction("attributes_without_words", argumentCount: 1, pure: true) { values in
        Attributes(stored: values[0])?.changed { attribute, text in
            switch attribute {
            case .outcome, .notes, .achievementText, .difficulties, .nextSteps, .written, .extra: nil
            case .escort, .escortOthers: PersonKey.pseudonym(of: text)
            // Names of authorities stay words where the registry lists none.
            case .authorities: text.utf8.allSatisfy(\.isOfCodes) ? text : nil
            default: text
            }
        }.stored
    }

    /// With what `replace` makes of the words of a sender.
    ///
    /// - Throws: `DatabaseError` where they cannot be read.
    func replacingWords(_ replace: (Attribute, String) -> String) throws -> Attributes {
        try changed { attribute, text in
            switch attribute {
            case .escort, .outcome, .notes, .achievementText, .difficulties, .nextSteps, .externalId, .serviceName:
                return replace(attribute, text)
            case .authorities: return text.utf8.allSatisfy(\.isOfCodes) ? text : replace(attribute, text)
            case .written, .extra:
                // Most hold none and are not read: what has no escape in it says its words as they are.
                guard text.utf8.contains(UInt8(ascii: "\\")) || replace(attribute, text) != text else {
                    return text
                }
                let words = try StoredJSON.read(text, as: [String: String].self)
                let replaced = words.sorted { $0.key < $1.key }.map {
                    (replace(attribute, $0.key), replace(attribute, $0.value))
                }
                // Two headings that were but different names are one now.
                let joined = Dictionary(replaced, uniquingKeysWith: { "\($0), \($1)" })
                return joined == words ? text : try StoredJSON.write(joined)
            default: return text
            }
        }
    }
}

extension Attributes.Value {
    /// As people are shown it.
    var text: String {
        switch self {
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .decimal(let number): "\(number)"
        }
    }
}

extension UInt8 {
    /// Of the alphabet of codes, or between two of them.
    fileprivate var isOfCodes: Bool {
        switch self {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
