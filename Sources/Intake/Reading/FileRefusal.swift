internal import Accompaniment

/// The file as a whole cannot be taken in; the finding says why, to its sender.
struct FileRefusal: Error {
    let finding: Finding

    init(_ code: FindingCode, detail: String? = nil, row: Int? = nil) {
        finding = Finding(code, detail: detail, row: row)
    }
}
