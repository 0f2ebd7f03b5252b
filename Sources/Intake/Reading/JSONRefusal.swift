/// A place in a text file, both counted from 1. A column is a Unicode scalar, so that one Hebrew letter is one column
/// however many bytes it takes.
struct TextPlace: Equatable, Sendable {
    var line: Int
    var column: Int
}

/// A JSON document that is not taken in, and the place that says why (RFC 8259; domain.md 5.3).
struct JSONRefusal: Error, Equatable {
    let reason: Reason
    let line: Int
    let column: Int

    init(_ reason: Reason, at place: TextPlace) {
        self.reason = reason
        line = place.line
        column = place.column
    }

    /// The file ends in the middle of something: the rest may still come.
    var isUnfinished: Bool { reason == .unfinished }

    enum Reason: String, Error, Sendable {
        /// The text ends before everything is closed.
        case unfinished
        /// Twice the same key in one object: parsers disagree on which one counts.
        case duplicateKey
        /// `NaN`, `Infinity`, `None`, `True`, a key without quotes.
        case bareWord
        /// Half of a UTF-16 pair, written as an escape: no letter.
        case loneSurrogate
        /// A line end, a tab or another control character within a string.
        case controlCharacter
        /// A backslash before something that JSON has no escape for.
        case badEscape
        case leadingZero
        case malformedNumber
        /// More than 64 digits.
        case numberTooLong
        /// Bytes that are no letter in UTF-8.
        case invalidUTF8
        /// More than 32 lists and objects, each within the other.
        case tooDeep
        /// A record of more than 1 MiB; or as much beside the records. The place is where it begins.
        case recordTooLarge
        /// More than 1024 different keys in all records together.
        case tooManyKeys
        /// A key of more than 1024 bytes.
        case keyTooLong
        /// Another document behind the first one, and not an object on a line of its own.
        case secondDocument
        /// Something behind the end of the document.
        case trailingBytes
        case comment
        case trailingComma
        case singleQuote
        /// Anything else that cannot stand where it stands.
        case unexpectedCharacter
        /// An object of which `records` is no list.
        case noRecords
        /// A member of the list of records that is no object.
        case notARecord
        /// A `schema` other than `eshkol-activity/1` and its minor versions.
        case unknownSchema
        /// `organisation` or `period` behind the records, which were understood without it.
        case keyAfterRecords
    }
}
