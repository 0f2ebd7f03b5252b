internal import Accompaniment
internal import Faults

/// What a sender gets back for one file, made from the store's record alone.
struct Papers: Sendable {
    let recorded: RecordedFile
    let toFix: ToFix?
    let receipt: [UInt8]

    init(_ recorded: RecordedFile, page: ReceiptPage, language: Language) throws {
        self.recorded = recorded
        toFix = ToFix(recorded, language: language)
        receipt = Array(try page.render(recorded, toFixName: toFix?.name).utf8)
    }

    /// - Parameters:
    ///   - own: The service's folder, in which files are made.
    ///   - name: That of the file where it is filed away.
    func write(from own: Directory, named name: String, receipts: Directory, toFix folder: Directory) throws {
        // The sender's group mends the one and reads the other.
        if let toFix {
            try makeWay(for: toFix.name, in: folder)
            try own.write(toFix.bytes, as: FileName(toFix.name), in: folder, mode: 0o660)
        }
        FaultPoint.toFixWritten.reach()
        try own.write(receipt, as: FileName("\(name).html"), in: receipts, mode: 0o640)
        FaultPoint.receiptWritten.reach()
    }

    /// A folder of that name, which only a sender can have made, and only since the name was chosen, gets another one.
    private func makeWay(for name: String, in folder: Directory) throws {
        guard try folder.status(FileName(name))?.kind == .folder else { return }
        var number = 2
        while try !folder.move(FileName(name), to: folder, as: FileName("\(name) (\(number))")) { number += 1 }
    }
}

/// Puts a recorded file away: its receipt, the rows to fix, and last the original.
///
/// Everything comes from the store's record, and every step gives the same result when it is done again, so that a crash
/// at any point is mended by doing all of it once more.
struct Filing {
    let layout: InboxLayout

    /// - Parameter original: Its name in the claim, where that is known.
    func fileAway(_ papers: Papers, original: FileName?) throws {
        let recorded = papers.recorded
        let place = recorded.file.filedAs.split(separator: "/", maxSplits: 1).map(String.init)
        guard place.count == 2 else { throw FolderError(message: "file \(recorded.id) has no place: \(place)") }
        let (month, name) = (place[0], place[1])
        try papers.write(
            from: layout.own,
            named: name,
            receipts: layout.folder("receipts", month: month),
            toFix: layout.folder("to-fix", month: nil)
        )
        try moveOriginal(original, of: recorded, month: month, name: name)
        FaultPoint.moved.reach()
    }

    /// The original leaves its claim byte for byte. Where the claim is empty or gone, that was done before a crash.
    private func moveOriginal(_ known: FileName?, of recorded: RecordedFile, month: String, name: String) throws {
        guard let claim = try layout.claims.existingDirectory(ClaimSlots.slot(of: recorded.file.claim)),
            let original = try known ?? FolderListing(claim).next(1).first,
            try known == nil || claim.status(original) != nil
        else { return }
        let folder = try layout.folder(recorded.outcome == .rejected ? "rejected" : "accepted", month: month)
        var number = 1
        while try !claim.move(original, to: folder, as: FileName(number == 1 ? name : "\(name) (\(number))")) {
            // Taken by a file that came from elsewhere: nothing is ever replaced.
            number += 1
        }
    }
}
