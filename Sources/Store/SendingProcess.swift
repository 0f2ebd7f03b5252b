internal import Foundation

/// Which process has an envelope on its way: its number, its name and when it started, as `/proc` has them (proc(5)).
///
/// A lease that no clock ends: it holds for exactly as long as its process lives, and a crash frees it at once. Processes
/// of one machine alone can share a store, for SQLite keeps its write-ahead log in shared memory
/// (https://www.sqlite.org/wal.html).
struct SendingProcess: Equatable, Sendable {
    let text: String

    /// `nil` where `/proc` cannot be read; then nobody holds a lease.
    static let own = SendingProcess(process: "self")

    init?(_ text: String?) {
        guard let text else { return nil }
        self.text = text
    }

    private init?(process: String) {
        // `try?`: a process that is gone has no such file.
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")")
        else { return nil }
        // Behind the name, which may hold anything, stand the state and 18 more fields before the time of the start.
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard fields.count > 19 else { return nil }
        text = "\(stat[..<open])\(stat[open...close]) \(fields[19])"
    }

    var isAnotherThatLives: Bool {
        guard let own = Self.own, self != own, let number = text.split(separator: " ").first else { return false }
        return SendingProcess(process: String(number)) == self
    }
}
