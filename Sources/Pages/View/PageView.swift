/// What stands on a page: the values of the templates, each ready to be read in one language.
///
/// Not reported is never 0: a cell of it has a sign and a word of its own.
struct PageView {
    /// Not a part of a template, which would be taken apart letter by letter.
    let style = pageStyle
    let lang: String
    let dir: String
    let title: String
    /// Above the heading: what kind of page it is.
    let kicker: String
    let heading: String
    let period: String
    /// Who may see it, what is counted, when it was made, from how many files.
    let facts: [Fact]
    let alerts: [Alert]
    let summary: Summary?
    /// Pages of other periods, where one address shows several.
    var choices: Choices?
    /// What can be fetched beside the page.
    var downloads: Choices?
    let sections: [Section]
    let definitions: [Definition]
    let hasDefinitions: Bool
    let footer: [String]
    let words: Words

    struct Fact {
        let name: String
        let text: String
    }

    struct Alert {
        let kind: Tone
        let sign: String
        let text: String
    }

    struct Summary {
        let summaryTitle: String
        let items: [Tile]
    }

    struct Choices {
        let choicesTitle: String
        let links: [Link]
    }

    struct Link {
        let text: String
        let address: String
        /// The one that is shown.
        let isCurrent: Bool
    }

    /// A figure of the catalogue that the page shows.
    struct Reference {
        let code: String
    }

    struct Definition {
        let code: String
        let question: String
        let formula: String
    }

    struct Words {
        let contents: String
        let definitions: String
        /// Before a code, for those who hear the page.
        let definition: String
        let definitionsNote: String
    }
}

/// What a value says beside itself; always with a sign or a word, never by colour alone. The name of a CSS class.
enum Tone: String, CustomStringConvertible {
    case none, good, warn, bad, absent

    var description: String { rawValue }

    var sign: String? {
        switch self {
        case .none, .absent: nil
        case .good: "✓"
        case .warn: "!"
        case .bad: "✗"
        }
    }
}

/// A large number.
struct Tile {
    struct Detail {
        let text: String
        let sign: String?
    }

    let name: String
    let value: String
    var kind = Tone.none
    /// Empty within a section, which leads to the definition itself.
    var codes: [PageView.Reference] = []
    /// Of how many.
    var of: String?
    /// In percent.
    var meter: Int?
    var detail: Detail?
}

/// A part of a page about one question: its sentence, and what shows it, in the order of the properties.
struct Section {
    let anchor: String
    let title: String
    let q: [PageView.Reference]
    /// Over both columns.
    var isWide: Bool?
    /// What one sees, in one sentence.
    var headline: String?
    var explain: String?
    /// What stands there instead where there is nothing.
    var note: String?
    var tiles: Items<Tile>?
    var stages: Rows<ServiceRow>?
    var bars: Rows<Bar>?
    var chips: Items<PageView.Alert>?
    var table: Table?
    var remark: String?

    init(_ anchor: String, _ title: String, _ codes: [String], isWide: Bool = false) {
        self.anchor = anchor
        self.title = title
        q = codes.map(PageView.Reference.init)
        self.isWide = isWide ? true : nil
    }
}

struct Items<Item> {
    let items: [Item]
}

struct Rows<Row> {
    let rows: [Row]
}

/// A service on its way.
struct ServiceRow {
    struct Step {
        /// The name of a CSS class.
        enum State: String, CustomStringConvertible {
            case done, now, ahead

            var description: String { rawValue }
        }

        let name: String
        let kind: State
        let sign: String
        let isNow: Bool
        let spokenState: String
    }

    let name: String
    let stageText: String
    let kind: Tone
    /// `nil` for what is on its way no more.
    let track: Items<Step>?
    let detail: String?
}

/// A length beside its number.
struct Bar {
    struct Word {
        let text: String
        let kind: Tone
        let sign: String?
    }

    let name: String
    let text: String
    /// `absent`: there is nothing to measure against.
    var kind = Tone.none
    var percent: Int?
    var word: Word?
}
