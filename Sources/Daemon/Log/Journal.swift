import Foundation
import Glibc
import Logging

/// Entries for systemd's journal in its own form, which keeps each detail as a field
/// (https://systemd.io/JOURNAL_NATIVE_PROTOCOL/).
enum Journal {
    /// True where systemd carries the standard error stream of this process to the journal (systemd.exec(5), JOURNAL_STREAM).
    static var carriesStandardError: Bool {
        var status = stat()
        guard let stream = ProcessInfo.processInfo.environment["JOURNAL_STREAM"],
            unsafe fstat(STDERR_FILENO, &status) == 0
        else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }

    /// - Returns: False where the journal did not take it.
    static func send(_ event: LogEvent, _ details: Logger.Metadata) -> Bool {
        // Without waiting: a journal that hangs must not hold up the work.
        UnixDatagram.send(entry(event, details), to: socket, flags: Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    }

    private static let socket = "/run/systemd/journal/socket"

    static func entry(_ event: LogEvent, _ details: Logger.Metadata) -> [UInt8] {
        let sorted = details.sorted { $0.key < $1.key }
        let list = sorted.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        var fields = [
            // Whoever reads the journal as lines sees this alone.
            ("MESSAGE", list.isEmpty ? "\(event.message)" : "\(event.message) (\(list))"),
            ("PRIORITY", "\(priority(event.level))"), ("SYSLOG_IDENTIFIER", "eshkold"), ("ESHKOLD_PART", event.source),
        ]
        fields += sorted.map { ("ESHKOLD_\(name($0.key))", "\($0.value)") }
        // The name by which the commands know an envelope.
        if let office = details["office"], let sequence = details["sequence"] {
            fields.append(("ESHKOLD_ENVELOPE", "\(office):\(sequence)"))
        }
        return fields.flatMap(bytes)
    }

    /// Of syslog(3).
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    /// Capital letters, digits and underscores, at most 64 with what stands before it.
    private static func name(_ key: String) -> String {
        String(key.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }.prefix(56))
    }

    /// A value of several lines has its length before it.
    private static func bytes(_ name: String, _ value: String) -> [UInt8] {
        guard value.utf8.contains(UInt8(ascii: "\n")) else { return Array("\(name)=\(value)\n".utf8) }
        let length = unsafe withUnsafeBytes(of: UInt64(value.utf8.count).littleEndian) { unsafe Array($0) }
        return Array("\(name)\n".utf8) + length + Array(value.utf8) + [UInt8(ascii: "\n")]
    }
}
