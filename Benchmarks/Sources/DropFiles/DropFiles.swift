import Foundation
import Glibc

/// Drops small reports into inboxes of a running service and waits for their receipts:
/// `DropFiles COUNT ROWS RATE INBOX…`.
///
/// A RATE of 0 drops all at once (each is moved into place, whole). With a rate, in files a second, each is written in
/// place and closed, round the inboxes, and the time from the close to the receipt counts. Prints one line of
/// `name value` pairs.
@main
struct DropFiles {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 5, let count = Int(arguments[1]), let rows = Int(arguments[2]),
            let rate = Double(arguments[3]), count > 0
        else {
            FileHandle.standardError.write(Data("usage: DropFiles COUNT ROWS RATE INBOX…\n".utf8))
            exit(2)
        }
        let inboxes = Array(arguments[4...])
        let receipts = try Receipts(inboxes: inboxes)
        let names = (0..<count).map { "report-\($0).csv" }
        let content = names.indices.map { Data(report($0, rows: rows).utf8) }
        let start =
            rate == 0
            ? try dropAtOnce(names, content, into: inboxes)
            : try drop(names, content, into: inboxes, rate: rate, receipts)
        guard let end = receipts.wait(for: count, seconds: 600) else {
            FileHandle.standardError.write(Data("DropFiles: only \(receipts.count) of \(count) receipts came\n".utf8))
            exit(1)
        }
        var line = "files \(count) seconds \(rounded(end - start)) rate \(rounded(Double(count) / (end - start)))"
        if rate > 0 {
            let latencies = receipts.latencies().sorted().map { $0 * 1000 }
            line += " p50ms \(rounded(latencies[count / 2])) p99ms \(rounded(latencies[count * 99 / 100]))"
            line += " maxms \(rounded(latencies[count - 1]))"
        }
        print(line)
    }

    /// - Returns: When the first of them was there.
    private static func dropAtOnce(_ names: [String], _ content: [Data], into inboxes: [String]) throws -> Double {
        for (index, name) in names.enumerated() {
            // A name that is passed over until it is changed.
            try content[index].write(to: URL(fileURLWithPath: "\(inboxes[index % inboxes.count])/.\(name).part"))
        }
        sync()
        let start = now()
        for (index, name) in names.enumerated() {
            let folder = inboxes[index % inboxes.count]
            guard rename("\(folder)/.\(name).part", "\(folder)/\(name)") == 0 else { throw POSIXError(.EIO) }
        }
        return start
    }

    private static func drop(
        _ names: [String],
        _ content: [Data],
        into inboxes: [String],
        rate: Double,
        _ receipts: Receipts
    ) throws -> Double {
        let start = now()
        for (index, name) in names.enumerated() {
            let due = start + Double(index) / rate
            while case let rest = due - now(), rest > 0 { usleep(UInt32(rest * 1_000_000)) }
            let file = open("\(inboxes[index % inboxes.count])/\(name)", O_WRONLY | O_CREAT | O_EXCL, 0o660)
            let written = content[index].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard written == content[index].count else { throw POSIXError(.EIO) }
            // Before the close: the service may be quicker than the next statement.
            receipts.closed(name, at: now())
            close(file)
        }
        return start
    }

    private static func report(_ number: Int, rows: Int) -> String {
        var text = "\u{FEFF}אשכול,מלווה,פעילות,תאריך,צורך\r\n"
        for row in 0..<rows {
            text += "נגב מערבי,טל,איסוף צרכים מול הרשויות \(number)-\(row),2015-11-\(row % 28 + 1),5\r\n"
        }
        return text
    }

    private static func rounded(_ value: Double) -> String { String(format: "%.2f", value) }
}

/// The receipts that come, seen through inotify on a thread of its own. All state is touched under the lock.
final class Receipts: @unchecked Sendable {
    private let lock = NSLock()
    private let notifications: Int32
    private var closedAt: [String: Double] = [:]
    private var cameAt: [String: Double] = [:]

    /// Drops one file into each inbox and waits for its receipt, so that all folders are there.
    init(inboxes: [String]) throws {
        notifications = inotify_init1(Int32(IN_CLOEXEC))
        for inbox in inboxes {
            try Data("אשכול,פעילות,תאריך\nארצי,תחילת מדידה,11/2015\n".utf8)
                .write(to: URL(fileURLWithPath: "\(inbox)/warm-up.csv"))
        }
        for inbox in inboxes {
            var month: String?
            while month == nil {
                // Not there yet.
                month = (try? FileManager.default.contentsOfDirectory(atPath: "\(inbox)/receipts"))?.first {
                    FileManager.default.fileExists(atPath: "\(inbox)/receipts/\($0)/warm-up.csv.html")
                }
                usleep(10_000)
            }
            inotify_add_watch(notifications, "\(inbox)/receipts/\(month ?? "")", UInt32(IN_MOVED_TO))
        }
        Thread { [self] in watch() }.start()
    }

    var count: Int { lock.withLock { cameAt.count } }

    func closed(_ name: String, at time: Double) {
        lock.withLock { closedAt[name] = time }
    }

    /// When the last of `count` came; `nil` where they do not come.
    func wait(for count: Int, seconds: Double) -> Double? {
        let end = now() + seconds
        while self.count < count {
            if now() > end { return nil }
            usleep(2000)
        }
        return lock.withLock { cameAt.values.max() }
    }

    /// From the close of each file to its receipt, in seconds.
    func latencies() -> [Double] {
        lock.withLock { closedAt.compactMap { name, time in cameAt["\(name).html"].map { $0 - time } } }
    }

    private func watch() {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while case let length = read(notifications, &buffer, buffer.count), length > 0 {
            let time = now()
            var offset = 0
            while offset < length {
                let (size, name) = buffer.withUnsafeBytes { bytes in
                    let size = bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self)
                    let name = bytes[(offset + 16)..<(offset + 16 + Int(size))].prefix { $0 != 0 }
                    return (Int(size), String(decoding: name, as: UTF8.self))
                }
                if name.hasPrefix("report-") { lock.withLock { cameAt[name] = time } }
                offset += 16 + size
            }
        }
    }
}

/// Seconds on the monotonic clock.
func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
