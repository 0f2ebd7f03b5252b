internal import Accompaniment
internal import Foundation
internal import Mustache

/// The page in `receipts/` that names what lies in the inbox and was not taken in, why, and what its sender can do. It is
/// there only while there is something to say.
struct WaitingPage {
    /// Read when the first one is written, once.
    private static let template = Result { try MustacheTemplate(string: waitingTemplate) }
    private let words: WaitingWords
    /// What the page says at present; `nil` where that is not known.
    private var shown: [WaitingItem]?

    /// More than anybody reads; the rest is a number.
    private static let rows = 100

    init(language: Language) {
        words = WaitingWords(language: language)
    }

    /// Makes the page say this, in the order of names; removes it where there is nothing to say.
    ///
    /// - Throws: ``FolderError``.
    mutating func show(_ items: [WaitingItem], in layout: InboxLayout) throws {
        let items = items.sorted { ($0.name, $0.reason.rawValue) < ($1.name, $1.reason.rawValue) }
        guard items != shown else { return }
        let folder = try layout.folder("receipts", month: nil)
        let name = FileName(words.fileName)
        if items.isEmpty {
            try folder.remove(name)
        } else {
            try layout.own.write(Array(try render(items).utf8), as: name, in: folder, mode: 0o640)
        }
        shown = items
    }

    /// Lets the page be written again, for a folder that may be another one.
    mutating func forget() {
        shown = nil
    }

    private func render(_ items: [WaitingItem]) throws -> String {
        try Self.template.get().render([
            "style": pageStyle,
            "language": words.language.rawValue,
            "direction": words.language.direction,
            "title": words.title,
            "explanation": words.explanation,
            "items": items.prefix(Self.rows).map { item in
                [
                    "name": escaped(item.name),
                    "since": words.since(item.since),
                    "problem": words.problem(item.reason),
                    "remedy": words.remedy(item.reason),
                ]
            },
            "more": items.count > Self.rows ? words.more(items.count - Self.rows) : "",
            "footer": words.footer,
        ])
    }
}

/// The words of the page: for a reader who keeps spreadsheets, not servers.
private struct WaitingWords {
    let language: Language

    var fileName: String { say("לא נקלטו עדיין.html", "Not taken in yet.html") }
    var title: String { say("קבצים שעדיין לא נקלטו", "Not taken in yet") }
    var explanation: String {
        say(
            "הקבצים שלמטה נמצאים בתיקייה אבל לא נקלטו. ליד כל אחד כתוב למה, ומה אפשר לעשות.",
            "These lie in the folder and were not taken in. Each says why, and what you can do."
        )
    }
    var footer: String {
        say(
            "דף זה מתעדכן מעצמו, ונעלם כשאין קבצים שממתינים.",
            "This page keeps itself up to date, and goes away when nothing waits."
        )
    }

    func since(_ date: Date) -> String { say("מאז ", "Since ") + PlainInstant.text(date, language) }

    func more(_ count: Int) -> String { say("ועוד \(count).", "And \(count) more.") }

    func problem(_ reason: WaitingReason) -> String {
        switch reason {
        case .settling: say("הקובץ עדיין משתנה.", "The file is still changing.")
        case .open: say("הקובץ פתוח בתוכנה.", "The file is open in a program.")
        case .incomplete: say("הקובץ לא הגיע בשלמותו: חסר סופו.", "The file did not arrive whole: its end is missing.")
        case .notReadable: say("אין לנו הרשאה לקרוא את הקובץ.", "We are not allowed to read the file.")
        case .link: say("זהו קיצור דרך ולא קובץ.", "This is a link, not a file.")
        case .folder:
            say("זוהי תיקייה. קבצים בתוך תיקיות אינם נקראים.", "This is a folder. Files in folders are not read.")
        case .special: say("זה אינו קובץ רגיל.", "This is not an ordinary file.")
        }
    }

    func remedy(_ reason: WaitingReason) -> String {
        switch reason {
        case .settling: say("המתינו שההעתקה תסתיים.", "Wait for the copy to end.")
        case .open: say("סגרו את הקובץ באקסל או בכל תוכנה אחרת.", "Close it in Excel or whatever has it open.")
        case .incomplete: say("העתיקו את הקובץ לכאן שוב, מעל הקיים.", "Copy it here again, over this one.")
        case .notReadable:
            say(
                "מחקו אותו והעתיקו אותו לכאן שוב; אם זה חוזר, פנו למי שמנהל את התיקייה.",
                "Delete it and copy it here again; if that does not help, ask whoever runs the folder."
            )
        case .link: say("העתיקו לכאן את הקובץ עצמו.", "Copy the file itself here.")
        case .folder:
            say("העתיקו את הקבצים עצמם ישירות לתיקייה הראשית.", "Copy the files themselves into the main folder.")
        case .special: say("מחקו אותו.", "Delete it.")
        }
    }

    private func say(_ hebrew: String, _ english: String) -> String { language == .hebrew ? hebrew : english }
}

/// As that of a receipt: every `{{{…}}}` but the style is escaped before it comes here, by scalars.
private let waitingTemplate = """
    <!DOCTYPE html>
    <html lang="{{language}}" dir="{{direction}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <main>
    <div class="result warn"><div class="mark" aria-hidden="true">!</div>
    <div><h1>{{title}}</h1><p>{{explanation}}</p></div></div>
    {{#items}}<div class="finding">
    <p class="place"><bdi>{{{name}}}</bdi></p>
    <p>{{problem}} {{remedy}}</p>
    <p class="written">{{since}}</p>
    </div>
    {{/items}}
    <p>{{more}}</p>
    <footer>{{footer}}</footer>
    </main>
    </body>
    </html>
    """
