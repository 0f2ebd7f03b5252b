import Accompaniment
import Testing

/// Findings, and how they are gathered.
@Suite struct FindingTests {
    @Test(arguments: [
        (0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"),
    ])
    func `a column has the letters of a spreadsheet`(_ index: Int, _ letters: String) {
        #expect(Finding.Column(index: index, heading: "תאריך").letters == letters)
    }

    @Test func `what was written is shortened to sixty characters`() {
        let long = String(repeating: "א", count: 61)
        #expect(Finding(.valueUnknown, written: long).written == String(repeating: "א", count: 60) + "…")
        #expect(Finding(.valueUnknown, written: String(long.dropLast())).written == String(long.dropLast()))
    }

    @Test func `a finding about the file has no rows`() {
        let finding = Finding(.headerNotFound)
        #expect(finding.rows.isEmpty && finding.count == 0)
        #expect(Finding(.activityEmpty, row: 7).rows == [7])
    }

    @Test func `rows with the same cause are one finding`() {
        var log = FindingLog()
        let column = Finding.Column(index: 1, heading: "אשכול")
        for row in 2...4 { log.add(Finding(.clusterUnknown, column: column, written: "חיפה", row: row)) }
        log.add(Finding(.clusterUnknown, column: column, written: "עכו", row: 5))
        log.add(Finding(.clusterUnknown, column: Finding.Column(index: 2, heading: "אשכול"), written: "חיפה", row: 6))
        log.add(Finding(.fuzzyMatch, column: column, written: "חיפה", row: 7))
        log.add(Finding(.clusterUnknown, column: column, written: "חיפה", detail: "שמות", row: 8))
        #expect(log.findings.map(\.rows) == [[2, 3, 4], [5], [6], [7], [8]])
        #expect(log.findings.map(\.count) == [3, 1, 1, 1, 1])
    }

    @Test func `the position of a finding takes further rows`() {
        var log = FindingLog()
        log.add(Finding(.columnUnused))
        let position = log.add(Finding(.valueUnknown, written: "מה"))
        for row in 1...30 { log.again(position, row: row) }
        #expect(log.add(Finding(.valueUnknown, written: "מה")) == position)
        #expect(log.findings[position].rows == Array(1...20))
        #expect(log.findings[position].count == 30)
    }

    @Test func `a file with ever new causes fills no memory, and every row is counted`() {
        var log = FindingLog()
        log.add(Finding(.columnUnused, row: 1))
        for row in 1...3000 { log.add(Finding(.valueUnknown, written: "מילה \(row)", row: row)) }
        #expect(log.findings.count == 500)
        let counted = log.findings.filter { $0.code == .valueUnknown }.reduce(0) { $0 + $1.count }
        #expect(counted == 3000)
        #expect(log.findings.allSatisfy { $0.rows.count <= 20 })
    }

    @Test func `after the bound a code that was not met before is still said once`() {
        var log = FindingLog()
        for row in 1...600 { log.add(Finding(.valueUnknown, written: "מילה \(row)", row: row)) }
        log.add(Finding(.activityEmpty, row: 601))
        log.add(Finding(.activityEmpty, written: "", row: 602))
        #expect(log.findings.count == 501)
        #expect(log.findings.last?.code == .activityEmpty)
        #expect(log.findings.last?.rows == [601, 602])
    }
}

/// The words of every finding.
@Suite struct FindingCatalogueTests {
    @Test(arguments: FindingCode.allCases)
    func `every finding has its texts in both languages`(_ finding: FindingCode) {
        for label in [finding.text.problem, finding.text.remedy].compactMap(\.self) {
            #expect(label.he.unicodeScalars.contains { (0x05D0...0x05EA).contains($0.value) })
            #expect(!label.en.isEmpty && label.en.utf8.allSatisfy { $0 < 0x80 })
            #expect(label[.hebrew] == label.he && label[.english] == label.en)
        }
    }

    @Test(arguments: FindingCode.allCases)
    func `no Hebrew text holds a Latin word but the name of a file type`(_ finding: FindingCode) {
        for text in [finding.text.problem.he, finding.text.remedy?.he].compactMap(\.self) {
            let latin = text.split { !$0.isASCII || !$0.isLetter }
            #expect(latin.allSatisfy { ["CSV", "UTF", "JSON"].contains($0) }, "\(text)")
        }
    }

    @Test(arguments: FindingCode.allCases)
    func `the first letter of a code is its severity`(_ finding: FindingCode) {
        #expect(Code(rawValue: finding.rawValue) != nil)
        switch finding.rawValue.first {
        case "E": #expect(finding.severity >= .hold)
        case "W": #expect(finding.severity == .warn)
        default: #expect(finding.severity == .info)
        }
    }

    @Test(arguments: FindingCode.allCases)
    func `whatever holds a row or refuses a file says what to do`(_ finding: FindingCode) {
        #expect(finding.severity < .hold || finding.text.remedy != nil)
    }

    @Test func `severities are ordered from information to refusal`() {
        #expect([Finding.Severity.reject, .info, .hold, .warn].sorted() == [.info, .warn, .hold, .reject])
    }
}
