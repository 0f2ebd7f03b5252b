import Foundation
import Testing

@testable import Daemon

@Suite struct TerminalTests {
    /// The lines of a table, the header without the emphasis that it has on a terminal.
    private func lines(_ header: [String], _ rows: [[String]]) -> [String] {
        Terminal.table(header, rows).replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "")
            .components(separatedBy: "\n")
    }

    @Test func `columns are as wide as their widest cell`() {
        let lines = lines(["ID", "INBOX", "ROWS"], [["1", "elka", "12"], ["1000", "urbanics-oversight", "7"]])
        #expect(
            lines == [
                "ID    INBOX               ROWS",
                "1     elka                12",
                "1000  urbanics-oversight  7",
            ]
        )
    }

    @Test func `a table without rows is its header`() {
        #expect(lines(["ID", "INBOX"], []) == ["ID  INBOX"])
    }

    @Test func `an empty cell keeps its place`() {
        let lines = lines(["A", "B", "C"], [["x", "", "z"]])
        #expect(lines == ["A  B  C", "x     z"])
    }

    @Test(arguments: ["", "  "])
    func `an empty or indented first cell keeps its place`(cell: String) {
        let lines = lines(["KEY", "VALUE"], [["state", "/a"], [cell, "/b"]])
        #expect(lines == ["KEY    VALUE", "state  /a", "       /b"])
    }

    @Test func `Hebrew letters count as one each, with their points`() {
        let lines = lines(["NAME", "ROWS"], [["דוח.csv", "1"], ["שָׁלוֹם", "2"]])
        #expect(lines == ["NAME     ROWS", "דוח.csv  1", "שָׁלוֹם     2"])
    }

    @Test func `a control character in a cell cannot break the table`() {
        let lines = lines(["NAME", "ROWS"], [["a\nb\u{1B}[2J", "1"], ["c\r\nd", "2"]])
        #expect(lines == ["NAME     ROWS", "a?b?[2J  1", "c??d     2"])
    }

    @Test(arguments: [
        ("report.csv", "report.csv"), ("דוח רבעוני.csv", "דוח רבעוני.csv"), ("", ""),
        ("a\u{1B}[31mb", "a?[31mb"), ("a\nb", "a?b"), ("a\r\nb", "a??b"), ("a\tb", "a?b"), ("a\u{0}b", "a?b"),
        ("a\u{7}b", "a?b"), ("a\u{8}b", "a?b"), ("a\u{7F}b", "a?b"),
        // The one-byte form of ESC [, in the second block of controls.
        ("a\u{9B}31mb", "a?31mb"), ("a\u{85}b", "a?b"),
    ])
    func `what a terminal would obey is shown as a question mark`(text: String, shown: String) {
        #expect(Terminal.visible(text) == shown)
    }

    @Test func `an instant is shown in the time of this machine, and none as a dash`() throws {
        let components = DateComponents(year: 2015, month: 12, day: 13, hour: 9, minute: 46, second: 40)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .current
        let date = try #require(calendar.date(from: components))
        #expect(Terminal.instant(date) == "2015-12-13 09:46:40")
        #expect(Terminal.instant(nil) == "-")
    }
}
