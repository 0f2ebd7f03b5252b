package import Accompaniment
internal import Foundation
internal import Glibc

/// Understands a file without claiming or recording anything, for `eshkold check`.
package struct DryRun: Sendable {
    private let understanding: FileUnderstanding
    private let text: ReceiptText

    package init(lexicon: Lexicon, periodKind: Period.Kind, language: Language) {
        understanding = FileUnderstanding(lexicon: lexicon, periodKind: periodKind, language: language)
        text = ReceiptText(lexicon: lexicon, language: language)
    }

    /// The receipt that the file would get in this inbox, as text. All good rows count as new, for the store is not
    /// asked.
    ///
    /// - Returns: The lines of the receipt, with the sender's own words as they are, control characters included; and
    ///   whether there is nothing to tell.
    /// - Throws: ``FolderError`` for a file that cannot be read.
    package func check(path: String, in inbox: InboxSettings) throws -> (receipt: [String], isClean: Bool) {
        let handle = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard handle >= 0 else { throw FolderError("cannot open", path: path) }
        let bytes = try FileBytes(OpenFile(handle: handle), stop: StopSignal())
        let name = URL(fileURLWithPath: path).lastPathComponent
        let file = DroppedFile(
            inbox: inbox.name,
            organisation: inbox.organisation,
            function: inbox.function,
            claim: "",
            name: FileName(name).shown,
            filedAs: FileName(name).shown,
            size: bytes.size,
            receivedAt: Date()
        )
        let rows = Rows()
        let reading = try understanding.read(file, from: bytes) { event in
            switch event {
            case .reports(let reports):
                rows.counts.added += reports.count
                rows.mends += reports.compactMap(\.mends)
                return reports
            case .held(let held): rows.held += held
            case .begin, .end, .abandon: break
            }
            return []
        }
        if reading.isRejected { (rows.counts, rows.held) = (RowCounts(), []) }
        (rows.counts.held, rows.counts.notRead) = (rows.held.count, reading.rowsNotRead)
        let recorded = RecordedFile(
            id: 0,
            file: file,
            sha256: reading.sha256,
            outcome: .init(rows.counts, notes: reading.assignmentNotes),
            layout: reading.layout,
            counts: rows.counts,
            earlier: nil,
            findings: reading.findings,
            heldRows: rows.held,
            assignmentNotes: reading.assignmentNotes,
            mended: Set(rows.held.compactMap(\.mends) + rows.mends).count,
            isFiled: false
        )
        return (text.render(recorded), !reading.findings.contains { $0.severity >= .warn })
    }

    private final class Rows {
        var counts = RowCounts()
        var held: [HeldRow] = []
        var mends: [HeldRowReference] = []
    }
}
