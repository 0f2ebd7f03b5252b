internal import Accompaniment

/// Puts a recorded file away: its receipt, the rows to fix, and last the original.
///
/// Everything comes from the store's record, and every step gives the same result when it is done again, so that a crash
/// at any point is mended by doing all of it once more.
struct Filing {
    private let layout: InboxLayout
    private let page: ReceiptPage

    init(layout: InboxLayout, page: ReceiptPage) {
        self.layout = layout
        self.page = page
    }

    func fileAway(_ recorded: RecordedFile) throws {
        let place = recorded.file.filedAs.split(separator: "/", maxSplits: 1).map(String.init)
        guard place.count == 2 else { throw FolderError(message: "file \(recorded.id) has no place: \(place)") }
        let (month, name) = (place[0], place[1])
        let toFix = ToFix(recorded)
        // The sender's group mends the one and reads the other.
        if let toFix {
            try layout.folder("to-fix", month: nil).write(toFix.bytes, as: FileName(toFix.name), mode: 0o660)
        }
        try layout.folder("receipts", month: month)
            .write(Array(page.render(recorded, toFixName: toFix?.name).utf8), as: FileName("\(name).html"), mode: 0o640)
        try moveOriginal(recorded, month: month, name: name)
    }

    /// The original leaves its claim byte for byte. Where the claim is empty, that was done before a crash.
    private func moveOriginal(_ recorded: RecordedFile, month: String, name: String) throws {
        let claim = try layout.claims.directory(recorded.file.claim)
        guard let original = try claim.names().first(where: { !$0.isTemporary }) else { return }
        let folder = try layout.folder(recorded.outcome == .rejected ? "rejected" : "accepted", month: month)
        var number = 1
        while try !claim.move(original, to: folder, as: FileName(number == 1 ? name : "\(name) (\(number))")) {
            // Taken by a file that came from elsewhere: nothing is ever replaced.
            number += 1
        }
    }
}
