internal import Accompaniment

/// Remarks about who accompanies a unit: «סיימה תפקידה», «גל מ"מ», «5 חודשים בתפקיד» (domain.md 2.18).
enum AssignmentText {
    /// What happened to whom.
    struct Event: Hashable {
        let status: Code
        /// As written; `nil` where nobody is named.
        var person: String?
        /// Where the remark says one.
        let day: CalendarDay?
    }

    /// A longer text is something else, in bytes; and more than so many things are told in no remark.
    private static let longest = 400
    private static let most = 4

    /// Each thing that `text` tells: «סיימה תפקידה – גל מ"מ» is the end of one and the beginning of another.
    ///
    /// - Parameter escort: Whom it is about where it names nobody; of several people nobody knows which.
    /// - Returns: None for a text about something else.
    static func events(of text: String, about escort: String? = nil) -> [Event] {
        guard text.utf8.count <= longest else { return [] }
        let words = Word.all(in: text)
        var events = words.split(whereSeparator: \.isSeparator).flatMap { clauses(Array($0)) }.compactMap(event)
        // «תפקיד: מלווה; סיום: 30/11/2015» makes sense as a whole alone.
        if events.isEmpty, let whole = event(words.filter { !$0.isSeparator }) { events = [whole] }
        let only = escort.flatMap { People.none.names(inCell: $0).count == 1 ? $0 : nil }
        return events.prefix(most).map { event in
            var event = event
            if event.status != .acting { event.person = event.person ?? only }
            return event
        }
    }

    /// What stands in the cell of an escort beside a name: «דפנה לירון (סיימה תפקידה)», «דפנה לירון – סיימה תפקידה»,
    /// «גל מ"מ».
    ///
    /// - Returns: `nil` for a cell with nothing but names, and where what is left would lose one of them.
    static func besideEscort(_ text: String) -> (name: String, remark: String)? {
        guard text.utf8.count <= longest else { return nil }
        let (named, remark) = bracketed(text)
        if let remark { return events(of: remark).isEmpty || named.isEmpty ? nil : (named, remark) }
        let words = Word.all(in: text)
        if let dash = words.firstIndex(where: \.isDash) {
            let remark = words[(dash + 1)...]
            guard dash > 0, event(Array(words[..<dash])) == nil, let told = event(Array(remark)), told.person == nil
            else { return nil }
            return (joined(words[..<dash]), joined(remark))
        }
        guard let last = words.last, last.isActing || places.contains(last.key), let told = event(words),
            told.status == .acting, let name = told.person, People.none.names(inCell: text).count == 1
        else { return nil }
        return (name, text)
    }

