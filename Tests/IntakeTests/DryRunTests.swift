import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

/// A file understood without being dropped, and the table to start from.
@Suite struct DryRunTests {
    private let folder: TemporaryDirectory
    private let dryRun: DryRun

    init() throws {
        folder = try TemporaryDirectory()
        dryRun = DryRun(lexicon: try Shipped.lexicon(), periodKind: .quarter, language: .hebrew)
    }

    private func settings() throws -> InboxSettings {
        InboxSettings(
            name: "elka-help",
            path: folder.path,
            organisation: try code("ORG-ELKA"),
            function: .help,
            settle: .seconds(2),
            rescan: .seconds(60),
            maxFileSize: 64 << 20
        )
    }

    @Test func `a file with nothing to tell is clean, and the folder stays as it was`() throws {
        let path = try folder.write("אשכול,פעילות,תאריך\nנגב מערבי,א,30/11/2015\n", to: "דוח.csv")
        let (receipt, isClean) = try dryRun.check(path: path, in: try settings())
        #expect(isClean)
        #expect(receipt.first == "דוח.csv: \(ReceiptWords(language: .hebrew).headline(.accepted))")
        #expect(folder.files(below: "") == ["דוח.csv"])
    }

    @Test func `a file with held rows says each reason, and how many`() throws {
        let path = try folder.write(
            "אשכול,פעילות,תאריך\nארצי,א,11/2015\nחיפה,ב,11/2015\nארצי,,11/2015\n",
            to: "דוח.csv"
        )
        let (receipt, isClean) = try dryRun.check(path: path, in: try settings())
        #expect(!isClean)
        for code in ["E-CLUSTER-UNKNOWN", "E-ACTIVITY-EMPTY"] { #expect(receipt.contains { $0.contains(code) }) }
        #expect(receipt.first?.hasSuffix(ReceiptWords(language: .hebrew).headline(.partly)) == true)
    }

    @Test func `a file that is refused counts nothing`() throws {
        let path = try folder.write("קניות,מחיר\n", to: "דוח.csv")
        let (receipt, isClean) = try dryRun.check(path: path, in: try settings())
        #expect(!isClean)
        #expect(receipt.contains { $0.contains("E-HEADER-NOT-FOUND") })
        #expect(receipt.first?.hasSuffix(ReceiptWords(language: .hebrew).headline(.rejected)) == true)
    }

    @Test func `a file that is not there is an error`() {
        #expect(throws: FolderError.self) { try dryRun.check(path: folder.path("nowhere"), in: try settings()) }
    }

    @Test(arguments: Language.allCases)
    func `the table to start from is itself a good report`(_ language: Language) throws {
        for unit in try Shipped.lexicon().registry.units {
            let content = ReportTemplate.csv(language: language, unit: unit.label[language], year: 2015)
            #expect(content.hasPrefix("\u{FEFF}"))
            let drop = try Drop(content)
            let report = try #require(drop.reports.first)
            #expect(drop.reports.count == 1 && drop.held.isEmpty)
            #expect(drop.reading.findings.isEmpty)
            #expect(report.unit == unit.code)
            #expect(report.forum?.rawValue == "FOR-WELFARE" && report.needs?.text == "NEED-12")
            #expect(report.status?.rawValue == "ONGOING")
            #expect(report.date.text == "2015-01")
            #expect(report.extra.isEmpty)
        }
    }
}
