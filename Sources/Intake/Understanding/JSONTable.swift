internal import Accompaniment
internal import Foundation

/// An activity document in JSON as rows of a table, so that one set of rules understands both (domain.md 5.3):
/// `{"schema": "eshkol-activity/1", "records": […]}` or a bare array, with English or Hebrew keys.
struct JSONTable {
    let headings: [String]
    let rows: [TableRow]
    let filePeriod: ActivityDate?

    /// - Throws: ``FileRefusal`` for text that is not JSON, another schema, or another organisation than the folder's.
    init(_ bytes: [UInt8], organisation: Code) throws {
        let document: Any
        do {
            document = try JSONSerialization.jsonObject(with: Data(bytes))
        } catch {
            throw FileRefusal(.fileUnreadable, isUnfinished: Self.isUnfinished(bytes))
        }
        let object = document as? [String: Any] ?? [:]
        guard let records = (document as? [Any] ?? object["records"] as? [Any]) as? [[String: Any]] else {
            throw FileRefusal(.headerNotFound)
        }
        if let schema = object["schema"] as? String, !schema.hasPrefix("eshkol-activity/1") {
            throw FileRefusal(.fileUnreadable, detail: "eshkol-activity/1")
        }
        if let stated = object["organisation"] as? String, stated != organisation.rawValue {
            throw FileRefusal(.fileUnreadable, detail: organisation.rawValue)
        }
        guard !records.isEmpty else { throw FileRefusal(.fileEmpty) }
        filePeriod = (object["period"] as? String).flatMap(DateText.parse)
        let headings = Set(records.flatMap(\.keys)).sorted()
        self.headings = headings
        rows = records.enumerated().map { index, record in
            TableRow(number: index + 1, cells: headings.map { Self.text(record[$0]) })
        }
    }

    /// True when the text ends inside a string, a list or an object.
    private static func isUnfinished(_ bytes: [UInt8]) -> Bool {
        var depth = 0
        var (isString, isEscaped) = (false, false)
        for byte in bytes {
            if isString {
                if !isEscaped, byte == UInt8(ascii: "\"") { isString = false }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            } else {
                switch byte {
                case UInt8(ascii: "\""): isString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
            }
        }
        return isString || depth > 0
    }

    /// A value as it would stand in a cell: a list is its elements with commas between.
    private static func text(_ value: Any?) -> String {
        switch value {
        case let text as String: text
        case let list as [Any]: list.map { text($0) }.joined(separator: ",")
        case let number as NSNumber: number.stringValue
        default: ""
        }
    }
}
