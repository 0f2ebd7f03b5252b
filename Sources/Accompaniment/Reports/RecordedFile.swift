package import Foundation

/// A file as the store keeps it: all that its receipt says comes from here, so that a receipt written after a crash
/// is the receipt that was due before it.
package struct RecordedFile: Sendable {
    package enum Outcome: String, Sendable {
        /// Every row was taken in.
        case accepted = "ACCEPTED"
        /// Some rows were taken in, some are held.
        case partly = "PARTLY"
        /// Nothing could be taken in.
        case rejected = "REJECTED"
        /// The same bytes came before from the same organisation.
        case duplicate = "DUPLICATE"

        /// Of a file that is no duplicate: an assignment note is something taken in, too.
        package init(_ counts: RowCounts, notes: [AssignmentNote]) {
            if counts.takenIn == 0 && notes.isEmpty {
                self = .rejected
            } else {
                self = counts.held == 0 ? .accepted : .partly
            }
        }
    }

    /// The file that had the same bytes before.
    package struct Earlier: Sendable {
        package var id: Int64
        package var name: String
        package var receivedAt: Date

        package init(id: Int64, name: String, receivedAt: Date) {
            self.id = id
            self.name = name
            self.receivedAt = receivedAt
        }
    }

    package var id: Int64
    package var file: DroppedFile
    package var sha256: [UInt8]
    package var outcome: Outcome
    package var layout: TableLayout?
    package var counts: RowCounts
    package var earlier: Earlier?
    package var findings: [Finding]
    package var heldRows: [HeldRow]
    package var assignmentNotes: [AssignmentNote]
    /// Rows of earlier files that waited for their sender, and do so no more because they came back in this one.
    package var mended: Int
    /// False until original, receipt and to-fix are in their places.
    package var isFiled: Bool

    package init(
        id: Int64,
        file: DroppedFile,
        sha256: [UInt8],
        outcome: Outcome,
        layout: TableLayout?,
        counts: RowCounts,
        earlier: Earlier?,
        findings: [Finding],
        heldRows: [HeldRow],
        assignmentNotes: [AssignmentNote],
        mended: Int,
        isFiled: Bool
    ) {
        self.id = id
        self.file = file
        self.sha256 = sha256
        self.outcome = outcome
        self.layout = layout
        self.counts = counts
        self.earlier = earlier
        self.findings = findings
        self.heldRows = heldRows
        self.assignmentNotes = assignmentNotes
        self.mended = mended
        self.isFiled = isFiled
    }
}

/// What became of the rows of a file. They add up to the rows that it had.
package struct RowCounts: Codable, Hashable, Sendable {
    /// Activities that were not known before.
    package var added = 0
    /// Activities known before, now with other content.
    package var revised = 0
    /// Activities known before, with the same content.
    package var unchanged = 0
    /// Rows that wait for the sender.
    package var held = 0
    /// Rows that hold something and are no activity: totals, the headings once more.
    package var notRead = 0

    package init() {}

    /// Everything that the file tells and that the store now holds.
    package var takenIn: Int { added + revised + unchanged }
    package var total: Int { takenIn + held + notRead }
}
