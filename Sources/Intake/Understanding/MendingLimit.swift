internal import Accompaniment

/// How much one file may leave for its sender to mend or to read: receipt and to-fix file are made in memory, and nobody
/// mends tens of thousands of rows one by one. A file that leaves more is refused as a whole; so many rows have one cause.
struct MendingLimit {
    static let rows = 20_000
    static let notes = 1_000
    /// As ``Accompaniment/HeldRow/weight`` counts them.
    static let bytes = 24 << 20

    private var weight = 0
    private var held = Finding(.heldTooMany)
    private var noted = Finding(.notesTooMany)

    /// - Throws: ``FileRefusal`` where the row is one too many, with those of `findings` that held most rows.
    mutating func take(_ row: HeldRow, findings: [Finding]) throws {
        weight += row.weight
        held.add(row: row.row)
        guard held.count > Self.rows || weight > Self.bytes else { return }
        let causes = findings.filter { $0.severity == .hold }.sorted { $0.count > $1.count }
        throw FileRefusal(held, causes: Array(causes.prefix(5)))
    }

    /// - Parameter notes: All that the file has so far.
    /// - Throws: ``FileRefusal`` where they are too many.
    mutating func take(_ notes: [AssignmentNote]) throws {
        for note in notes.dropFirst(noted.count) {
            weight += note.text.utf8.count + (note.person?.utf8.count ?? 0)
            noted.add(row: note.row)
        }
        guard noted.count > Self.notes || weight > Self.bytes else { return }
        throw FileRefusal(noted)
    }
}

extension HeldRow {
    /// About how many bytes of memory the row takes, its reasons included: they are stored with each row.
    var weight: Int {
        let cells = cells.reduce(0) { $0 + 16 + $1.utf8.count }
        return findings.reduce(200 + cells) { sum, finding in
            let texts = [finding.written, finding.detail, finding.column?.heading]
            return sum + 250 + texts.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
        }
    }
}
