import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

/// The receipt that a sender opens in a browser: domain.md 5.8.
@Suite struct ReceiptPageTests {
    private static let header = "אשכול,מלווה,פעילות,תאריך\n"

    private func page(
        _ recorded: RecordedFile,
        language: Language = .hebrew,
        toFixName: String? = nil
    ) throws -> String {
        try ReceiptPage(lexicon: Shipped.lexicon(), language: language).render(recorded, toFixName: toFixName)
    }

    @Test(arguments: Language.allCases)
    func `it says how many activities were taken in, are held, and were in the file`(_ language: Language) throws {
        let rows = (1...37).map { "\($0 <= 24 ? "ארצי" : "חיפה"),,פעילות \($0),11/2015" }
        let recorded = try Drop(Self.header + rows.joined(separator: "\n")).recorded()
        let page = try page(recorded, language: language, toFixName: "דוח.csv")
        let words = ReceiptWords(language: language)
        for number in ["24", "13", "37"] { #expect(holds(page, ">\(number)<")) }
        #expect(holds(page, words.headline(.partly)))
        #expect(holds(page, "to-fix/דוח.csv"))
        #expect(holds(page, FindingCode.clusterUnknown.text.problem[language]))
        #expect(try holds(page, #require(FindingCode.clusterUnknown.text.remedy)[language]))
    }

    @Test(arguments: [(Language.hebrew, "rtl", "he"), (.english, "ltr", "en")])
    func `it runs in the direction of its language`(_ language: Language, _ direction: String, _ code: String) throws {
        let page = try page(try Drop(Self.header + "ארצי,,א,11/2015\n").recorded(), language: language)
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(holds(page, "<html lang=\"\(code)\" dir=\"\(direction)\">"))
        #expect(holds(page, "charset=\"utf-8\""))
    }

    @Test func `it asks nothing of any other place, and runs nothing`() throws {
        let recorded = try Drop(example: "urbanics-2015.json", in: Drop.Inbox(organisation: "ORG-URBANICS")).recorded()
        let page = try page(recorded, toFixName: "urbanics-2015.json.csv").lowercased()
        for foreign in [
            "http://", "https://", "<script", "javascript:", "src=", "href=", "@import", "url(", "<iframe", "onload",
        ] {
            #expect(!holds(page, foreign), "\(foreign)")
        }
        #expect(holds(page, "default-src 'none'"))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<\u{0301}script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
        "'\"&<>",
        "{{title}}{{{title}}}", "</bdi></p><h1>",
    ])
    func `whatever a sender wrote is text, never markup`(_ text: String) throws {
        let cell = "\"\(text.replacing("\"", with: "\"\""))\""
        let content = "אשכול,פעילות,תאריך,סטטוס,\(cell)\n\(cell),א,\(cell),\(cell),\(cell)\nארצי,א,11/2015,\(cell),\n"
        var recorded = try Drop(content).recorded(name: "\(text.replacing("/", with: "_")).csv")
        recorded.earlier = RecordedFile.Earlier(id: 1, name: text, receivedAt: Date())
        recorded.assignmentNotes = [AssignmentNote(row: 1, unit: .national, status: .new, text: text, person: text)]
        #expect(recorded.findings.contains { $0.written?.contains("alert") == text.contains("alert") })
        let page = try page(recorded, toFixName: recorded.file.name)
        for markup in ["<script", "<img", "<svg", "<\u{0301}", "'\"&<>", "</bdi></p><h1>"] {
            #expect(!holds(page, markup), "\(markup)")
        }
        // What the template does not know is written by the sender, and is shown as such.
        if text.contains("{{") { #expect(holds(page, "{{title}}")) }
    }

    @Test(arguments: [
        (RecordedFile.Outcome.accepted, "✓"), (.partly, "!"), (.rejected, "✗"), (.duplicate, "✓"),
    ])
    func `the outcome is said in words and with a mark, not by colour alone`(
        _ outcome: RecordedFile.Outcome,
        _ mark: String
    ) throws {
        var recorded = try Drop(Self.header + "ארצי,,א,11/2015\n").recorded()
        recorded.outcome = outcome
        let page = try page(recorded)
        #expect(holds(page, ReceiptWords(language: .hebrew).headline(outcome)))
        #expect(holds(page, ">\(mark)<"))
    }

    @Test func `each finding says where: the rows, the column letter and its heading`() throws {
        let drop = try Drop(Self.header + "ארצי,,א,31/11/2015\nארצי,,ב,31/11/2015\nארצי,,ג,31/11/2015\n")
        let page = try page(try drop.recorded(), toFixName: "דוח.csv")
        #expect(holds(page, "שורות 2, 3, 4"))
        #expect(holds(page, ">D<"))
        #expect(holds(page, ">תאריך<"))
        #expect(holds(page, "31/11/2015"))
    }

    @Test(arguments: [
        ("2015-11", "נספר ב־11/2015", "Counted in 11/2015"),
        ("2015-Q4", "נספר ברבעון 4, 2015", "Counted in quarter 4, 2015"), ("2015", "נספר בשנת 2015", "Counted in 2015"),
    ])
    func `where a general date counts is said in good language`(_ period: String, _ hebrew: String, _ english: String) {
        let finding = Finding(.periodChosen, detail: period)
        #expect(ReceiptWords(language: .hebrew).advice(finding).first == hebrew)
        #expect(ReceiptWords(language: .english).advice(finding).first == english)
    }

    @Test(arguments: FindingCode.allCases, Language.allCases)
    func `what a colon announces stands behind it, and what was understood before what to do`(
        _ code: FindingCode,
        _ language: Language
    ) {
        let lines = ReceiptWords(language: language).advice(Finding(code, detail: "2015"))
        let remedy = code.text.remedy?[language]
        #expect(lines.count == (remedy == nil ? 1 : 2) && lines.last?.hasSuffix(":") == false)
        #expect(remedy == nil || lines.contains { $0 == remedy })
        if remedy?.hasSuffix(":") == false { #expect(lines.last == remedy) }
    }

    @Test func `a file that cannot be read says why and counts nothing`() throws {
        let page = try page(try Drop("קניות,מחיר\nחלב,6\n").recorded())
        #expect(holds(page, FindingCode.headerNotFound.text.problem.he))
        #expect(!holds(page, "<ul class=\"counts\">"))
    }

    @Test func `the same record gives the same page`() throws {
        let recorded = try Drop(example: "elka-2015.csv").recorded()
        #expect(try page(recorded) == page(recorded))
    }
}
