internal import Accompaniment

/// The file as a whole cannot be taken in; the finding says why, to its sender.
struct FileRefusal: Error {
    let finding: Finding
    /// The file ends in the middle of something: the rest may still come.
    let isUnfinished: Bool

    init(_ code: FindingCode, detail: String? = nil, row: Int? = nil, isUnfinished: Bool = false) {
        finding = Finding(code, detail: detail, row: row)
        self.isUnfinished = isUnfinished
    }
}
