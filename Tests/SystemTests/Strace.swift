import Foundation
import TestSupport

/// Makes single system calls of a real process fail (strace(1), "Tampering"). No build for tests, and no call is missed.
enum Strace {
    static let path = "/usr/bin/strace"

    /// The daemon with every `nth` call of `call` (of each thread) failing with `error`.
    ///
    /// - Parameter paths: Where given, only calls that concern these paths count and fail.
    static func daemon(
        of installation: Installation,
        failing call: String,
        with error: String,
        nth: String,
        paths: [String] = []
    ) throws -> Program {
        try eshkold("run", of: installation, at: call, "error=\(error):when=\(nth)", paths: paths)
    }

    /// `eshkold once`, killed instead of the `nth` call of `call` (of each thread) that concerns `paths`.
    static func once(
        of installation: Installation,
        killedAt call: String,
        nth: Int,
        paths: [String]
    ) async throws -> Program.Result {
        try await eshkold("once", of: installation, at: call, "signal=KILL:when=\(nth)", paths: paths).wait()
    }

    private static func eshkold(
        _ command: String,
        of installation: Installation,
        at call: String,
        _ injection: String,
        paths: [String]
    ) throws -> Program {
        let trace = ["-f", "-qq", "-o", installation.folder.path("trace.out"), "-e", "trace=\(call)"]
        return try Program(
            path,
            trace + ["-e", "inject=\(call):\(injection)"] + paths.flatMap { ["-P", $0] } + [
                "\(Repository.products)/eshkold", command, "--config", installation.config,
            ],
            in: installation.folder
        )
    }

    /// How many calls were made to fail.
    static func firings(in installation: Installation) throws -> Int {
        try installation.folder.read("trace.out").components(separatedBy: "(INJECTED)").count - 1
    }

    /// The process of the daemon below strace, to which signals have to go.
    static func child(of program: Program) -> Int32? {
        // It is not there yet, or no more.
        let children = try? String(
            contentsOfFile: "/proc/\(program.pid)/task/\(program.pid)/children",
            encoding: .utf8
        )
        return children?.split(separator: " ").first.flatMap { Int32($0) }
    }
}
