import Foundation
import TestSupport
import Testing

/// The units as they are shipped, before they are booted by ``BootTests``.
@Suite(.timeLimit(.minutes(2)))
struct UnitFileTests {
    private static let units = [
        "eshkold.service", "central-office.service", "eshkold-backup.service", "eshkold-backup.timer",
    ]

    @Test(arguments: units)
    func `each directive has its reason above it`(unit: String) throws {
        var lines = try Repository.read("systemd/\(unit)").split(separator: "\n", omittingEmptySubsequences: false)[...]
        var before = Substring()
        while let line = lines.popFirst() {
            defer { before = line }
            // What it is called, where its manual is, and the lines that a long one goes on in.
            guard line.contains("="), !line.hasPrefix("#"), !line.hasPrefix(" "), !line.hasPrefix("Description="),
                !line.hasPrefix("Documentation=")
            else { continue }
            #expect(before.hasPrefix("# "), "\(unit): \(line)")
        }
    }

    /// A copy of the unit that starts a program which is there.
    private func copy(_ unit: String, dropIn: String? = nil, in folder: TemporaryDirectory) throws -> String {
        let text = try Repository.read("systemd/\(unit)").split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("ExecStart=") ? "ExecStart=/bin/true" + ($0.hasSuffix("\\") ? " \\" : "") : String($0) }
        let more = try dropIn.map { try Repository.read("systemd/examples/\($0)") } ?? ""
        return try folder.write(text.joined(separator: "\n") + "\n" + more, to: unit)
    }

    @Test func `systemd finds nothing to say about them`() async throws {
        let folder = try TemporaryDirectory()
        for unit in Self.units { _ = try copy(unit, in: folder) }
        for unit in Self.units {
            let result = try await Program.run(
                "/usr/bin/systemd-analyze",
                ["verify", "--man=no", folder.path(unit)],
                in: folder
            )
            #expect(result.status == 0 && result.output + result.errors == "", "\(unit): \(result.errors)")
        }
    }

    @Test(
        arguments: [
            ("eshkold.service", nil, 11), ("eshkold.service", "office.conf", 10), ("central-office.service", nil, 11),
            ("eshkold-backup.service", nil, 11),
        ] as [(String, String?, Int)]
    )
    func `little is left to whoever breaks in`(unit: String, dropIn: String?, most: Int) async throws {
        let folder = try TemporaryDirectory()
        let result = try await Program.run(
            "/usr/bin/systemd-analyze",
            [
                "security", "--offline=true", "--no-pager", "--threshold=\(most)",
                try copy(unit, dropIn: dropIn, in: folder),
            ],
            in: folder
        )
        #expect(result.status == 0, "\(result.output.split(separator: "\n").last ?? "")\(result.errors)")
    }

    @Test func `the service cannot listen, whatever runs in it`() throws {
        let unit = try Repository.read("systemd/eshkold.service")
        #expect(unit.contains("\nSystemCallFilter=~@privileged @resources listen accept accept4\n"))
    }
}
