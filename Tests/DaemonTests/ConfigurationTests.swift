import Accompaniment
import Foundation
import Intake
import Settings
import Sync
import TestSupport
import Testing

@testable import Daemon

/// Files without a mistake.
@Suite struct ConfigurationTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func load(_ text: String) throws -> Configuration {
        try Configuration.load(folder.write(text, to: "eshkold.yaml"))
    }

    private func load(office lines: String) throws -> OfficeSettings {
        let text = """
            inboxes: [{name: elka, path: /srv/elka, organisation: ORG-ELKA, function: HELP}]
            offices:
              - name: ministry
            \(lines.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            """
        return try #require(try load(text).offices.first)
    }

    @Test func `every key of the manual is understood`() throws {
        let configuration = try load(
            """
            state: /var/lib/other
            registry: /etc/other/registry.yaml
            language: en
            period: half
            inboxes:
              - name: elka-help
                path: /srv/eshkol/elka
                organisation: ORG-ELKA
                function: HELP
                settle: 500ms
                rescan: 5m
                max-file-size: 1GiB
              - name: urbanics-oversight
                path: /srv/eshkol/urbanics
                organisation: ORG-URBANICS
                function: OVERSIGHT
            offices:
              - name: ministry
                url: https://office.example/v1/summaries
                every: daily 06:30
                time-zone: Asia/Jerusalem
                signing-key: credential:ministry-signing-key
                token: env:MINISTRY_TOKEN
                ca-file: /etc/eshkold/ca.pem
                client-certificate: /etc/eshkold/client.pem
                client-key: /etc/eshkold/client.key
                acknowledgement: status
            retention: { originals: 30d, free-text: 180d, log: 24mo }
            """
        )
        #expect(configuration.state == "/var/lib/other")
        #expect(configuration.storePath == "/var/lib/other/eshkold.sqlite")
        #expect(configuration.registry == "/etc/other/registry.yaml")
        #expect(configuration.language == .english)
        #expect(configuration.period == .half)

        try #require(configuration.inboxes.count == 2)
        let inbox = configuration.inboxes[0]
        #expect(inbox.name == "elka-help")
        #expect(inbox.path == "/srv/eshkol/elka")
        #expect(inbox.organisation.rawValue == "ORG-ELKA")
        #expect(inbox.function == .help)
        #expect(inbox.settle == .milliseconds(500))
        #expect(inbox.rescan == .seconds(300))
        #expect(inbox.maxFileSize == 1 << 30)
        #expect(configuration.inboxes[1].function == .oversight)

        let office = try #require(configuration.offices.first)
        #expect(office.name == "ministry")
        #expect(office.url.absoluteString == "https://office.example/v1/summaries")
        #expect(office.schedule == .daily(hour: 6, minute: 30))
        #expect(office.timeZone.identifier == "Asia/Jerusalem")
        #expect(office.timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: 1_450_000_000)) == 7200)
        #expect(office.signingKey?.description == "credential:ministry-signing-key")
        #expect(office.token?.description == "env:MINISTRY_TOKEN")
        #expect(office.caFile == "/etc/eshkold/ca.pem")
        #expect(office.clientCertificate == "/etc/eshkold/client.pem")
        #expect(office.clientKey == "/etc/eshkold/client.key")
        #expect(office.acknowledgement == .status)
    }

    @Test func `what is not said has a default`() throws {
        let configuration = try load(
            """
            inboxes: [{name: elka, path: /srv/elka, organisation: ORG-ELKA, function: HELP}]
            offices: [{name: ministry, url: "https://office.example/"}]
            """
        )
        #expect(configuration.state == "/var/lib/eshkold")
        #expect(configuration.registry == "/etc/eshkold/registry.yaml")
        #expect(configuration.language == .hebrew)
        #expect(configuration.period == .quarter)
        let inbox = try #require(configuration.inboxes.first)
        #expect(inbox.settle == .seconds(2))
        #expect(inbox.rescan == .seconds(60))
        #expect(inbox.maxFileSize == 64 << 20)
        let office = try #require(configuration.offices.first)
        #expect(office.schedule == .every(.seconds(900)))
        #expect(office.timeZone == .current)
        #expect(office.signingKey == nil)
        #expect(office.token == nil)
        #expect(office.caFile == nil)
        #expect(office.clientCertificate == nil)
        #expect(office.clientKey == nil)
        #expect(office.acknowledgement == .echo)
    }

    @Test func `an office is not needed`() throws {
        let text = "inboxes: [{name: elka, path: /srv/elka, organisation: ORG-ELKA, function: HELP}]"
        #expect(try load(text).offices.isEmpty)
    }

    @Test func `a relative path is relative to the file`() throws {
        let configuration = try load(
            """
            state: state
            registry: ../registry.yaml
            inboxes: [{name: elka, path: inboxes/elka, organisation: ORG-ELKA, function: HELP}]
            offices: [{name: ministry, url: "https://office.example/", ca-file: tls/ca.pem}]
            """
        )
        #expect(configuration.state == folder.path("state"))
        #expect(configuration.storePath == folder.path("state/eshkold.sqlite"))
        let parent = URL(fileURLWithPath: folder.path).deletingLastPathComponent().path
        let registry = URL(fileURLWithPath: configuration.registry).standardizedFileURL.path
        #expect(registry == "\(parent)/registry.yaml")
        #expect(configuration.inboxes.first?.path == folder.path("inboxes/elka"))
        #expect(configuration.offices.first?.caFile == folder.path("tls/ca.pem"))
    }

    @Test(arguments: [
        ("15m", Schedule.every(.seconds(900))), ("1s", .every(.seconds(1))), ("on-change", .onChange),
        ("daily 06:00", .daily(hour: 6, minute: 0)), ("daily 23:59", .daily(hour: 23, minute: 59)),
        ("daily 00:00", .daily(hour: 0, minute: 0)),
    ])
    func `a schedule has three forms`(text: String, schedule: Schedule) throws {
        #expect(try load(office: "url: https://office.example/\nevery: \(text)").schedule == schedule)
    }

    @Test(arguments: [
        "https://office.example", "https://office.example:8443/v1/summaries", "https://10.0.0.7/",
        "http://127.0.0.1:8080/v1/summaries", "http://localhost:8080/", "http://[::1]:8080/",
    ])
    func `https goes anywhere and http to this machine`(address: String) throws {
        #expect(try load(office: "url: '\(address)'").url.absoluteString == address)
    }

    @Test func `a secret in a relative file is relative to the configuration`() throws {
        try folder.write("s3cret\n", to: "token", mode: 0o600)
        let settings = try load(office: "url: https://office.example/\ntoken: file:token")
        #expect(settings.token?.description == "file:\(folder.path("token"))")
        #expect(try settings.office().token == "s3cret")
    }

    @Test func `a heartbeat has an address and a time`() throws {
        let inbox = "inboxes: [{name: elka, path: /srv/elka, organisation: ORG-ELKA, function: HELP}]"
        #expect(try load(inbox).heartbeat == nil)
        let heartbeat = try #require(try load("\(inbox)\nheartbeat: {url: \"https://monitor.example/ping\"}").heartbeat)
        #expect(heartbeat.url.absoluteString == "https://monitor.example/ping" && heartbeat.every == .seconds(300))
        let other = try load("\(inbox)\nheartbeat: {url: \"http://127.0.0.1:8000/\", every: 1h}").heartbeat
        #expect(other?.every == .seconds(3600))
        for wrong in [
            "url: \"http://monitor.example/\"", "every: 5m", "url: \"https://monitor.example/\", every: 500ms",
        ] {
            #expect(throws: StartFailure.self) { try load("\(inbox)\nheartbeat: {\(wrong)}") }
        }
    }

    @Test func `the example that is shipped is complete and right`() throws {
        let configuration = try Configuration.load("\(Repository.root)/config/eshkold.yaml")
        #expect(configuration.inboxes.map(\.name) == ["elka", "urbanics", "urbanics-oversight"])
        // With its optional keys, too: what begins with "# " and a key.
        let text = try Repository.read("config/eshkold.yaml").split(separator: "\n", omittingEmptySubsequences: false)
            .map {
                $0.replacing(/^( *)# ([a-z-]+:)( \S+)?$/) { "\($0.output.1)\($0.output.2)\($0.output.3 ?? "")" }
            }
        let whole = try load(text.joined(separator: "\n"))
        #expect(whole.heartbeat != nil && whole.offices.first?.proxy != nil && whole.offices.first?.pinnedKey != nil)
        // Every key that can be said is in it.
        #expect(whole.lines.keys.contains { $0.hasPrefix("heartbeat.") })
        for key in [
            "state", "metrics", "inboxes[1].settle", "offices[1].client-key", "reports[2].for", "retention.log",
        ] {
            #expect(whole.lines[key] != nil, "\(key)")
        }
    }

    @Test func `of each value it is known where it stands`() throws {
        let configuration = try load(
            """
            language: en
            inboxes:
              - name: elka
                path: /srv/elka
                organisation: ORG-ELKA
                function: HELP
            """
        )
        #expect(configuration.lines["language"] == 1 && configuration.lines["inboxes[1].path"] == 4)
        #expect(configuration.lines["period"] == nil && configuration.lines["inboxes[1].settle"] == nil)
    }

    @Test func `what everybody can change is not obeyed`() throws {
        let text = "inboxes: [{name: elka, path: /srv/elka, organisation: ORG-ELKA, function: HELP}]"
        let path = try folder.write(text, to: "open.yaml", mode: 0o666)
        let failure = try #require(#expect(throws: StartFailure.self) { try Configuration.load(path) })
        #expect(failure.exit == .configuration && failure.description.contains("chmod 0640 \(path)"))
    }
}
