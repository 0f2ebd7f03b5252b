import Foundation
import TestSupport
import Testing

/// docs/central-office.openapi.yaml, held against the office by schemathesis: requests that keep the contract and such as
/// break it, and whether the answers are those that it promises.
@Suite(.timeLimit(.minutes(5)))
struct OfficeContractTests {
    @Test func `schemathesis finds no difference between the contract and the office`() async throws {
        let schemathesis = "\(Repository.root)/.build/python/bin/schemathesis"
        try #require(
            FileManager.default.isExecutableFile(atPath: schemathesis),
            "schemathesis is not installed: run scripts/test, which installs it"
        )
        // So many requests come from one address that the limit would be all that is looked at.
        let office = try await RunningOffice(options: ["--rate-limit", "1000000"])
        let tests = "\(Repository.root)/Tests/SystemTests"
        // In a folder of its own, where it leaves what it leaves.
        let run = try Program(
            "/usr/bin/env",
            [
                "-C", office.folder.path, schemathesis, "--config-file", "\(tests)/office_contract.toml", "run",
                "\(Repository.root)/docs/central-office.openapi.yaml", "--url", office.url, "--max-examples", "30",
                // The same requests each time.
                "--seed", "2015", "--generation-deterministic", "--no-color",
                "--continue-on-failure",
            ],
            environment: ["OFFICE_KEY": Installation.signingKey, "PYTHONPATH": tests, "PYTHONDONTWRITEBYTECODE": "1"],
            in: office.folder
        )
        let result = try await run.wait(upTo: .seconds(240))
        #expect(result.status == 0, "\(result.output.suffix(6000))\(result.errors.suffix(2000))")
        // It was looked at: some of what keeps the contract was stored, through the signature.
        #expect(try await !office.listing().summaries.isEmpty)
        #expect(office.program.isRunning)
        #expect(try !office.program.complained().contains("the store failed"))
    }
}
