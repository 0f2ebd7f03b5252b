import Accompaniment
import Foundation
import TestSupport
import Testing

/// What an office shows of real summaries: page, table, JSON.
@Suite(.timeLimit(.minutes(2)))
struct OfficeViewTests {
    /// An office that received the summary of the files of 2015.
    private func office(_ options: [String] = []) async throws -> RunningOffice {
        let office = try await RunningOffice(options: options)
        let installation = try Installation(officeURL: office.url)
        try installation.dropExamples()
        // Some rows of the examples are held.
        #expect([0, 1].contains(try await installation.eshkold("once").status))
        #expect(try !office.bodies().isEmpty)
        return office
    }

    @Test func `the page shows the figures of the last summary, and nothing that is not in it`() async throws {
        let office = try await office()
        let page = try await office.curl("/")
        #expect(page.headers["content-type"] == "text/html; charset=utf-8")
        #expect(page.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'")
        #expect(page.text.contains(#"<html lang="he" dir="rtl">"#))
        for word in ["<script", "http://", "https://", "src=", "@import", "{{", "Optional("] {
            #expect(!page.text.contains(word), "\(word)")
        }
        let summary = try JSONDecoder().decode(SummaryDocument.self, from: try #require(try office.bodies().last))
        let served = try #require(summary.figures.needs.national).values.count { $0 > 0 }
        #expect(page.text.contains("\(served) מתוך 16 הצרכים קיבלו מענה"))
        // The cluster of which nobody reported is said to be missing, and not shown as 0.
        #expect(summary.figures.needs.byCluster.contains { $0.value == nil })
        #expect(page.text.contains("לא דווח"))
    }

    @Test func `the table holds every figure that the summary does, in words and as text that is no formula`()
        async throws
    {
        let office = try await office()
        let table = try await office.curl("/v1/export.csv")
        #expect(table.headers["content-type"] == "text/csv; charset=utf-8")
        #expect(table.body.starts(with: [0xEF, 0xBB, 0xBF]))
        let lines = table.text.split(separator: "\r\n").map(String.init)
        let headings = "שולח,תקופה,מתאריך,עד תאריך,גרסה,התקבל,נושא,מדד,פירוט 1,פירוט 2,פירוט 3,פירוט 4,ערך,קוד"
        #expect(lines.first?.hasSuffix(headings) == true)
        let summary = try JSONDecoder().decode(SummaryDocument.self, from: try #require(try office.bodies().last))
        let counts = try #require(summary.figures.needs.national)
        for (need, count) in counts {
            #expect(lines.contains { $0.hasSuffix(",\(count),needs.national.\(need.rawValue)") }, "\(need)")
        }
        let silent = try #require(summary.figures.needs.byCluster.first { $0.value == nil }?.key)
        #expect(lines.contains { $0.hasSuffix(",לא דווח,needs.byCluster.\(silent.rawValue)") })
        // No place of the schema is without its words.
        for line in lines.dropFirst() {
            let cells = line.replacing("\"רבעון 4, 2015\"", with: "")
                .split(separator: ",", omittingEmptySubsequences: false)
            #expect(!cells[6].allSatisfy(\.isASCII) && !cells[7].allSatisfy(\.isASCII), "\(line)")
        }
        #expect(!lines.contains { $0.hasPrefix("=") || $0.contains(",=") || $0.contains(",@") })
    }

    @Test func `a name of a sender that looks like a formula is text in the table`() async throws {
        let folder = try TemporaryDirectory()
        let installation = UUID()
        try folder.write(Installation.signingKey, to: "key", mode: 0o600)
        try folder.write(
            """
            senders:
              - source: \(installation.uuidString.lowercased())
                name: '=HYPERLINK("x"), <b>שם</b>'
                signing-key: file:key
            """,
            to: "senders.yaml"
        )
        let office = try await RunningOffice(admitting: ["--senders", folder.path("senders.yaml")])
        let key = try #require(WebhookKey(Installation.signingKey))
        let push = try OfficePush(OfficePush.document(sequence: 1, installation: installation), key: key)
        #expect(try await office.push(push).status == 201)
        let lines = try await office.curl("/v1/export.csv").text.split(separator: "\r\n")
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(#""'=HYPERLINK(""x""), <b>שם</b>","#) })
        #expect(try await !office.curl("/").text.contains("<b>שם"))
    }

    @Test func `the JSON export holds the current revisions as they were sent`() async throws {
        let office = try await office()
        let export = try await office.curl("/v1/export.json").object()
        let summaries = try #require(export["summaries"] as? [[String: Any]])
        #expect(summaries.count == 1)
        let sent = try JSONSerialization.jsonObject(with: try #require(try office.bodies().last))
        #expect(NSDictionary(dictionary: summaries[0]["summary"] as? [String: Any] ?? [:]).isEqual(sent))
    }

    @Test func `where there is a password nobody looks without it, and senders and monitors need none`() async throws {
        let folder = try TemporaryDirectory()
        let office = try await office([
            "--view-password", try folder.write("open sesame\n", to: "password", mode: 0o600),
        ])
        for path in ["/", "/v1/summaries", "/v1/export.csv", "/v1/export.json", "/v1/summaries/x"] {
            let answer = try await office.curl(path)
            #expect(answer.status == 401 && answer.headers["www-authenticate"]?.hasPrefix("Basic ") == true, "\(path)")
            #expect(try await office.curl(path, ["-u", "dana:wrong"]).status == 401)
            #expect(try await office.curl(path, ["-u", "dana:open sesame"]).status != 401)
        }
        #expect(try await office.curl("/", ["-I"]).status == 401)
        let log = try office.program.complained()
        #expect(log.contains("the password of this office is missing or wrong") && !log.contains("open sesame"))
        #expect(try await office.curl("/healthz").status == 200)
    }

    @Test func `a vocabulary with a code that stands twice is named with its line, and nothing starts`() async throws {
        let folder = try TemporaryDirectory()
        let registry = try folder.write(
            """
            label-pack: none
            units: []
            organisations: []
            forums:
              - {code: FOR-EDU, label: {he: חינוך, en: Education}, aliases: []}
              - {code: FOR-EDU, label: {he: נוער, en: Youth}, aliases: []}
            terms: {}
            """,
            to: "registry.yaml"
        )
        let result = try await Program.run(
            "central-office",
            ["--listen", "127.0.0.1:0", "--data", folder.path("data"), "--registry", registry],
            in: folder
        )
        #expect(result.status == 78)
        #expect(result.errors.contains("\(registry):6:5: forums: FOR-EDU stands twice: keep one"))
    }

    @Test func `an office without a vocabulary shows codes`() async throws {
        let folder = try TemporaryDirectory()
        let registry = try folder.write(
            "label-pack: none\nunits: []\norganisations: []\nforums: []\nterms: {}\n",
            to: "registry.yaml"
        )
        let office = try await office(["--registry", registry])
        let page = try await office.curl("/").text
        #expect(page.contains("WEST-NEGEV") && page.contains("NEED-12"))
        #expect(try await office.curl("/v1/export.csv").text.contains("WEST-NEGEV"))
    }
}
