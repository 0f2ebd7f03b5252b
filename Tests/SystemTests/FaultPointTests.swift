import Faults
import Foundation
import TestSupport
import Testing

/// The daemon dies between every two steps of its way. What is left is taken up by the next start, and by nothing else.
@Suite(.timeLimit(.minutes(10)))
struct FaultPointTests {
    @Test(arguments: FaultPoint.allCases, [1, 3])
    func `killed between two steps, once or three times in a row, it loses nothing and counts nothing twice`(
        point: FaultPoint,
        times: Int
    ) async throws {
        let office = try await RunningOffice()
        let judge = try Judge(office: office)
        for time in 1...times {
            try judge.drop()
            let doomed = try judge.installation.startDaemon(environment: ["ESHKOLD_FAULT": point.rawValue])
            let end = try await doomed.wait(upTo: .seconds(30))
            #expect(end.isKilled, "\(point.rawValue) was not reached in run \(time): \(end.errors)")
        }
        let heir = try judge.installation.startDaemon()
        let settles = try await judge.settles()
        let log = try heir.complained()
        #expect(settles, "after \(point.rawValue): \(log)")
        try await judge.judge("after \(point.rawValue), \(times) times")
        // It still lives.
        try judge.drop()
        #expect(try await judge.settles())
        heir.signal(SIGTERM)
        let end = try await heir.wait()
        #expect(end.status == 0, "\(end.errors)")
        try await judge.judge("a fresh file after \(point.rawValue)")
    }
}
