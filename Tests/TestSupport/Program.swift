internal import Foundation
internal import Glibc

/// A real process of one of our binaries, or of a tool of the system; ended when the test lets go of it.
package final class Program: @unchecked Sendable {
    // Sendable because Process is only told to start, to signal and to wait, each of which it does under its own lock.
    private let process = Process()
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
        process.executableURL = URL(fileURLWithPath: name.hasPrefix("/") ? name : "\(Repository.products)/\(name)")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    package var isRunning: Bool { process.isRunning }
    package var pid: Int32 { process.processIdentifier }

    package func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Stops it where it stands, until SIGCONT. Returns when none of its threads runs any more.
    package func freeze() async throws {
        signal(SIGSTOP)
        let isFrozen = try await eventually {
            // In brackets before the state stands the name, which may hold anything (proc(5)).
            let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
            return stat.split(separator: ")").last?.hasPrefix(" T") == true
        }
        guard isFrozen else { throw POSIXError(.EBUSY) }
    }

    /// Waits for the end, for `limit` at most; then it is killed.
    package func wait(upTo limit: Duration = .seconds(60)) async throws -> Result {
        let end = ContinuousClock.now + limit
        while process.isRunning, .now < end { try await Task.sleep(for: .milliseconds(5)) }
        if process.isRunning { signal(SIGKILL) }
        process.waitUntilExit()
        let isKilled = process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL
        return Result(
            status: process.terminationStatus,
            isKilled: isKilled,
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
