import Foundation
import TestSupport
import Testing

@testable import Daemon

/// Files with mistakes: all are named at once, each with its place.
@Suite struct ConfigurationMistakesTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// The messages for `text`, without the path of the file that each begins with.
    private func mistakes(_ text: String) throws -> [String] {
        let path = try folder.write(text, to: "eshkold.yaml")
        let failure = try #require(#expect(throws: StartFailure.self) { try Configuration.load(path) })
        #expect(failure.exit == .configuration)
        return try failure.description.split(separator: "\n").map { line in
            try #require(line.hasPrefix("\(path):"), "\(line)")
            return String(line.dropFirst(path.count + 1))
        }
    }

    /// The messages for an office of these lines, which stand from line 4 on, in column 5.
    private func mistakes(office lines: String...) throws -> [String] {
        try mistakes(
            """
            inboxes: [{name: elka, path: /srv/elka, organisation: ORG-ELKA, function: HELP}]
            offices:
              - name: ministry
            \(lines.map { "    \($0)" }.joined(separator: "\n"))
            """
        )
    }

    @Test func `every mistake is named at once, in the order of the file`() throws {
        let mistakes = try mistakes(
            """
            stat: /var/lib/eshkold
            language: fr
            inboxes:
              - name: elka
                path: /srv/elka
                organisation: ORG-ELKA
                function: BOTH
                settle: 2 seconds
              - path: /srv/urbanics
                organisation: elka
                function: HELP
                max-file-size: 64MB
            offices:
              - name: ministry
                url: http://office.example/v1/summaries
                every: daily 25:00
                client-certificate: client.pem
            retention: { originals: forever }
            """
        )
        #expect(
            mistakes == [
                "1:1: unknown key 'stat': did you mean 'state'?",
                "2:11: 'language' should be he or en",
                "7:15: 'function' should be HELP or OVERSIGHT",
                "8:13: 'settle' should be a time such as 2s",
                "9:5: 'name' is missing: it should be a short name",
                "10:19: 'organisation' should be a code such as ORG-ELKA",
                "12:20: 'max-file-size' should be a size such as 64MiB",
                "14:5: 'client-certificate' and 'client-key' belong together: add the other one",
                "15:10: 'url' should be an https:// address (http:// only to this machine)",
                "16:12: 'every' should be a time such as 15m, on-change, or daily 06:00",
                "18:25: 'originals' should be a time such as 30d or 24mo",
            ]
        )
    }

    private static let inboxes = "inboxes: [{name: elka, path: /srv/elka, organisation: ORG-ELKA, function: HELP}]"

    @Test(arguments: [
        ("inboxs", "inboxes"), ("ofices", "offices"), ("langage", "language"), ("State", "state"),
        ("periods", "period"),
    ])
    func `an unknown key comes with the nearest one that exists`(key: String, suggestion: String) throws {
        let mistakes = try mistakes("\(Self.inboxes)\n\(key): x")
        #expect(mistakes == ["2:1: unknown key '\(key)': did you mean '\(suggestion)'?"])
    }

    @Test func `an unknown key that is near to none comes with all that exist`() throws {
        let mistake = try #require(try mistakes("\(Self.inboxes)\nwatchfulness: x").first)
        let beginning = "2:1: unknown key 'watchfulness': known are "
        try #require(mistake.hasPrefix(beginning))
        let known = mistake.dropFirst(beginning.count).components(separatedBy: ", ")
        #expect(
            known.sorted() == [
                "heartbeat", "inboxes", "language", "metrics", "offices", "period", "registry", "reports", "retention",
                "state",
            ]
        )
    }

    @Test(arguments: ["name", "path", "organisation", "function"])
    func `what an inbox cannot do without is missed at its place`(key: String) throws {
        let lines = ["name: elka", "path: /srv/elka", "organisation: ORG-ELKA", "function: HELP"]
        let rest = lines.filter { !$0.hasPrefix(key) }
        let mistakes = try mistakes("inboxes:\n  - " + rest.joined(separator: "\n    "))
        try #require(mistakes.count == 1)
        #expect(mistakes[0].hasPrefix("2:5: '\(key)' is missing: it should be "))
    }

    @Test(arguments: [
        "http://office.example/", "http://127.0.0.1.example/", "http://localhost.example/", "http://10.0.0.7/",
        "http://127.0.0.1@office.example/", "ftp://127.0.0.1/", "file:///etc/passwd", "office.example", "https://",
        "https:///v1", "''",
    ])
    func `plain http to another machine is refused, and what is no address`(address: String) throws {
        #expect(
            try mistakes(office: "url: \(address)")
                == ["4:10: 'url' should be an https:// address (http:// only to this machine)"]
        )
    }

    @Test(arguments: ["client-certificate", "client-key"])
    func `half of a client certificate is a mistake`(key: String) throws {
        #expect(
            try mistakes(office: "url: https://office.example/", "\(key): client.pem")
                == ["3:5: 'client-certificate' and 'client-key' belong together: add the other one"]
        )
    }

    @Test(arguments: [
        "0s", "15", "hourly", "daily", "daily 6", "daily 24:00", "daily 06:60", "daily 06:00:00", "daily -1:00",
        "weekly 06:00", "06:00", "daily x:06:00:pm", "daily 06:00pm", "daily 06::00", "daily 06:", "daily +06:00",
    ])
    func `a schedule of another form is a mistake`(text: String) throws {
        #expect(
            try mistakes(office: "url: https://office.example/", "every: '\(text)'")
                == ["5:12: 'every' should be a time such as 15m, on-change, or daily 06:00"]
        )
    }

    @Test(arguments: ["Mars/Olympus", "summer", "06:00"])
    func `a time zone that nobody knows is a mistake`(text: String) throws {
        #expect(
            try mistakes(office: "url: https://office.example/", "time-zone: '\(text)'")
                == ["5:16: 'time-zone' should be a name such as Asia/Jerusalem"]
        )
    }

    @Test(arguments: ["signing-key", "token"])
    func `a secret in the file itself is a mistake, and is not repeated`(key: String) throws {
        let mistakes = try mistakes(office: "url: https://office.example/", "\(key): whsec_c2VjcmV0")
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.hasSuffix("'\(key)' should be credential:NAME, file:PATH or env:NAME") == true)
        #expect(mistakes.first?.contains("c2VjcmV0") == false)
    }

    @Test(arguments: ["inbox", "inbox path", "office"])
    func `what must be unique and stands twice is a mistake`(what: String) throws {
        let second = what == "inbox" ? ("elka", "/srv/b") : ("other", what == "inbox path" ? "/srv/a" : "/srv/b")
        let office = "  - {name: ministry, url: https://office.example/}\n"
        let mistakes = try mistakes(
            """
            inboxes:
              - {name: elka, path: /srv/a, organisation: ORG-ELKA, function: HELP}
              - {name: \(second.0), path: \(second.1), organisation: ORG-ELKA, function: HELP}
            offices:
            \(what == "office" ? office + office : office)
            """
        )
        try #require(mistakes.count == 1)
        #expect(mistakes[0].hasSuffix(": the same \(what) stands twice: each needs its own"))
        #expect(mistakes[0].hasPrefix(what == "office" ? "6:" : "3:"))
    }

    @Test(arguments: [
        "", "# nothing\n", "- a\n- b\n", "text", "inboxes: []", "inboxes: {}", "state: [a]", "inboxes: [a]",
    ])
    func `a file of another form is refused`(text: String) throws {
        #expect(try !mistakes(text).isEmpty)
    }

    @Test func `what is no YAML is refused with its place`() throws {
        let mistakes = try mistakes("state: /var/lib\nregistry: [a, b\nlanguage: he\n")
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.hasPrefix("3:") == true)
    }

    @Test func `a key that stands twice is refused`() throws {
        #expect(try mistakes("state: /a\nstate: /b\n").count == 1)
    }

    @Test func `a file that is not there is refused`() throws {
        let path = folder.path("absent.yaml")
        let failure = #expect(throws: StartFailure.self) { try Configuration.load(path) }
        #expect(failure?.exit == .configuration)
        #expect(failure?.description == "\(path):1:1: the file cannot be read: check the path and its mode")
    }
}
