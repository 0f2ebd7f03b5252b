internal import Accompaniment

extension FileRefusal {
    /// - Parameter language: Of the sender, to whom the place and the reason are told.
    init(_ refusal: JSONRefusal, _ language: Language) {
        switch refusal.reason {
        case .invalidUTF8: self.init(.encodingLost)
        case .noRecords, .notARecord: self.init(.headerNotFound)
        default:
            let reason = refusal.reason.words[language]
            let place =
                language == .hebrew
                ? "שורה \(refusal.line), תו \(refusal.column): " : "line \(refusal.line), character \(refusal.column): "
            self.init(.documentInvalid, detail: place + reason, isUnfinished: refusal.isUnfinished)
        }
    }
}

extension JSONRefusal.Reason {
    fileprivate var words: Label {
        switch self {
        case .unfinished: Label(he: "המסמך נקטע באמצע", en: "the document ends in the middle")
        case .duplicateKey: Label(he: "אותו שם שדה מופיע פעמיים", en: "the same key stands twice in one object")
        case .bareWord: Label(he: "מילה בלי מירכאות", en: "a word without quotation marks")
        case .loneSurrogate, .badEscape, .controlCharacter:
            Label(he: "תו שאינו מותר בתוך טקסט", en: "a character or escape that a text cannot hold")
        case .leadingZero, .malformedNumber, .numberTooLong: Label(he: "מספר שאינו תקין", en: "a malformed number")
        case .tooDeep: Label(he: "יותר מדי רמות זו בתוך זו", en: "too many levels, one within the other")
        case .recordTooLarge: Label(he: "הרשומה גדולה מדי", en: "the record is too large")
        case .tooManyKeys, .keyTooLong: Label(he: "יותר מדי שמות שדות", en: "too many keys, or one that is too long")
        case .secondDocument, .trailingBytes:
            Label(he: "משהו נוסף אחרי סוף המסמך", en: "something more behind the end of the document")
        case .comment: Label(he: "הערה, שאינה מותרת ב־JSON", en: "a comment, which JSON does not have")
        case .trailingComma: Label(he: "פסיק מיותר", en: "a comma too many")
        case .singleQuote: Label(he: "גרש במקום מירכאות", en: "an apostrophe in place of a quotation mark")
        case .unknownSchema: Label(he: "גרסה אחרת מ־eshkol-activity/1", en: "another schema than eshkol-activity/1")
        case .keyAfterRecords: Label(he: "שדה של המסמך אחרי הרשומות", en: "a key of the document behind the records")
        case .invalidUTF8, .noRecords, .notARecord, .unexpectedCharacter:
            Label(he: "תו שאינו במקומו", en: "a character that cannot stand here")
        }
    }
}