    /// «אשכול בית הכרם (סיימה תפקידה)» into what stands before the brackets and what stands in them.
    static func bracketed(_ text: String) -> (title: String, remark: String?) {
        guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return (text, nil) }
        let remark = String(text[text.index(after: open)...].dropLast()).trimming([" "])
        return (String(text[..<open]).trimming([" "]), remark.isEmpty ? nil : remark)
    }

    private struct Word {
        let written: Substring
        /// Folded, without the marks around it.
        let key: Substring

        var isDash: Bool { ["-", "–", "—"].contains(written) }
        var isSeparator: Bool { isDash || [";", ",", "|"].contains(written) }
        var isActing: Bool { acting.contains(key) }
        /// It speaks of the role, or of what became of it.
        var isAboutRole: Bool {
            isActing || [role, ended, begun, standingIn, places].contains { $0.contains(key) }
        }

        /// Words, and each mark that separates what is told as a word of its own.
        static func all(in text: String) -> [Word] {
            var text = Folding.display(text)
            for mark in [";", ",", "|", "–", "—", "\n"] {
                text = text.replacing(mark, with: mark == "\n" ? " ; " : " \(mark) ")
            }
            return text.split(separator: " ").map { written in
                let key = Folding.key(String(written)).drop { marks.contains($0) }
                let end = key.lastIndex { !marks.contains($0) }.map { key.index(after: $0) } ?? key.startIndex
                return Word(written: written, key: key[..<end])
            }
        }

        private static let marks: Set<Character> = ["(", ")", ":", ".", "/", "!", "?"]
    }

    /// «סיימה תפקידה ומחליפה אותה גל» without a mark between the two: what stands behind the role is told of the next one.
    private static func clauses(_ words: [Word]) -> [[Word]] {
        guard words.contains(where: { ended.contains($0.key) }),
            let end = words.firstIndex(where: { role.contains($0.key) }),
            words[(end + 1)...].contains(where: \.isActing)
        else { return [words] }
        return [Array(words[...end]), Array(words[(end + 1)...])]
    }

    private static func event(_ words: [Word]) -> Event? {
        guard !words.contains(where: { negations.contains($0.key) }), let status = status(words) else { return nil }
        // «שנתיים בתפקיד» names nobody.
        let person = isTimeInRole(words) ? nil : person(words, isActing: status == .acting)
        return Event(status: status, person: person, day: day(words))
    }

    private static func status(_ words: [Word]) -> Code? {
        let keys = words.map(\.key)
        let speaksOfRole = keys.contains { role.contains($0) }
        if speaksOfRole, keys.contains(where: { ended.contains($0) }) { return .ended }
        if let place = keys.indices.first(where: { place in
            acting.contains(keys[place])
                || standingIn.contains(keys[place]) && place + 1 < keys.count && places.contains(keys[place + 1])
        }) {
            // «מ"מ ראש העיר» accompanies nobody.
            let next = keys[(place + 1)...].first { !places.contains($0) }
            return next.map(offices.contains) == true ? nil : .acting
        }
        if isTimeInRole(words) || speaksOfRole && keys.contains(where: { begun.contains($0) }) {
            return .new
        }
        return nil
    }

    private static func isTimeInRole(_ words: [Word]) -> Bool { DateText.monthsInRole(joined(words[...])) != nil }

    /// Who is spoken of: what stands before the words about the role, or else behind those about who stands in.
    private static func person(_ words: [Word], isActing: Bool) -> String? {
        if let name = name(words.prefix { !$0.isAboutRole }) { return name }
        guard isActing, let last = words.lastIndex(where: \.isAboutRole) else { return nil }
        let rest = words[(last + 1)...].drop { ["אותה", "אותו"].contains($0.key) }
        // «מחליפה את דפנה» names who is gone.
        return rest.first?.key == "את" ? nil : name(rest)
    }

    private static func name(_ words: ArraySlice<Word>) -> String? {
        guard (1...3).contains(words.count), let first = words.first, !nobody.contains(first.key),
            words.allSatisfy({ !$0.key.isEmpty && !$0.isSeparator && !$0.written.contains(where: \.isNumber) })
        else { return nil }
        let name = joined(words).trimming([":", ".", "(", ")", " "])
        // «לאחר החגים», «השבוע», «נובמבר».
        return DateText.isNoDate(name) || DateText.parse(name) != nil ? nil : name
    }

    private static func day(_ words: [Word]) -> CalendarDay? {
        words.lazy.compactMap { word -> CalendarDay? in
            let date = DateText.parse(String(word.written.drop { !$0.isNumber }).trimming([")", "."]))?.date
            return date?.precision == .day ? date?.to : nil
        }.first
    }

    private static func joined(_ words: ArraySlice<Word>) -> String { words.map(\.written).joined(separator: " ") }

    /// Folded, as are those below.
    private static let role: Set<Substring> = ["תפקיד", "תפקידה", "תפקידו", "בתפקיד", "לתפקיד", "התפקיד"]
    private static let ended: Set<Substring> = ["סיימ", "סיימה", "מסיימ", "מסיימת", "עזב", "עזבה", "סיומ"]
    private static let begun: Set<Substring> = ["התחיל", "התחילה", "נכנס", "נכנסה", "חדש", "חדשה", "החל", "החלה"]
    private static let acting: Set<Substring> = [
        "ממ", "מחליפ", "מחליפה", "ומחליפ", "ומחליפה", "במקומה", "במקומו",
    ]
    /// With one of ``places`` behind it.
    private static let standingIn: Set<Substring> = ["ממלא", "ממלאת", "במילוי"]
    private static let places: Set<Substring> = ["מקומ", "מקומה", "מקומו"]
    private static let negations: Set<Substring> = ["לא", "טרמ", "אינה", "אינו", "עדיינ"]
    /// Whoever stands in for these is no escort.
    private static let offices: Set<Substring> = [
        "ראש", "ראשת", "מנכל", "מנכלית", "יור", "סגנ", "סגנית", "מנהל", "מנהלת", "גזבר", "גזברית", "מזכיר", "מזכירת",
    ]
    /// Words that stand where a name could.
    private static let nobody: Set<Substring> = [
        "המלווה", "מלווה", "המלוה", "מלוה", "היועצ", "היועצת", "היא", "הוא", "כיומ", "כרגע", "גמ", "כבר", "מאז", "את",
        "עובד", "עובדת", "אינ", "יש", "בסופ", "בתחילת", "באמצע", "במהלכ", "לאחרונה", "מזמנ",
    ]
}

extension AssignmentNote {
    init(_ event: AssignmentText.Event, in remark: String, row: Int, unit: Code) {
        self.init(row: row, unit: unit, status: event.status, text: remark, person: event.person, day: event.day)
    }
}
