internal import Foundation
internal import Glibc

/// A real process of one of our binaries, or of a tool of the system; ended, with whatever it started, when the test lets
/// go of it.
///
/// Not Foundation's `Process`: that one takes a process for running as long as any child of it is, and waits without end
/// for a server whose workers outlive it.
package final class Program: @unchecked Sendable {
    // Sendable because what changes, `ending`, does so under the lock.
    private let lock = NSLock()
    private var ending: Int32?
    package let pid: Int32
    private let output: URL
    private let errors: URL

    /// What a process left behind.
    package struct Result: Sendable {
        package var status: Int32
        /// It was ended by SIGKILL.
        package var isKilled: Bool
        package var output: String
        package var errors: String
    }

    /// Starts `name` from this build, or the program at that path.
    package init(
        _ name: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: TemporaryDirectory
    ) throws {
        let id = UUID().uuidString
        output = URL(fileURLWithPath: folder.path("\(id).out"))
        errors = URL(fileURLWithPath: folder.path("\(id).err"))
        for file in [output, errors] { try Data().write(to: file) }
        pid = try spawn(
            [name.hasPrefix("/") ? name : "\(Repository.products)/\(name)"] + arguments,
            environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
            output: output.path,
            errors: errors.path
        )
    }

    deinit {
        guard isRunning else { return }
        kill(-pid, SIGKILL)
        waitpid(pid, nil, 0)
    }

    package var isRunning: Bool { ended == nil }

    /// How it ended, in the form of waitpid(2); nil while it runs.
    private var ended: Int32? {
        lock.withLock {
            if let ending { return ending }
            var info = unsafe siginfo_t()
            // Safety: both calls write into a variable of this frame. Looked at without taking it, the process keeps its
            // number for those whom it started, and they end with it.
            let answer = unsafe waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT)
            guard unsafe answer == 0 && info.si_signo == SIGCHLD else { return nil }
            kill(-pid, SIGKILL)
            var status: Int32 = 0
            guard unsafe waitpid(pid, &status, 0) == pid else { return nil }
            ending = status
            return status
        }
    }

    package func signal(_ number: Int32) {
        if isRunning { kill(pid, number) }
    }

    /// Stops it where it stands, until SIGCONT. Returns when none of its threads runs any more.
    package func freeze() async throws {
        signal(SIGSTOP)
        guard try await eventually({ try isFrozen }) else { throw POSIXError(.EBUSY) }
    }

    /// Stopped by a signal, until SIGCONT.
    package var isFrozen: Bool {
        get throws {
            // In brackets before the state stands the name, which may hold anything (proc(5)).
            let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
            return stat.split(separator: ")").last?.hasPrefix(" T") == true
        }
    }

    /// Waits for the end, for `limit` at most; then it is killed.
    package func wait(upTo limit: Duration = .seconds(60)) async throws -> Result {
        let end = ContinuousClock.now + limit
        while isRunning, .now < end { try await Task.sleep(for: .milliseconds(5)) }
        signal(SIGKILL)
        var status = ended
        while status == nil {
            try await Task.sleep(for: .milliseconds(5))
            status = ended
        }
        let signal = (status ?? 0) & 0x7F
        return Result(
            status: signal == 0 ? (status ?? 0) >> 8 & 0xFF : signal,
            isKilled: signal == SIGKILL,
            output: try printed(),
            errors: try complained()
        )
    }

    /// What it wrote to the standard output so far.
    package func printed() throws -> String { try String(contentsOf: output, encoding: .utf8) }

    package func complained() throws -> String { try String(contentsOf: errors, encoding: .utf8) }

    /// Runs a program to its end.
    package static func run(
        _ name: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: TemporaryDirectory
    ) async throws -> Result {
        try await Program(name, arguments, environment: environment, in: folder).wait()
    }
}

/// Asks again and again until `condition` holds.
///
/// - Returns: False when it did not hold within `limit`.
package func eventually(
    within limit: Duration = .seconds(20),
    _ condition: () async throws -> Bool
) async throws -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return try await condition()
}
