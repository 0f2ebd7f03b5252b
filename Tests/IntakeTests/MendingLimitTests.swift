import Accompaniment
import Testing

@testable import Intake

/// How much a file may leave to be mended: receipt and to-fix file are made in memory.
@Suite struct MendingLimitTests {
    private static let header = "אשכול,פעילות,תאריך\n"

    @Test func `rows of one letter without end are refused as a whole, with the first of them and their cause`() throws
    {
        let drop = try Drop(Self.header + "ארצי,א,11/2015\n" + String(repeating: "x\n", count: MendingLimit.rows + 1))
        #expect(drop.reading.isRejected)
        #expect(drop.codes == ["E-ACTIVITY-EMPTY", "E-CLUSTER-UNKNOWN", "E-DATE-UNREADABLE", "E-HELD-TOO-MANY"])
        let finding = try #require(drop.reading.findings.first)
        #expect(finding.code == .heldTooMany)
        #expect(finding.rows == Array(3...22))
        #expect(drop.held.count <= MendingLimit.rows && drop.lots.allSatisfy { $0 <= 256 })
    }

    @Test func `what is refused leaves no file to mend, and its receipt names the cause`() throws {
        let drop = try Drop(Self.header + String(repeating: Self.wideRow, count: 200))
        let recorded = try drop.recorded()
        #expect(recorded.outcome == .rejected)
        let receipt = ReceiptText(lexicon: try Shipped.lexicon(), language: .hebrew).render(recorded)
        #expect(receipt.contains { $0.contains(FindingCode.heldTooMany.text.problem.he) })
        #expect(receipt.contains { $0.contains(FindingCode.clusterUnknown.text.problem.he) })
    }

    /// One row of 10,000 cells weighs as much as a hundred small ones.
    static let wideRow = "x" + String(repeating: ",", count: 10_000) + "y\n"

    @Test func `a few rows of very many cells count like many rows`() throws {
        let many = try Drop(Self.header + String(repeating: Self.wideRow, count: 200))
        #expect(many.reading.isRejected && many.reading.findings.first?.code == .heldTooMany)
        let few = try Drop(Self.header + String(repeating: Self.wideRow, count: 20))
        #expect(!few.reading.isRejected && few.held.count == 20)
    }

    @Test func `a row more than the limit is one too many`() throws {
        var limit = MendingLimit()
        for row in 1...MendingLimit.rows { try limit.take(HeldRow(row: row, cells: [], findings: []), findings: []) }
        #expect(throws: FileRefusal.self) { try limit.take(HeldRow(row: 1, cells: [], findings: []), findings: []) }
    }

    @Test func `notes on who accompanies whom are bounded too`() throws {
        let header = "אשכול,פעילות,תאריך,הערה\n"
        let note = "נגב מערבי,,,סיימה תפקידה\n"
        let some = try Drop(header + String(repeating: note, count: MendingLimit.notes))
        #expect(!some.reading.isRejected && some.reading.assignmentNotes.count == MendingLimit.notes)
        let many = try Drop(header + String(repeating: note, count: MendingLimit.notes + 1))
        #expect(many.reading.isRejected && many.codes == ["E-NOTES-TOO-MANY"])
        #expect(many.reading.findings.first?.rows.first == 2)
        #expect(many.reading.assignmentNotes.isEmpty)
    }

    @Test func `notes in blocks are bounded`() throws {
        let blocks = String(repeating: "אשכול בית הכרם,דפנה לירמן (סיימה תפקידה)\n", count: MendingLimit.notes + 1)
        let drop = try Drop("סיכום פעילות 2015\n" + blocks)
        #expect(drop.reading.isRejected && drop.codes == ["E-NOTES-TOO-MANY"])
    }
}
