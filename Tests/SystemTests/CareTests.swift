import Foundation
import GRDB
import TestSupport
import Testing

/// What an operator does with the queue and the store, by the real commands.
@Suite(.timeLimit(.minutes(3)))
struct CareTests {
    private struct Row: Decodable {
        let id: String
        let state: String
        let attempts: Int
        let answer: String?
        let idempotencyKey: String
        let body: String?
    }

    private func list(_ installation: Installation, _ arguments: String...) async throws -> [Row] {
        let result = try await Program.run(
            "eshkold",
            ["deliveries", "list", "--json"] + arguments + ["--config", installation.config],
            in: installation.folder
        )
        #expect(result.status == 0, "\(result.errors)")
        return try JSONDecoder().decode([Row].self, from: Data(result.output.utf8))
    }

    @Test func `a refused envelope is shown with its reason, and goes out again as it was when it is asked for`()
        async throws
    {
        let server = try CaptureServer { $0.number == 1 ? .status(422, body: #"{"error":"unknown code"}"#) : .echo() }
        let installation = try Installation(officeURL: "\(server.url)", schedule: "1h")
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await installation.eshkold("once").status == 1)
        let refused = try #require(try await list(installation, "--state", "refused").first)
        #expect(refused.id == "office:1" && refused.attempts == 1)
        #expect(refused.answer == "the office refused this envelope (422): unknown code")
        let shown = try await installation.eshkold("deliveries", "show", "1", "--json")
        let body = try JSONDecoder().decode(Row.self, from: Data(shown.output.utf8)).body
        #expect(body.map { Data($0.utf8) } == server.requests.first?.body)

        // The service hears of it at once, though its next round is an hour away.
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try daemon.complained().contains("started") })
        let retried = try await installation.eshkold("deliveries", "retry", "office:1")
        #expect(retried.status == 0 && retried.output == "1 to be tried\n", "\(retried.errors)")
        #expect(try await eventually { server.requests.count == 2 })
        #expect(server.requests[1].body == server.requests[0].body)
        #expect(try await eventually { try await list(installation).map(\.state) == ["DELIVERED"] })
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `what is discarded goes nowhere, and what is unknown is said`() async throws {
        let installation = try Installation(officeURL: "http://127.0.0.1:9")
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await installation.eshkold("once").status == 1)
        let discarded = try await installation.eshkold("deliveries", "discard", "office:1", "--reason", "test data")
        #expect(discarded.status == 0, "\(discarded.errors)")
        let row = try #require(try await list(installation).first)
        #expect(row.state == "DISCARDED" && row.answer == "discarded: test data")
        for command in ["retry", "show"] {
            let unknown = try await installation.eshkold("deliveries", command, "office:9")
            #expect(unknown.status == 2 && unknown.errors.contains("there is no envelope office:9"))
        }
        #expect(try await installation.eshkold("deliveries", "show", "nothing").status == 2)
    }

    @Test func `a backup taken while the service runs is put back, and what it knew is known`() async throws {
        let installation = try Installation()
        try installation.drop("mifam-2015.csv", into: "mifam")
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try installation.isQuiet(files: 1) })
        let backup = installation.folder.path("backup.sqlite")
        #expect(try await installation.eshkold("store", "backup", backup).output == "\(backup)\n")
        try installation.drop("elka-2015.csv", into: "elka")
        #expect(try await eventually { try installation.isQuiet(files: 2) })
        let verified = try await installation.eshkold("store", "verify")
        #expect(verified.status == 0 && verified.output.contains("sound, 2 files"), "\(verified.errors)")

        let refused = try await installation.eshkold("store", "restore", backup)
        #expect(refused.status == 1 && refused.errors.contains("another eshkold works on"))
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
        let restored = try await installation.eshkold("store", "restore", backup)
        #expect(restored.status == 0 && restored.output.contains("the store that was there is"), "\(restored.errors)")
        #expect(try installation.count("dropped_file") == 1)
        // What came in later is told, and is the sender's again when it is moved back.
        let later = try await installation.eshkold("store", "verify", "--names")
        #expect(later.status == 1 && later.errors.contains("1 files in accepted/ or rejected/ are unknown"))
        let path = try #require(later.output.split(separator: "\n").first { $0.hasPrefix("unknown: ") }?.dropFirst(9))
        #expect(path.hasSuffix("/elka-2015.csv"))
        try FileManager.default.moveItem(
            atPath: String(path),
            toPath: installation.folder.path("inboxes/elka/elka-2015.csv")
        )
        #expect(try await installation.eshkold("once").status == 0)
        #expect(try installation.count("dropped_file") == 2)
        #expect(try await installation.eshkold("store", "verify").status == 0)
        let kept = installation.folder.files(below: "state").filter { $0.hasPrefix("eshkold.sqlite.") }
        #expect(!kept.isEmpty)
    }

    @Test(arguments: ["not a store", ""])
    func `what is no store is not put back`(_ content: String) async throws {
        let installation = try Installation()
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await installation.eshkold("once").status == 0)
        try installation.folder.write(content, to: "backup.sqlite")
        let result = try await installation.eshkold("store", "restore", installation.folder.path("backup.sqlite"))
        #expect(result.status == 1)
        #expect(try installation.count("dropped_file") == 1)
    }

    @Test func `a store that does not hold together is told, and so is an original that is gone`() async throws {
        let installation = try Installation()
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await installation.eshkold("once").status == 0)
        let original = try #require(
            installation.folder.files(below: "inboxes/mifam").first { $0.hasPrefix("accepted/") }
        )
        try FileManager.default.removeItem(atPath: installation.folder.path("inboxes/mifam/\(original)"))
        try await DatabaseQueue(path: installation.folder.path("state/eshkold.sqlite")).write { db in
            try db.execute(sql: "UPDATE dropped_file SET rows_held = 7")
        }
        let result = try await installation.eshkold("store", "verify")
        #expect(result.status == 1)
        #expect(result.errors.contains("1 of 1 originals are not in their folders"))
        #expect(result.errors.contains("files without their held rows: 1"))
    }

    @Test func `a gap in the sequence of an office is told, unless the journal has it`() async throws {
        let installation = try Installation(officeURL: "http://127.0.0.1:9")
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await installation.eshkold("once").status == 1)
        #expect(try await installation.eshkold("store", "verify").status == 0)
        try await DatabaseQueue(path: installation.folder.path("state/eshkold.sqlite")).write { db in
            try db.execute(sql: "DELETE FROM envelope")
            try db.execute(
                sql: """
                    INSERT INTO envelope
                        (office, sequence, period, revision, idempotency_key, content_sha256, changed_at, queued_at, state,
                        attempts, answer, disclosure, body)
                    VALUES ('office', 4, '2015-Q3', 1, 'key', 'none', 0, 0, 'DELIVERED', 1, '201', '', x'7B7D')
                    """
            )
        }
        let result = try await installation.eshkold("store", "verify")
        #expect(result.status == 1)
        // The first one went out before: it is in outbox.jsonl.
        let words = "envelopes for office that are neither in the store nor in outbox.jsonl: 2, 3"
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test func `a person is taken out of all that people wrote, and the counts stay`() async throws {
        let installation = try Installation()
        let table =
            "אשכול,מלווה,פעילות,תאריך,הערות\nנגב מערבי,דינה לוינסקי,מפגש של דינה לוינסקי,30/11/2015,דינה לוינסקי\n"
            + "אטלנטיס,דינה לוינסקי,מפגש,30/11/2015,\n"
        try installation.folder.write(table, to: "inboxes/elka/a.csv")
        #expect(try await installation.eshkold("once").status == 0)
        let result = try await installation.eshkold("store", "erase-person", "דינה לוינסקי")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("1 activities, 1 held rows"))
        let rows = try await installation.exported()
        #expect(rows.map { $0["activity"] } == ["מפגש של [הוסר שם]"] && rows[0]["notes"] == "[הוסר שם]")
        #expect(rows[0]["escort"] == "[הוסר שם]")
        for file in installation.folder.files(below: "state") where file.hasPrefix("eshkold.sqlite") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: installation.folder.path("state/\(file)")))
            #expect(bytes.range(of: Data("לוינסקי".utf8)) == nil, "\(file)")
        }
    }

    /// An installation whose registry knows a person by several names, with reports of help and oversight.
    private func installationWithTamar() async throws -> Installation {
        let installation = try Installation(officeURL: "http://127.0.0.1:9")
        let registry = try String(contentsOfFile: "\(Repository.root)/config/registry.yaml", encoding: .utf8)
        try installation.folder.write(
            registry + """

                people:
                  - { code: P-03, first-name: תמר, surnames: [אלון, רז], aliases: [תמי רז], organisation: ORG-ELKA }
                engagements:
                  - { unit: WEST-NEGEV, organisation: ORG-ELKA, person: P-03, from: 2015-01-01 }
                """,
            to: "registry.yaml"
        )
        let yaml = try installation.folder.read("eshkold.yaml")
        try installation.folder.write(
            yaml.replacing("\(Repository.root)/config/registry.yaml", with: "registry.yaml"),
            to: "eshkold.yaml"
        )
        let head = "אשכול,מלווה,פעילות,תאריך,הערות,שם השירות\n"
        try installation.folder.write(
            head + """
                נגב מערבי,תמר רז,שיחה עם תמר רז ועם תמר רזניק,5/7/2015,כתב: תמר-רז,פרויקט תמר רז
                נגב מערבי,תמי רז,שיחה שנייה,6/7/2015,,פרויקט תמי רז
                נגב מערבי,תמר אלוון,הדרכה,7/7/2015,,
                אטלנטיס,תמר רז,שורה מוחזקת,7/7/2015,,
                """,
            to: "inboxes/elka/דוח תמר רז.csv"
        )
        try installation.folder.write(head + "נגב מערבי,רות לוי,אחרת,5/7/2015,,\n", to: "inboxes/elka/b.csv")
        try installation.folder.write(
            head + "נגב מערבי,תמר  רז,בקרה,8/7/2015,,\n",
            to: "inboxes/urbanics-oversight/c.csv"
        )
        // Of a file that is rejected the store has no row.
        try installation.folder.write("אין כאן טבלה של תמר רז", to: "inboxes/mifam/d.csv")
        #expect(try await installation.eshkold("once").status != 78)
        #expect(try installation.filed() == 4)
        return installation
    }

    @Test func `whoever is erased is in no store, original, receipt or name of a file, and the summaries are the same`()
        async throws
    {
        let installation = try await installationWithTamar()
        func summary() async throws -> Data {
            let result = try await installation.eshkold("summary", "--period", "2015-Q3", "--json")
            #expect(result.status == 0, "\(result.errors)")
            return Data(result.output.utf8)
        }
        func document(_ data: Data) throws -> NSDictionary {
            var document = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            for key in ["generatedAt", "createdAt"] { document[key] = nil }
            return document as NSDictionary
        }
        let before = try document(await summary())
        let result = try await installation.eshkold("store", "erase-person", "תמר אלון")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try document(await summary()) == before)
        for path in installation.folder.files(below: ".") where !path.hasSuffix("registry.yaml") {
            #expect(!path.contains("תמר רז"), "\(path)")
            let bytes = try Data(contentsOf: URL(fileURLWithPath: installation.folder.path(path)))
            let isStore = path.contains("eshkold.sqlite")
            for name in ["תמר רז", "תמי רז", "תמר-רז", "תמר אלוון", "P-03"] {
                guard let found = bytes.range(of: Data(name.utf8)) else { continue }
                // Somebody else.
                let behind = String(decoding: bytes[found.upperBound...].prefix(6), as: UTF8.self)
                #expect(behind == "ניק", "\(name) in \(path), store: \(isStore)")
            }
        }
        #expect(try await installation.eshkold("store", "verify").status == 0)
        let log = try installation.folder.read("state/access.log")
        #expect(log.contains(/erasure of a person: help \d-\d: oversight 1/) && !log.contains("תמר"))
        // Nothing is left to do.
        let again = try await installation.eshkold("store", "erase-person", "תמר אלון")
        #expect(again.status == 0 && again.output.hasPrefix("0 activities, 0 held rows, 0 findings"), "\(again.errors)")
    }

    @Test func `where a folder is not there nothing is erased, or what is left is listed`() async throws {
        let installation = try await installationWithTamar()
        let (folder, aside) = (installation.folder.path("inboxes/elka"), installation.folder.path("elka"))
        try FileManager.default.moveItem(atPath: folder, toPath: aside)
        let refused = try await installation.eshkold("store", "erase-person", "תמר אלון")
        #expect(refused.status == 1 && refused.errors.contains("nothing was erased"))
        #expect(refused.output.contains("left: inbox elka, accepted/") && refused.output.contains("b.csv"))
        #expect(try await installation.exported().contains { $0["escort"] == "תמר רז" })
        let forced = try await installation.eshkold("store", "erase-person", "תמר אלון", "--without-folders")
        #expect(forced.status == 1 && forced.output.contains("left: inbox elka, accepted/"), "\(forced.errors)")
        #expect(try await installation.exported().map { $0["escort"] }.contains("[הוסר שם]"))
    }

    @Test func `all that is kept of a person is exported, under all names, on one side at a time`() async throws {
        struct Export: Decodable {
            struct Activity: Decodable {
                let values: [String: String]
            }
            struct File: Decodable {
                let paths: [String]
            }
            struct Held: Decodable {
                let row: Int
            }
            struct Engaged: Decodable {
                let unit: String
            }
            let names: [String]
            let engagements: [Engaged]
            let activities: [Activity]
            let heldRows: [Held]
            let files: [File]
        }
        let installation = try await installationWithTamar()
        func export(_ arguments: String...) async throws -> Export {
            let result = try await Program.run(
                "eshkold",
                ["store", "export", "--person", "תמי רז"] + arguments + ["--config", installation.config],
                in: installation.folder
            )
            #expect(result.status == 0 && !result.output.contains("escort_id"), "\(result.errors)")
            return try JSONDecoder().decode(Export.self, from: Data(result.output.utf8))
        }
        let help = try await export()
        #expect(help.activities.map { $0.values["escort"] } == ["תמר רז", "תמי רז", "תמר אלוון"])
        #expect(help.names.contains("תמר אלון") && help.engagements.map(\.unit) == ["WEST-NEGEV"])
        #expect(help.heldRows.count == 1)
        let paths = help.files.flatMap(\.paths)
        for part in ["accepted/", "receipts/", "to-fix/", "rejected/"] {
            #expect(paths.contains { $0.hasPrefix(part) }, "\(part)")
        }
        #expect(!paths.contains { $0.contains("b.csv") })
        #expect(try await export("--oversight").activities.map { $0.values["activity"] } == ["בקרה"])
        let log = try installation.folder.read("state/access.log")
        #expect(log.contains(/export of help of a person: help \d-\d/) && !log.contains("תמ"))
        #expect(try await installation.eshkold("store", "export", "--person", "א", "--format", "csv").status != 0)
    }

    @Test func `what an activity said before, and whose engagement ended, is in the export of a person`() async throws {
        struct Export: Decodable {
            struct Activity: Decodable {
                let isPresent: Bool
                let revision: Int
                let values: [String: String]
            }
            struct Noted: Decodable {
                struct Note: Decodable {
                    let text: String
                    let person: String
                }
                let note: Note
            }
            let activities: [Activity]
            let assignmentNotes: [Noted]
        }
        let installation = try Installation()
        let head = "מזהה,אשכול,מלווה,פעילות,תאריך\n"
        for (name, escort) in [("a", "תמר רז (סיימה תפקידה)"), ("b", "רות לוי")] {
            try installation.folder.write(
                head + "נגב-1,נגב מערבי,\(escort),סיור,5/7/2015\n",
                to: "inboxes/elka/\(name).csv"
            )
            #expect(try await installation.eshkold("once").status == 0)
        }
        let result = try await Program.run(
            "eshkold",
            ["store", "export", "--person", "תמר רז", "--config", installation.config],
            in: installation.folder
        )
        #expect(result.status == 0, "\(result.errors)")
        let export = try JSONDecoder().decode(Export.self, from: Data(result.output.utf8))
        #expect(export.activities.map(\.isPresent) == [false] && export.activities.map(\.revision) == [1])
        #expect(export.activities.map { $0.values["escort"] } == ["תמר רז"])
        #expect(export.assignmentNotes.map(\.note.text) == ["סיימה תפקידה"])
        #expect(export.assignmentNotes.map(\.note.person) == ["תמר רז"])
    }

    @Test func `an export is a table that spreadsheets open, without a formula, and is noted`() async throws {
        let installation = try Installation()
        let table = "אשכול,פעילות,תאריך,הערות,צורך\nנגב מערבי,\"=1+1, \"\"ציטוט\"\"\",30/11/2015,-5,12\n"
        try installation.folder.write(table, to: "inboxes/elka/a.csv")
        #expect(try await installation.eshkold("once").status == 0)
        let csv = try await installation.eshkold("store", "export", "--format", "csv")
        let lines = csv.output.split(separator: "\r\n")
        #expect(lines.count == 2 && lines[0].contains("id,revision,file_id,row,organisation,unit"))
        #expect(lines[1].contains(#","'=1+1, ""ציטוט""","#) && lines[1].contains(",NEED-12,"))
        let json = try await installation.eshkold("store", "export", "--format", "json")
        let object = try JSONDecoder().decode([String: String].self, from: Data(json.output.utf8))
        #expect(object["activity"] == #"=1+1, "ציטוט""# && object["need_codes"] == "NEED-12")
        #expect(
            try await installation.eshkold("store", "export", "--oversight").output.split(separator: "\r\n").count == 1
        )
        #expect(try installation.folder.read("state/access.log").contains("export of help"))
    }
}
