import Foundation
import Glibc
import Intake
import TestSupport
import Testing

/// Calls that do not return.
@Suite(.timeLimit(.minutes(1)))
struct OwnThreadTests {
    @Test func `a call that hangs ends its task when that is cancelled, and is known to be left behind`() async throws {
        let folder = try TemporaryDirectory()
        let pipe = folder.path("pipe")
        try #require(unsafe mkfifo(pipe, 0o600) == 0)
        // Opening one end waits for somebody at the other (fifo(7)).
        let call = Task { try await OwnThread.run { unsafe close(open(pipe, O_RDONLY)) } }
        try await Task.sleep(for: .milliseconds(50))
        #expect(OwnThread.leftBehind == 0)
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(OwnThread.leftBehind == 1)
        let other = unsafe open(pipe, O_WRONLY)
        #expect(try await eventually { OwnThread.leftBehind == 0 })
        close(other)
    }

    @Test func `a call that is about to end is waited for`() async throws {
        let call = Task { try await OwnThread.run { Thread.sleep(forTimeInterval: 0.2) } }
        call.cancel()
        try await call.value
    }
}
