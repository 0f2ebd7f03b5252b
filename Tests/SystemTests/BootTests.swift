import Foundation
import TestSupport
import Testing

/// The packages on a bare Debian 12 whose own systemd is booted in a container: what an operator does from installing to the
/// day after a disk failure. Step by step it stands in packaging/test-inside.
@Suite
struct BootTests {
    /// The programs are those of this build, with the Swift runtime of this machine lent to the container: a release build
    /// would take longer than everything else. The released ones go through the same steps by 'scripts/package --test'.
    @Test(.timeLimit(.minutes(15)), .enabled(if: Mount.isAllowed))
    func `installed, run, reloaded, killed, filled up, restored, upgraded and removed`() async throws {
        let folder = try TemporaryDirectory()
        let package = try await Program(
            "\(Repository.root)/scripts/package",
            ["--trial", Repository.products],
            in: folder
        ).wait(upTo: .seconds(300))
        try #require(package.status == 0, "\(package.output)\(package.errors)")
        let packages = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/.build/trial-packages")
            .filter { $0.hasSuffix(".deb") }.map { "\(Repository.root)/.build/trial-packages/\($0)" }
        #expect(packages.count == 2)
        let trial = try await Program("\(Repository.root)/packaging/test", packages, in: folder)
            .wait(upTo: .seconds(540))
        if trial.status == 77 {
            print(trial.output)
            try Test.cancel("\(trial.output)")
        }
        #expect(trial.status == 0, "\(trial.output)\(trial.errors)")
    }
}
