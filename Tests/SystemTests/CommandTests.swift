import Foundation
import TestSupport
import Testing

/// The commands as a user types them.
@Suite(.timeLimit(.minutes(3)))
struct CommandTests {
    @Test(arguments: ["run", "once", "check", "status", "files", "summary", "config", "template"])
    func `every command explains itself`(command: String) async throws {
        let result = try await Program.run("eshkold", [command, "--help"], in: TemporaryDirectory())
        #expect(result.status == 0)
        #expect(result.output.contains("USAGE: eshkold \(command)"))
        #expect(result.output.contains("OVERVIEW:"))
    }

    @Test func `wrong usage is status 2 and says what is wrong`() async throws {
        let result = try await Program.run("eshkold", ["status", "--colour"], in: TemporaryDirectory())
        #expect(result.status == 2)
        #expect(result.errors.contains("--colour"))
    }

    @Test func `a wrong configuration is status 78 with file, line and column of every mistake`() async throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("langage: he\nperiod: week\n", to: "bad.yaml")
        let result = try await Program.run("eshkold", ["config", "check", "--config", path], in: folder)
        #expect(result.status == 78)
        #expect(result.errors.contains("\(path):1:1: unknown key 'langage': did you mean 'language'?"))
        #expect(result.errors.contains("\(path):2:9: 'period' should be month, quarter, half or year"))
    }

    @Test func `config show tells where a secret is, never the secret`() async throws {
        let installation = try Installation(officeURL: "http://127.0.0.1:9")
        let result = try await installation.eshkold("config", "show")
        #expect(result.status == 0)
        #expect(result.output.contains("file:"))
        #expect(!result.output.contains("whsec_"))
        let lines = result.output.split(separator: "\n")
        #expect(
            lines.contains { $0.hasPrefix("state ") && $0.hasSuffix("  \(installation.config):1") },
            "\(result.output)"
        )
        #expect(lines.contains { $0.hasPrefix("period ") && $0.hasSuffix("  default") })
    }

    @Test func `config check names every secret that is wrong, and those that only the service can read`() async throws
    {
        let folder = try TemporaryDirectory()
        let open = try folder.write("secret", to: "open", mode: 0o644)
        let split = try folder.write("s3cret\r\nX-Injected: 1\r\n", to: "split", mode: 0o600)
        let path = try folder.write(
            """
            registry: \(Repository.root)/config/registry.yaml
            inboxes: [{name: elka, path: elka, organisation: ORG-ELKA, function: HELP}]
            offices:
              - {name: one, url: "https://one.example/", token: "file:open", signing-key: "file:absent"}
              - {name: two, url: "https://two.example/", token: "env:ESHKOLD_TEST_NOT_SET", signing-key: "credential:key"}
              - {name: three, url: "https://three.example/", token: "file:split"}
            """,
            to: "eshkold.yaml"
        )
        let wrong = try await Program.run("eshkold", ["config", "check", "--config", path], in: folder)
        #expect(wrong.status == 78)
        for words in [
            "chmod 0640 \(open)", "/absent: check the path", "env:ESHKOLD_TEST_NOT_SET is not set",
            "file:\(split) holds a line break",
        ] {
            #expect(wrong.errors.contains(words), "\(wrong.errors)")
        }
        #expect(!wrong.errors.contains("X-Injected") && !wrong.errors.contains("s3cret"))
        try folder.write("s3cret\r\n", to: "split", mode: 0o600)
        let mended = try folder.read("eshkold.yaml").replacing(
            "token: \"file:open\", signing-key: \"file:absent\"",
            with: ""
        )
        .replacing("token: \"env:ESHKOLD_TEST_NOT_SET\", ", with: "")
        try folder.write(mended, to: "eshkold.yaml")
        let good = try await Program.run("eshkold", ["config", "check", "--config", path], in: folder)
        #expect(good.status == 0, "\(good.errors)")
        #expect(good.output.contains("not looked at, for systemd gives it to the service alone: credential:key"))
    }

    @Test func `check prints the receipt and writes nothing`() async throws {
        let installation = try Installation()
        let sample = "\(Repository.root)/Examples/2015/urbanics-2015.json"
        let result = try await installation.eshkold("check", "--inbox", "urbanics", sample)
        #expect(result.status == 1)
        #expect(result.output.contains("E-FUNCTION-MIXED"))
        #expect(result.output.contains("נקלט חלקית"))
        #expect(installation.folder.files(below: "inboxes").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: installation.folder.path("state")))
    }

    @Test func `check shows nothing that a terminal would obey`() async throws {
        let installation = try Installation()
        let path = try installation.folder.write(
            "אשכול,פעילות,תאריך,הערה\u{9B}2J\nחי\u{1B}[2Jפה,א,11/2015,\nארצי,א,\"\u{1B}]0;x\u{07}\nב\",\n",
            to: "hostile.csv"
        )
        let result = try await installation.eshkold("check", "--inbox", "elka", path)
        #expect(result.status == 1)
        #expect(result.output.contains("?[2J") && result.output.contains("E-DATE-UNREADABLE"))
        let obeyed = result.output.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(obeyed.isEmpty)
    }

    @Test func `the template is itself taken in without a finding`() async throws {
        let installation = try Installation()
        for language in ["he", "en"] {
            let template = try await installation.eshkold(
                "template",
                "--language",
                language,
                "--organisation",
                "ORG-ELKA"
            )
            #expect(template.status == 0)
            let path = try installation.folder.write(template.output, to: "template-\(language).csv")
            let check = try await installation.eshkold("check", "--inbox", "elka", path)
            #expect(check.status == 0, "\(check.output)")
        }
    }

    @Test func `status and files are true while the daemon is down, and have a stable JSON`() async throws {
        let installation = try Installation()
        try installation.drop("elka-2015.csv", into: "elka")
        #expect(try await installation.eshkold("once").status == 0)

        let status = try await installation.eshkold("status", "--json")
        #expect(status.status == 1)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(status.output.utf8)) as? [String: Any])
        #expect((report["service"] as? [String: Any])?["isRunning"] as? Bool == false)
        #expect((report["store"] as? [String: Any])?["activities"] as? Int == 27)
        #expect(try await installation.eshkold("status").output.contains("NOT RUNNING"))

        let list = try await installation.eshkold("files", "list", "--json")
        let files = try #require(try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
        #expect(files.map { $0["name"] as? String } == ["elka-2015.csv"])
        #expect(try await installation.eshkold("files", "show", "1").output.contains("27 new"))
        #expect(try await installation.eshkold("files", "show", "7").status == 2)
    }

    @Test func `once says that something waits when the office is away`() async throws {
        let installation = try Installation(officeURL: "http://127.0.0.1:9")
        try installation.drop("mifam-2015.csv", into: "mifam")
        let result = try await installation.eshkold("once")
        #expect(result.status == 1)
        #expect(try installation.count("envelope WHERE state = 'QUEUED' AND attempts = 1") == 1)
        #expect(try await installation.eshkold("summary", "--period", "2014-Q1").errors.contains("2015-Q4"))
    }

    @Test func `the same bytes again are a duplicate, and the same rows in another file change nothing`() async throws {
        let installation = try Installation()
        try installation.drop("elka-2015.csv", into: "elka")
        #expect(try await installation.eshkold("once").status == 0)
        try installation.drop("elka-2015.csv", into: "elka")
        try installation.folder.write(
            try Repository.read("Examples/2015/elka-2015.csv") + "\r\n\r\n",
            to: "inboxes/elka/again.csv"
        )
        #expect(try await installation.eshkold("once").status == 0)
        #expect(try installation.count("help_activity") == 27)
        #expect(try installation.count("dropped_file WHERE outcome = 'DUPLICATE' AND duplicate_of = 1") == 1)
        #expect(try installation.count("dropped_file WHERE name = 'again.csv' AND rows_unchanged = 27") == 1)
        #expect(
            installation.folder.files(below: "inboxes/elka/accepted").contains { $0.hasSuffix("elka-2015 (2).csv") }
        )
    }
}
