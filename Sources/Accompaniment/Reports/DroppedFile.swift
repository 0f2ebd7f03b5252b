package import Foundation

/// A file that has been claimed from an inbox: what is known before a byte of it is read.
package struct DroppedFile: Sendable {
    /// Name of the inbox in the configuration.
    package var inbox: String
    package var organisation: Code
    package var function: Function
    /// Identifies the claim for its whole life, over restarts; what stands before the `/` is its folder below
    /// `.eshkold/claims`.
    package var claim: String
    /// The sender's name of the file. Names carry people's names: never logged, never pushed (domain.md 5.2).
    package var name: String
    /// Where it is filed away, below `accepted/` or `rejected/`: `2026-11/NAME`. Receipt and to-fix follow from it.
    package var filedAs: String
    /// In bytes.
    package var size: Int
    package var receivedAt: Date

    package init(
        inbox: String,
        organisation: Code,
        function: Function,
        claim: String,
        name: String,
        filedAs: String,
        size: Int,
        receivedAt: Date
    ) {
        self.inbox = inbox
        self.organisation = organisation
        self.function = function
        self.claim = claim
        self.name = name
        self.filedAs = filedAs
        self.size = size
        self.receivedAt = receivedAt
    }
}

/// What reading a dropped file found out about it as a whole, once its last byte is read.
package struct FileReading: Sendable {
    /// 32 bytes, of the file as it was dropped; zeros where it was not read.
    package var sha256 = [UInt8](repeating: 0, count: 32)
    package var layout: TableLayout?
    package var assignmentNotes: [AssignmentNote] = []
    /// Rows that hold something and are no activity: totals, the headings once more.
    package var rowsNotRead = 0
    package var findings: [Finding] = []
    /// True when the file as a whole could not be read; no row of it counts.
    package var isRejected = false
    /// True when the file ends in the middle of something: nothing of it counts until it was waited for long enough.
    package var isUnfinished = false

    package init() {}
}

/// How the table was recognised; shown in the receipt so that the sender sees what was assumed (domain.md 5.2).
package struct TableLayout: Codable, Hashable, Sendable {
    package enum Shape: String, Codable, Sendable {
        /// A header row and one activity a row.
        case table = "TABLE"
        /// A unit with its escort on one row, all its activities in a cell of the next (domain.md 3.4).
        case blocks = "BLOCKS"
        case json = "JSON"
    }

    package var shape: Shape
    package var encoding: String
    /// `nil` for JSON.
    package var delimiter: String?
    /// Row of the header in the spreadsheet; `nil` where there is none.
    package var headerRow: Int?
    /// The sender's own headings, in their order: the columns of the to-fix file.
    package var headings: [String]
    /// The time that the file as a whole reports on, as a date that the reader of dates understands.
    package var period: String?
    /// The place of a title row, in words.
    package var unit: String?

    package init(
        shape: Shape,
        encoding: String,
        delimiter: String?,
        headerRow: Int?,
        headings: [String],
        period: String?,
        unit: String?
    ) {
        self.period = period
        self.unit = unit
        self.shape = shape
        self.encoding = encoding
        self.delimiter = delimiter
        self.headerRow = headerRow
        self.headings = headings
    }
}

/// A row that is not taken in until its sender mends it.
package struct HeldRow: Sendable {
    package var row: Int
    /// The sender's own cells, in their order.
    package var cells: [String]
    /// Why: each of severity hold.
    package var findings: [Finding]
    /// The held row that this one was, when it came back from its sender unmended.
    package var mends: HeldRowReference?

    package init(row: Int, cells: [String], findings: [Finding], mends: HeldRowReference? = nil) {
        self.row = row
        self.cells = cells
        self.findings = findings
        self.mends = mends
    }
}

/// By what a held row is known when it comes back: written into the first column of the to-fix file, as `#12-3`.
package struct HeldRowReference: Hashable, Sendable, CustomStringConvertible {
    /// Number of the file in the store.
    package var file: Int64
    /// Which of its held rows, from 1.
    package var position: Int

    package init(file: Int64, position: Int) {
        self.file = file
        self.position = position
    }

    /// From a text that ends with one; `nil` where it does not.
    package init?(endOf text: String) {
        let tail = text.utf8.reversed().drop { $0 == UInt8(ascii: " ") }.prefix(40)
        guard let mark = tail.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        let text = String(decoding: tail[..<mark].reversed(), as: UTF8.self)
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let file = Int64(parts[0]), let position = Int(parts[1]), file > 0, position > 0
        else { return nil }
        self.init(file: file, position: position)
    }

    package var description: String { "#\(file)-\(position)" }
}

/// What a remark about who accompanies a unit tells of one person: «סיימה תפקידה – גל מ"מ» makes two (domain.md 5.3,
/// field 53). A proposal for the registry, which nobody but its operator changes.
package struct AssignmentNote: Codable, Hashable, Sendable {
    package var row: Int
    package var unit: Code
    package var status: Code
    /// The whole remark.
    package var text: String
    /// As written; `nil` where nobody is named.
    package var person: String?
    /// On which it came about; `nil` where the remark says none.
    package var day: CalendarDay?

    package init(
        row: Int,
        unit: Code,
        status: Code,
        text: String,
        person: String? = nil,
        day: CalendarDay? = nil
    ) {
        self.row = row
        self.unit = unit
        self.status = status
        self.text = text
        self.person = person
        self.day = day
    }
}

/// The steps of taking in a batch of files, in their order: for each file a beginning, its rows, and an end.
///
/// Intake produces them while it reads; the store consumes them inside one transaction. Whoever stops in the middle
/// leaves nothing behind.
package enum IntakeEvent: Sendable {
    case begin(DroppedFile)
    case reports([ActivityReport])
    case held([HeldRow])
    case end(FileReading)
    /// The file changed under the reader: nothing of it is kept, and it settles again.
    case abandon
}
