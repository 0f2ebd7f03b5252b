import Foundation
import TestSupport
import Testing

/// What the real service writes into systemd's journal, heard on a socket in the journal's place
/// (https://systemd.io/JOURNAL_NATIVE_PROTOCOL/).
@Suite(.timeLimit(.minutes(2)), .enabled(if: Mount.isAllowed))
struct JournalTests {
    /// Under the journal's own path, in a mount namespace of its own, with the standard error stream that JOURNAL_STREAM
    /// names. Word by word: the folder of the socket, the file of that stream, the program.
    private static let start = """
        mkdir -p /run/systemd/journal && mount --bind "$1" /run/systemd/journal && exec 2>"$2" &&
        JOURNAL_STREAM=$(stat -L -c %d:%i "$2") exec "$3" run --config "$4"
        """

    private func start(_ installation: Installation) throws -> Program {
        try Program(
            "/usr/bin/unshare",
            [
                "-m", "sh", "-c", Self.start, "sh", installation.folder.path("journal"),
                installation.folder.path("stderr"),
                "\(Repository.products)/eshkold", installation.config,
            ],
            in: installation.folder
        )
    }

    /// The fields of an entry; a value of several lines has its length before it.
    private func fields(_ entry: [UInt8]) -> [String: String] {
        var fields: [String: String] = [:]
        var rest = entry[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if let sign = line.firstIndex(of: UInt8(ascii: "=")) {
                let name = String(decoding: line[..<sign], as: UTF8.self)
                fields[name] = String(decoding: line[(sign + 1)...], as: UTF8.self)
            } else {
                let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
                fields[String(decoding: line, as: UTF8.self)] = String(
                    decoding: rest.dropFirst(8).prefix(length),
                    as: UTF8.self
                )
                rest = rest.dropFirst(8 + length + 1)
            }
        }
        return fields
    }

    @Test func `each event is an entry with its fields, and no name of a file`() async throws {
        let office = try CaptureServer(.echo())
        let installation = try Installation(officeURL: "http://127.0.0.1:\(office.url.port ?? 0)")
        let ear = try UnixEar(path: installation.folder.folder("journal") + "/socket")
        let daemon = try start(installation)
        try installation.drop("mifam-2015.csv", into: "mifam")
        func entries() -> [[String: String]] { ear.heard.map(fields) }
        #expect(try await eventually { entries().contains { $0["MESSAGE"]?.hasPrefix("envelope delivered") == true } })
        let file = try #require(entries().first { $0["MESSAGE"]?.hasPrefix("file taken in") == true })
        #expect(file["PRIORITY"] == "5" && file["SYSLOG_IDENTIFIER"] == "eshkold")
        #expect(
            file["ESHKOLD_INBOX"] == "mifam" && file["ESHKOLD_FILE"] == "1" && file["ESHKOLD_OUTCOME"] == "ACCEPTED"
        )
        #expect(file["MESSAGE"]?.contains("file=1 held=0 inbox=mifam") == true)
        let envelope = try #require(entries().first { $0["MESSAGE"]?.hasPrefix("envelope delivered") == true })
        #expect(envelope["ESHKOLD_OFFICE"] == "office" && envelope["ESHKOLD_ENVELOPE"] == "office:1")
        // A value of several lines: each mistake on its own.
        try installation.folder.write("langage: he\nperiode: month\n", to: "eshkold.yaml")
        daemon.signal(SIGHUP)
        #expect(
            try await eventually {
                entries().contains { entry in
                    entry["PRIORITY"] == "3" && entry["MESSAGE"]?.contains("unknown key 'langage'") == true
                        && entry["MESSAGE"]?.contains("unknown key 'periode'") == true
                }
            }
        )
        #expect(!ear.texts.contains { $0.contains("mifam-2015") })
        // Nothing is said twice.
        #expect(try installation.folder.read("stderr").contains("file taken in") == false)
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `without the journal's socket nothing is lost`() async throws {
        let installation = try Installation()
        try installation.folder.folder("journal")
        let daemon = try start(installation)
        #expect(
            try await eventually {
                // `try?`: not there yet.
                (try? installation.folder.read("stderr"))?.contains("started") == true
            }
        )
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }
}
