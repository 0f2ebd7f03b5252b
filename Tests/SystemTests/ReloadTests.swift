import Foundation
import TestSupport
import Testing

/// SIGHUP to the real service: both files are applied, or neither (design.md 3.2).
@Suite(.timeLimit(.minutes(2)))
struct ReloadTests {
    private func inbox(_ name: String, in installation: Installation) throws {
        try installation.folder.folder("inboxes/\(name)")
        let text = try installation.folder.read("eshkold.yaml")
        let line = "  - { name: \(name), path: inboxes/\(name), organisation: ORG-ELKA, function: HELP }"
        try installation.folder.write(text.replacing("inboxes:\n", with: "inboxes:\n\(line)\n"), to: "eshkold.yaml")
    }

    @Test func `a new inbox is served after a reload, by the same process`() async throws {
        let installation = try Installation()
        let daemon = try installation.startDaemon()
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await eventually { try installation.isQuiet(files: 1) })
        try inbox("second", in: installation)
        daemon.signal(SIGHUP)
        try installation.drop("elka-2015.csv", into: "second")
        #expect(try await eventually { try installation.isQuiet(files: 2) })
        #expect(installation.folder.files(below: "inboxes/second").contains { $0.hasPrefix("receipts/") })
        let log = try daemon.complained()
        #expect(log.contains("the configuration is applied") && log.contains("inboxes=5"))
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `with a mistake the old configuration stays in force, and the log says why`() async throws {
        let installation = try Installation()
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try daemon.complained().contains("started") })
        try inbox("second", in: installation)
        let text = try installation.folder.read("eshkold.yaml")
        try installation.folder.write(text + "\nperiode: month\n", to: "eshkold.yaml")
        daemon.signal(SIGHUP)
        #expect(try await eventually { try daemon.complained().contains("the configuration was not applied") })
        #expect(try daemon.complained().contains("unknown key 'periode'"))
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await eventually { try installation.isQuiet(files: 1) })
        #expect(!installation.folder.files(below: "inboxes").contains { $0.hasPrefix("second/") })
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `another registry changes what the office is told, and the same one nothing`() async throws {
        let office = try await RunningOffice()
        let installation = try Installation(officeURL: office.url)
        let shipped = "\(Repository.root)/config/registry.yaml"
        let text = try String(contentsOfFile: shipped, encoding: .utf8)
        try installation.folder.write(text, to: "registry.yaml")
        let configuration = try installation.folder.read("eshkold.yaml")
        try installation.folder.write(
            configuration.replacing(shipped, with: installation.folder.path("registry.yaml")),
            to: "eshkold.yaml"
        )
        let daemon = try installation.startDaemon()
        try installation.drop("mifam-2015.csv", into: "mifam")
        func revisions() throws -> Int {
            try installation.count("envelope WHERE state = 'DELIVERED' AND period = '2015-Q4'")
        }
        #expect(try await eventually { try installation.isQuiet(files: 1) && revisions() == 1 })
        daemon.signal(SIGHUP)
        #expect(try await eventually { try daemon.complained().contains("the configuration is applied") })
        #expect(try await eventually { try installation.isQuiet(files: 1) && revisions() == 1 })

        try installation.folder.write(
            text + "\nexpectations:\n  - {organisation: ORG-ELKA, unit: WEST-NEGEV}\n",
            to: "registry.yaml"
        )
        daemon.signal(SIGHUP)
        #expect(try await eventually { try installation.isQuiet(files: 1) && revisions() == 2 })
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `reloads one after the other under load lose nothing`() async throws {
        let installation = try Installation(inboxOptions: "settle: 100ms")
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try daemon.complained().contains("started") })
        for number in 1...20 {
            let row = "אשכול,פעילות,תאריך\nנגב מערבי,מפגש \(number),30/11/2015\n"
            try installation.folder.write(row, to: "inboxes/elka/\(number).csv")
            if number.isMultiple(of: 5) { daemon.signal(SIGHUP) }
            try await Task.sleep(for: .milliseconds(30))
        }
        let isQuiet = try await eventually(within: .seconds(40)) { try installation.isQuiet(files: 20) }
        let log = try daemon.complained()
        #expect(isQuiet, "\(log)")
        #expect(try installation.count("help_activity") == 20)
        daemon.signal(SIGTERM)
        let end = try await daemon.wait()
        #expect(end.status == 0, "\(end.status): \(end.errors)")
    }
}
