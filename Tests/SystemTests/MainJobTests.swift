import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

/// The activity of 2015, from the folder to the office's page.
@Suite(.timeLimit(.minutes(3)))
struct MainJobTests {
    @Test func `the files of 2015 end in the store, in receipts and at the office`() async throws {
        let office = try await RunningOffice()
        let installation = try Installation(officeURL: office.url)
        try installation.dropExamples()
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try installation.isQuiet(files: 6) })

        try await rowsOfElka(installation)
        #expect(try installation.count("help_activity") == 33)
        #expect(try installation.count("oversight_activity") == 1)
        #expect(try installation.count("held_row") == 1)
        #expect(try installation.count("finding WHERE code = 'E-FUNCTION-MIXED'") == 1)
        #expect(try installation.count("assignment_note") == 3)
        try receipts(installation)
        try await summary(installation, office)

        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    /// Each of the 27 rows of `elka-2015.csv`, as codes.
    private func rowsOfElka(_ installation: Installation) async throws {
        let file = try installation.store { db in
            try Int.fetchOne(db, sql: "SELECT id FROM dropped_file WHERE name = 'elka-2015.csv'")
        }
        let rows = try await installation.exported().filter { $0["file_id"] == file.map { "\($0)" } }.map { row in
            let dates = "\(row["date_from", default: "-"])/\(row["date_to", default: "-"])"
            return ["unit", "status", "need_codes"].map { row[$0, default: "-"] } + [dates]
                + ["forum", "frequency"].map { row[$0, default: "-"] }
        }
        // Four rows say exactly what the other layout of the same activities said before.
        #expect(rows.count == 23)
        let year = "2015-01-01/2015-12-31"
        #expect(rows.first == ["WEST-NEGEV", "PLANNED", "NEED-10 NEED-11", "2015-12-01/2015-12-31", "-", "-"])
        #expect(rows.contains(["WEST-NEGEV", "ONGOING", "NEED-12", year, "FOR-SPED", "-"]))
        #expect(rows.contains(["EAST-NEGEV", "UNKNOWN", "NEED-11", year, "COM-STEER-CLUSTER", "4-6/1-YEAR"]))
        #expect(rows.contains(["EAST-NEGEV", "REVALIDATING", "NEED-03 NEED-11", year, "-", "-"]))
        #expect(rows.contains(["WEST-GALILEE", "ONGOING", "NEED-10 NEED-12", year, "FOR-EDU", "1/3-WEEK"]))
        #expect(rows.contains(["AREA-NORTH", "IN_PROGRESS", "NEED-10 NEED-13", year, "-", "-"]))
        #expect(!rows.contains { $0[0] == "EAST-GALILEE" })
    }

    private func receipts(_ installation: Installation) throws {
        for (name, inbox) in Installation.examples {
            let files = installation.folder.files(below: "inboxes/\(inbox)")
            #expect(files.contains { $0.hasPrefix("accepted/") && $0.hasSuffix("/\(name)") })
            let receipt = try #require(files.first { $0.hasPrefix("receipts/") && $0.hasSuffix("/\(name).html") })
            let page = try installation.folder.read("inboxes/\(inbox)/\(receipt)")
            #expect(page.contains("dir=\"rtl\""))
            #expect(!page.contains("http://") && !page.contains("<script"))
        }
        let toFix = try installation.folder.read("inboxes/urbanics/to-fix/urbanics-2015.json.csv")
        #expect(toFix.contains("מה לתקן,") && toFix.contains("ליווי ובקרה על עבודת היועץ"))
    }

    private func summary(_ installation: Installation, _ office: RunningOffice) async throws {
        let listing = try await office.listing()
        #expect(listing.gaps.isEmpty)
        #expect(listing.summaries.filter(\.current).map(\.period) == ["2015-Q4"])
        let body = try #require(try office.bodies().last)
        let document = try JSONDecoder().decode(SummaryDocument.self, from: body)
        let national = try #require(document.figures.needs.national)
        let unserved = national.filter { $0.value == 0 }.map(\.key.rawValue).sorted()
        #expect(unserved == ["NEED-09", "NEED-14", "NEED-15"])
        let galilee = try #require(Code(rawValue: "EAST-GALILEE"))
        #expect(document.figures.needs.byCluster[galilee] == .some(nil))
        #expect(document.figures.reporting.missingClusters == [galilee])
        let welfare = try #require(Code(rawValue: "FOR-WELFARE"))
        #expect(document.figures.forums.byType[welfare] == 3)
        #expect(document.figures.quality.rows.accepted == 34 && document.figures.quality.rows.held == 1)
        #expect(String(decoding: body, as: UTF8.self).contains("\"EAST-GALILEE\":null"))
        // The very bytes, from the command too.
        #expect(
            try await installation.eshkold("summary", "--period", "2015-Q4", "--json").output
                == String(decoding: body, as: UTF8.self)
        )
        let page = String(decoding: try await office.get("/"), as: UTF8.self)
        #expect(page.contains("dir=\"rtl\"") && page.contains("אין מענה") && page.contains("לא דווח"))
    }
}
