import Accompaniment
import Foundation
import Glibc

/// Who read words that people wrote, and when: one line of JSON for each read, in `access.log` of the state folder, without
/// any of the words (domain.md 4.2, S8, and 6.4).
enum AccessLog {
    private struct Entry: Codable {
        let at: Date
        let who: String
        let what: String
    }

    /// - Parameter what: A command with the number of a file, or a page with its period.
    /// - Throws: ``StartFailure``: what cannot be noted is not shown.
    static func note(_ what: String, state: String) throws {
        let path = "\(state)/access.log"
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            let line = try encoder.encode(Entry(at: Date(), who: reader, what: what)) + Data("\n".utf8)
            let lock = try Self.lock(state)
            defer { close(lock) }
            let handle = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard handle >= 0 else { throw CocoaError(.fileWriteNoPermission) }
            try FileHandle(fileDescriptor: handle, closeOnDealloc: true).write(contentsOf: line)
        } catch {
            throw StartFailure(
                "\(path) cannot be written, and what people wrote is not shown without a note of it: run this as the user "
                    + "of the service"
            )
        }
    }

    /// One at a time: a line that is added while the log is shortened would be lost. The kernel lets go of it with the
    /// handle (flock(2)).
    private static func lock(_ state: String) throws -> Int32 {
        let handle = unsafe open("\(state)/access.lock", O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard handle >= 0 else { throw CocoaError(.fileWriteNoPermission) }
        _ = flock(handle, LOCK_EX)
        return handle
    }

    /// Removes the lines from before `instant`; a line that tells no time stays.
    ///
    /// - Throws: ``StartFailure``, also where it is being written.
    static func trim(before instant: Date, state: String) throws {
        let path = "\(state)/access.log"
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            let lock = try Self.lock(state)
            defer { close(lock) }
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            let decoder = JSONDecoder()
            decoder.dateDecodingStrategy = .iso8601
            let kept = lines.filter { line in
                // `try?`: see above.
                (try? decoder.decode(Entry.self, from: Data(line.utf8))).map { $0.at >= instant } ?? true
            }
            guard kept.count < lines.count else { return }
            try Data(kept.map { "\($0)\n" }.joined().utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw StartFailure("\(path) cannot be shortened: check its owner and mode")
        }
    }

    /// The numbers of activities, for behind what was done with them; nothing for none.
    static func list(_ records: [Function: Set<Int64>]) -> String {
        [Function.help, .oversight].compactMap { function in
            let numbers = RangeSet((records[function] ?? []).map { $0..<$0 + 1 })
            let list = numbers.ranges.map { range in
                range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound - 1)"
            }
            let name = function == .help ? "help" : "oversight"
            return list.isEmpty ? nil : ": \(name) \(list.joined(separator: " "))"
        }.joined()
    }

    /// Who came in before the change of user, where it can be told.
    private static var reader: String {
        ProcessInfo.processInfo.environment["SUDO_USER"] ?? NSUserName()
    }
}
