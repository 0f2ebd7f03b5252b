internal import Accompaniment

/// The file as a whole cannot be taken in; the finding says why, to its sender.
struct FileRefusal: Error {
    let finding: Finding
    /// What of its rows led to it.
    let causes: [Finding]
    /// The file ends in the middle of something: the rest may still come.
    let isUnfinished: Bool

    init(_ code: FindingCode, detail: String? = nil, row: Int? = nil, isUnfinished: Bool = false) {
        finding = Finding(code, detail: detail, row: row)
        causes = []
        self.isUnfinished = isUnfinished
    }

    init(_ finding: Finding, causes: [Finding] = []) {
        self.finding = finding
        self.causes = causes
        isUnfinished = false
    }
}
