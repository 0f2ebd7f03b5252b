import Accompaniment
import Foundation
import TestSupport
import Testing

/// What each reader gets from the real service, and what none of them may: domain.md 4.2 and 6.3.
@Suite(.timeLimit(.minutes(3)))
struct ReadersTests {
    /// Words that stand in no vocabulary, one for each place where a sender can write.
    private static let secrets = [
        "סודזהב", "סודכסף", "Secretgold", "Secretsilver", "SECRET-CODE", "סודפלטינה", "סודברזל", "סודנחושת",
        "050-7654321", "123456782", "secret@example.org",
    ]

    private static let hostile = """
        אשכול,מלווה,פעילות,תאריך,צורך,תוצאה,הערות,קשיים,שם השירות,שלב,סוג שירות,הישג,רשויות,Secretgold,מזהה
        נגב מערבי,סודזהב,"ליווי סודכסף =cmd|' /C calc'!A0",30/11/2015,12,סודפלטינה 050-7654321,<script>סודברזל</script>,\
        123456782,סודנחושת,הפעלה,שירות ליבה,סודזהב ענק,סודכסף,Secretsilver,SECRET-CODE
        סודברזל,סודזהב,פעילות,30/11/2015,12,,secret@example.org,,,,,,,,

        """

    @Test func `nothing that anybody wrote is in a push, a log line, the status or its files`() async throws {
        let office = try await RunningOffice()
        let installation = try Installation(officeURL: office.url, inboxOptions: "settle: 200ms")
        let daemon = try installation.startDaemon()
        try installation.folder.write(Self.hostile, to: "inboxes/elka/סודזהב Secretgold 050-7654321.csv")
        try installation.folder.write(#"{"סודכסף": "סודברזל", "סודכסף": 1}"#, to: "inboxes/elka/Secretsilver.json")
        try installation.folder.write("\u{0}\u{1}סודנחושת", to: "inboxes/mifam/סודפלטינה.csv")
        #expect(try await eventually { try installation.isQuiet(files: 3) })
        #expect(try installation.count("help_activity") == 1)
        #expect(try office.bodies().count == 1)
        #expect(try installation.count("held_row") == 1)

        let status = try await installation.eshkold("status")
        let json = try await installation.eshkold("status", "--json")
        daemon.signal(SIGTERM)
        let log = try await daemon.wait()
        var seen = ["status": status.output + status.errors, "status --json": json.output + json.errors]
        seen["log"] = log.output + log.errors
        for (index, body) in try office.bodies().enumerated() {
            seen["push \(index)"] = String(decoding: body, as: UTF8.self)
        }
        for file in installation.folder.files(below: "state") where !file.contains("sqlite") {
            seen[file] = try installation.folder.read("state/\(file)")
        }
        #expect(seen.count >= 4)
        for (place, text) in seen {
            for secret in Self.secrets { #expect(!text.contains(secret), "\(secret) in \(place)") }
        }
        for (place, text) in seen where place.hasPrefix("push") {
            #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(place)")
        }
    }

    @Test func `each reader finds a page in the folder of theirs, and it follows the reports`() async throws {
        let installation = try Installation(reports: [("ceo", "WEST-NEGEV"), ("national", "NATIONAL")])
        let daemon = try installation.startDaemon()
        try installation.drop("elka-2015.csv", into: "elka")
        let page = "2015-Q4.html"
        func read(_ path: String) -> String? { try? installation.folder.read(path) }  // Not there yet is no failure.
        let places = ["inboxes/elka/reports/\(page)", "ceo/\(page)", "national/\(page)"]
        #expect(try await eventually(within: .seconds(30)) { places.allSatisfy { read($0) != nil } })
        #expect(read(places[1])?.contains("אשכול הנגב המערבי") == true)
        #expect(read(places[2])?.contains("התמונה הארצית") == true)
        let before = try #require(read(places[1]))
        #expect(!before.contains(">מפע&quot;ם<"))
        // The folder of oversight gets none: help and oversight of a cluster share no folder.
        #expect(installation.folder.files(below: "inboxes/urbanics-oversight/reports").isEmpty)

        let table = "אשכול,פעילות,תאריך,צורך\nנגב מערבי,הדרכה,30/11/2015,9\n"
        try installation.folder.write(table, to: "inboxes/mifam/one.csv")
        #expect(try await eventually(within: .seconds(30)) { read(places[1]) != before })
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `once puts the pages into their places too`() async throws {
        let installation = try Installation(reports: [("national", "NATIONAL")])
        try installation.drop("elka-2015.csv", into: "elka")
        #expect(try await installation.eshkold("once").status == 0)
        #expect(try installation.folder.read("national/2015-Q4.html").contains("התמונה הארצית"))
        #expect(try installation.folder.read("inboxes/elka/reports/2015-Q4.html").contains("אלכא"))
    }

    @Test func `a page that is not on the disk is not taken for written`() async throws {
        let installation = try Installation(reports: [("national", "NATIONAL")])
        try installation.drop("elka-2015.csv", into: "elka")
        let folder = installation.folder.path("national")
        let broken = try await Program.run(
            Strace.path,
            [
                "-f", "-qq", "-o", installation.folder.path("trace.out"), "-P", folder, "-e", "trace=syncfs",
                "-e", "inject=syncfs:error=EIO",
                "\(Repository.products)/eshkold", "once", "--config", installation.config,
            ],
            in: installation.folder
        )
        #expect(broken.status == 1)
        #expect(
            broken.errors.contains(
                "the page \(folder)/2015-Q4.html cannot be put on the disk: Input/output error: "
                    + "look at its disk or share"
            ),
            "\(broken.errors)"
        )
        #expect(try installation.count("page_written WHERE place = '\(folder)'") == 0)
        #expect(try await installation.eshkold("once").status == 0)
        #expect(try installation.count("page_written WHERE place = '\(folder)'") > 0)
    }

    @Test func `a page is drawn by command, and the reading of words is noted without them`() async throws {
        let installation = try Installation()
        try installation.drop("elka-2015.csv", into: "elka")
        #expect(try await installation.eshkold("once").status == 0)
        let out = installation.folder.path("page.html")
        let drawn = try await installation.eshkold(
            "report",
            "--cluster",
            "WEST-NEGEV",
            "--period",
            "2015-Q4",
            "--language",
            "en",
            "--out",
            out
        )
        #expect(drawn.status == 0 && drawn.output == "\(out)\n")
        #expect(try installation.folder.read("page.html").contains("West Negev cluster"))
        #expect(try await installation.eshkold("files", "show", "1").status == 0)
        let log = try installation.folder.read("state/access.log")
        #expect(log.contains(#""what":"report WEST-NEGEV 2015-Q4""#) && log.contains(#""what":"file 1""#))
        #expect(!log.contains("elka-2015"))
    }

    @Test func `the work of advisers is drawn for the management, and for each of them alone`() async throws {
        let installation = try Installation(reports: [("ceo", "WEST-NEGEV")])
        let registry =
            try Repository.read("config/registry.yaml") + """

                people:
                  - { code: P-01, first-name: נועה, surnames: [ארזי], organisation: ORG-ELKA }
                  - { code: P-02, first-name: יואב, surnames: [בר סלע], organisation: ORG-ELKA }
                """
        try installation.folder.write(registry, to: "registry.yaml")
        let yaml = try installation.folder.read("eshkold.yaml")
        try installation.folder.write(
            yaml.replacing("\(Repository.root)/config/registry.yaml", with: "registry.yaml"),
            to: "eshkold.yaml"
        )
        let head = "אשכול,מלווה,פעילות,תאריך,שעות\n"
        try installation.folder.write(
            head + """
                נגב מערבי,נועה ארזי,מפגש,1/11/2015,2
                נגב מערבי,נועה ארזי ויואב בר סלע,הדרכה,2/11/2015,1:30
                נגב מזרחי,יואב בר סלע,ביקור,3/11/2015,

                """,
            to: "inboxes/elka/a.csv"
        )
        try installation.folder.write(head + "נגב מערבי,רות לוי,מפגש,1/11/2015,7\n", to: "inboxes/mifam/b.csv")
        try installation.folder.write(
            head + "נגב מערבי,נועה ארזי,בקרה,1/11/2015,9\n",
            to: "inboxes/urbanics-oversight/c.csv"
        )
        #expect(try await installation.eshkold("once").status == 0)

        func draw(_ whose: [String], _ name: String) async throws -> Program.Result {
            try await Program.run(
                "eshkold",
                [
                    "report", "--organisation", "ORG-ELKA", "--period", "2015-Q4", "--out",
                    installation.folder.path(name),
                ]
                    + whose + ["--config", installation.config],
                in: installation.folder
            )
        }
        let drawn = try await draw(["--workload"], "all.html")
        #expect(drawn.status == 0 && drawn.output == "\(installation.folder.path("all.html"))\n", "\(drawn.errors)")
        let all = try installation.folder.read("all.html")
        #expect(all.contains("נועה ארזי") && all.contains("יואב בר סלע") && all.contains("3:30"))
        #expect(!all.contains("רות לוי") && all.contains("3 שורות שנקלטו"))
        #expect(try await draw(["--adviser", "P-02"], "own.html").status == 0)
        let own = try installation.folder.read("own.html")
        #expect(own.contains("יואב בר סלע") && own.contains("1:30") && !own.contains("נועה") && !own.contains("3:30"))
        for page in ["all.html", "own.html"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: installation.folder.path(page))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        let log = try installation.folder.read("state/access.log")
        #expect(log.contains(#""what":"report ORG-ELKA workload 2015-Q4""#))
        #expect(log.contains(#""what":"report ORG-ELKA P-02 2015-Q4""#) && !log.contains("יואב"))

        // Others may look at what lies in an inbox, or beside the pages of a cluster.
        for folder in ["inboxes/elka", "ceo"] {
            let refused = try await draw(["--workload"], "\(folder)/all.html")
            let words = "all.html lies in \(installation.folder.path(folder)), "
            #expect(refused.status == 2 && refused.errors.contains(words), "\(refused.errors)")
        }
        for page in installation.folder.files(below: "inboxes/elka/reports") {
            let page = try installation.folder.read("inboxes/elka/reports/\(page)")
            #expect(!page.contains("נועה") && !page.contains("Q33"))
        }
    }

    @Test(arguments: [
        (["--cluster", "NOWHERE"], "there is no cluster NOWHERE: write one of"),
        (["--organisation", "ORG-MIN-WELFARE"], "there is no supplier ORG-MIN-WELFARE"),
        (["--national", "--cluster", "WEST-NEGEV"], "Give one of"), ([], "Give one of"),
        (["--organisation", "ORG-ELKA", "--adviser", "P-99"], "there is no adviser P-99: write a code of"),
        (["--cluster", "WEST-NEGEV", "--workload"], "give --organisation"),
        (["--national", "--adviser", "P-01"], "give --organisation"),
        (["--organisation", "ORG-ELKA", "--workload", "--adviser", "P-01"], "not both"),
    ])
    func `a page of nobody is refused with the names that there are`(_ whose: [String], _ words: String) async throws {
        let installation = try Installation()
        let arguments = ["report", "--period", "2015-Q4", "--out", installation.folder.path("p.html")]
        let result = try await Program.run(
            "eshkold",
            arguments + whose + ["--config", installation.config],
            in: installation.folder
        )
        #expect(result.status == 2)
        #expect(result.errors.contains(words), "\(result.errors)")
    }
}
