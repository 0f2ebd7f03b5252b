import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

/// Putting a recorded file away. Done twice, as after a crash, it must come to the same.
@Suite struct FilingTests {
    private let folder: TemporaryDirectory
    private let layout: InboxLayout
    private let filing: Filing

    init() throws {
        folder = try TemporaryDirectory()
        layout = try InboxLayout(path: folder.path, known: nil)
        filing = Filing(layout: layout)
    }

    /// Makes the papers of a file and puts it away, as after a crash: without knowing its name in the claim.
    private func fileAway(_ recorded: RecordedFile) throws {
        let page = try ReceiptPage(lexicon: Shipped.lexicon(), language: .hebrew)
        try filing.fileAway(Papers(recorded, page: page, language: .hebrew), original: nil)
    }

    private static let header = "אשכול,פעילות,תאריך\n"
    private static let partly = header + "ארצי,א,11/2015\nחיפה,ב,11/2015\n"

    /// Lays `content` into a claim, as the inbox does, and records it.
    private func claim(_ content: String, as claim: String, filedAs: String) throws -> RecordedFile {
        _ = try layout.claims.directory(claim)
        try folder.write(content, to: ".eshkold/claims/\(claim)/דוח.csv")
        return try Drop(content).recorded(filedAs: filedAs, claim: claim)
    }

    /// Every file that a sender sees, with its content.
    private func snapshot() throws -> [String: String] {
        var files: [String: String] = [:]
        for name in folder.files(below: "") { files[name] = try folder.read(name) }
        return files
    }

    @Test func `original, receipt and rows to fix lie in their places`() throws {
        try fileAway(try claim(Self.partly, as: "c1", filedAs: "2015-12/דוח.csv"))
        let files = try snapshot()
        #expect(
            files.keys.sorted() == ["accepted/2015-12/דוח.csv", "receipts/2015-12/דוח.csv.html", "to-fix/דוח.csv"]
        )
        #expect(files["accepted/2015-12/דוח.csv"] == Self.partly)
        #expect(files["receipts/2015-12/דוח.csv.html"]?.contains("to-fix/דוח.csv") == true)
        #expect(files["to-fix/דוח.csv"]?.contains("חיפה") == true)
        #expect(try FolderListing(layout.claims.directory("c1")).next(1).isEmpty)
    }

    @Test(arguments: [partly, header + "ארצי,א,11/2015\n", "קניות,מחיר\n"])
    func `filing twice gives the same files`(_ content: String) throws {
        let recorded = try claim(content, as: "c1", filedAs: "2015-12/דוח.csv")
        try fileAway(recorded)
        let once = try snapshot()
        try fileAway(recorded)
        #expect(try snapshot() == once)
    }

    @Test(arguments: 0...2)
    func `filing that broke off is finished by doing it again`(_ steps: Int) throws {
        let recorded = try claim(Self.partly, as: "c1", filedAs: "2015-12/דוח.csv")
        let page = try ReceiptPage(lexicon: Shipped.lexicon(), language: .hebrew)
        let toFix = try #require(ToFix(recorded, language: .hebrew))
        if steps > 0 {
            let folder = try layout.folder("to-fix", month: nil)
            try layout.own.write(toFix.bytes, as: FileName(toFix.name), in: folder, mode: 0o660)
        }
        if steps > 1 {
            let receipt = Array(try page.render(recorded, toFixName: toFix.name).utf8)
            let folder = try layout.folder("receipts", month: "2015-12")
            try layout.own.write(receipt, as: FileName("דוח.csv.html"), in: folder, mode: 0o640)
        }
        try fileAway(recorded)
        #expect(folder.files(below: "").count == 3)
        #expect(try folder.read("accepted/2015-12/דוח.csv") == Self.partly)
    }

    @Test func `a file in which nothing could be taken lies with the rejected`() throws {
        try fileAway(try claim("קניות,מחיר\n", as: "c1", filedAs: "2015-12/דוח.csv"))
        #expect(
            folder.files(below: "") == ["receipts/2015-12/דוח.csv.html", "rejected/2015-12/דוח.csv"]
        )
    }

    @Test func `an original never replaces a file that lies in its place`() throws {
        let recorded = try claim(Self.partly, as: "c1", filedAs: "2015-12/דוח.csv")
        _ = try layout.folder("accepted", month: "2015-12")
        try folder.write("זר", to: "accepted/2015-12/דוח.csv")
        try fileAway(recorded)
        let accepted = folder.files(below: "accepted/2015-12")
        #expect(accepted.count == 2)
        #expect(try folder.read("accepted/2015-12/דוח.csv") == "זר")
        #expect(try accepted.map { try folder.read("accepted/2015-12/\($0)") }.contains(Self.partly))
    }

    @Test func `what was planted under the name of a receipt is replaced, and what it points to is not touched`() throws
    {
        let elsewhere = try TemporaryDirectory()
        try elsewhere.write("of another", to: "target")
        let recorded = try claim(Self.partly, as: "c1", filedAs: "2015-12/דוח.csv")
        for planted in ["receipts/2015-12/דוח.csv.html", "to-fix/דוח.csv"] {
            _ = try layout.folder("receipts", month: "2015-12")
            try FileManager.default.createSymbolicLink(
                atPath: folder.path(planted),
                withDestinationPath: elsewhere.path("target")
            )
        }
        try fileAway(recorded)
        #expect(try elsewhere.read("target") == "of another")
        #expect(try folder.read("to-fix/דוח.csv").contains("חיפה"))
        #expect(try folder.read("receipts/2015-12/דוח.csv.html").contains("<html"))
    }

    @Test func `a folder that was made in the place of the rows to fix gives way`() throws {
        let recorded = try claim(Self.partly, as: "c1", filedAs: "2015-12/דוח.csv")
        _ = try layout.folder("to-fix", month: nil)
        for planted in ["דוח.csv", "דוח.csv (2)"] {
            try folder.folder("to-fix/\(planted)")
            try folder.write("שלי", to: "to-fix/\(planted)/x")
        }
        try fileAway(recorded)
        #expect(try folder.read("to-fix/דוח.csv").contains("חיפה"))
        #expect(try folder.read("to-fix/דוח.csv (3)/x") == "שלי")
        #expect(try folder.read("to-fix/דוח.csv (2)/x") == "שלי")
        #expect(folder.files(below: "accepted") == ["2015-12/דוח.csv"])
    }

    @Test func `two files of the same name in one month lie side by side`() throws {
        try fileAway(try claim(Self.partly, as: "c1", filedAs: "2015-12/דוח.csv"))
        try fileAway(try claim(Self.partly, as: "c2", filedAs: "2015-12/דוח (2).csv"))
        #expect(folder.files(below: "to-fix") == ["דוח (2).csv", "דוח.csv"])
        #expect(folder.files(below: "accepted/2015-12") == ["דוח (2).csv", "דוח.csv"])
    }
}
