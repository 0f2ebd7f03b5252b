import Foundation
import TestSupport
import Testing

@testable import Daemon

@Suite struct StateLockTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `nobody holds the lock of a folder that is not there`() {
        #expect(!StateLock.isHeld(state: folder.path("state")))
    }

    @Test func `the lock is held for as long as it lives`() throws {
        let state = folder.path("state")
        do {
            let lock = try StateLock(state: state)
            withExtendedLifetime(lock) { #expect(StateLock.isHeld(state: state)) }
        }
        #expect(!StateLock.isHeld(state: state))
    }

    @Test func `a second service is refused and told why`() throws {
        let state = folder.path("state")
        let lock = try StateLock(state: state)
        try withExtendedLifetime(lock) {
            let failure = try #require(#expect(throws: StartFailure.self) { try StateLock(state: state) })
            #expect(failure.description.contains("another eshkold works on \(state) already"))
            #expect(failure.exit == .workLeft)
            #expect(StateLock.isHeld(state: state), "the one that was refused took nothing away")
        }
    }

    @Test func `after the first has gone a second one may come`() throws {
        let state = folder.path("state")
        do { _ = try StateLock(state: state) }
        let second = try StateLock(state: state)
        withExtendedLifetime(second) { #expect(StateLock.isHeld(state: state)) }
    }

    @Test func `asking leaves the lock free`() throws {
        let state = folder.path("state")
        do { _ = try StateLock(state: state) }
        for _ in 0..<10 {
            #expect(!StateLock.isHeld(state: state))
            _ = try StateLock(state: state)
        }
    }

    @Test func `a service that starts while somebody asks waits for that instant`() throws {
        let state = folder.path("state")
        do { _ = try StateLock(state: state) }
        let asking = unsafe open("\(state)/eshkold.lock", O_RDONLY | O_CLOEXEC)
        try #require(flock(asking, LOCK_SH | LOCK_NB) == 0)
        // No task: whoever waits for the lock holds a thread that the task may need.
        Thread.detachNewThread {
            usleep(100_000)
            close(asking)
        }
        let lock = try StateLock(state: state)
        withExtendedLifetime(lock) { #expect(StateLock.isHeld(state: state)) }
    }

    @Test func `two folders have two locks`() throws {
        let locks = [try StateLock(state: folder.path("a")), try StateLock(state: folder.path("b"))]
        withExtendedLifetime(locks) {
            #expect(StateLock.isHeld(state: folder.path("a")))
            #expect(StateLock.isHeld(state: folder.path("b")))
        }
    }

    @Test func `the folder is made with its parents and is the service's alone`() throws {
        let state = folder.path("var/lib/eshkold")
        let lock = try StateLock(state: state)
        withExtendedLifetime(lock) {}
        #expect(try mode(state) == 0o700)
        #expect(try mode("\(state)/eshkold.lock") == 0o600)
    }

    @Test func `a link in place of the lock is not followed`() throws {
        let state = try folder.folder("state")
        let target = folder.path("target")
        try FileManager.default.createSymbolicLink(atPath: "\(state)/eshkold.lock", withDestinationPath: target)
        #expect(throws: StartFailure.self) { try StateLock(state: state) }
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test func `a file in place of the folder is refused`() throws {
        let state = try folder.write("", to: "state")
        let failure = #expect(throws: StartFailure.self) { try StateLock(state: state) }
        #expect(failure?.description.contains(state) == true)
    }
}
