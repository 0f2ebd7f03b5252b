import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

extension Drop {
    /// The file as the store would keep it, each activity being new.
    func recorded(
        name: String = "דוח.csv",
        filedAs: String? = nil,
        claim: String = "claim-1",
        in inbox: Inbox = Inbox()
    ) throws -> RecordedFile {
        var counts = RowCounts()
        counts.added = reports.count
        counts.held = held.count
        let isTakenIn = !reading.isRejected && !(reports.isEmpty && reading.assignmentNotes.isEmpty)
        return RecordedFile(
            id: 1,
            file: DroppedFile(
                inbox: "test",
                organisation: try code(inbox.organisation),
                function: inbox.function,
                claim: claim,
                name: name,
                filedAs: filedAs ?? "2015-12/\(name)",
                size: 0,
                receivedAt: Date(timeIntervalSince1970: 1_448_928_000)
            ),
            sha256: reading.sha256,
            outcome: isTakenIn ? (held.isEmpty ? .accepted : .partly) : .rejected,
            layout: reading.layout,
            counts: counts,
            earlier: nil,
            findings: reading.findings,
            heldRows: held,
            assignmentNotes: reading.assignmentNotes,
            mended: 0,
            isFiled: false
        )
    }
}

/// True when `text` holds the bytes of `part`. To Swift a letter with a mark on it is another letter; to a browser and
/// to a spreadsheet it is the letter, and then a mark.
func holds(_ text: String, _ part: String) -> Bool {
    Data(text.utf8).range(of: Data(part.utf8)) != nil
}
