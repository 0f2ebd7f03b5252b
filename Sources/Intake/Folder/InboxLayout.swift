internal import Accompaniment
internal import Foundation
internal import Glibc

/// The folders of an inbox (design.md 3.3), opened once. The lock on `.eshkold/lock` is held for as long as this lives,
/// so that a second service on the same folder refuses to start; the kernel lets go of it with the process.
final class InboxLayout {
    let root: Directory
    let claims: Directory
    private let subfolders: [String: Directory]
    private var months: [String: Directory] = [:]
    private let lock: OpenFile

    /// The sender's group may read all of them, and mend in the one.
    private static let modes: [String: mode_t] = [
        "accepted": 0o2750, "rejected": 0o2750, "receipts": 0o2750, "to-fix": 0o2770,
    ]

    /// - Throws: ``FolderError``, also when another service holds the lock.
    init(path: String) throws(FolderError) {
        root = try Directory(path: path)
        let own = try root.directory(".eshkold")
        let handle = unsafe openat(own.handle, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard handle >= 0 else { throw FolderError("cannot open the lock of", path: path) }
        lock = OpenFile(handle: handle)
        guard flock(handle, LOCK_EX | LOCK_NB) == 0 else {
            throw FolderError(
                message: "the inbox \(path) is served by another eshkold already: stop that one first, or give "
                    + "this one another folder"
            )
        }
        claims = try own.directory("claims")
        var subfolders: [String: Directory] = [:]
        for (name, mode) in Self.modes { subfolders[name] = try root.directory(name, mode: mode) }
        self.subfolders = subfolders
    }

    /// `accepted/2026-11` and its like, made when first needed; `to-fix` has no months.
    func folder(_ name: String, month: String?) throws(FolderError) -> Directory {
        guard let folder = subfolders[name] else { preconditionFailure("\(name) is no folder of an inbox") }
        guard let month else { return folder }
        if let known = months["\(name)/\(month)"] { return known }
        let made = try folder.directory(month, mode: 0o2750)
        months["\(name)/\(month)"] = made
        return made
    }

    /// A place `2026-11/NAME` that no file of any outcome has yet: `NAME (2)` where `NAME` is taken.
    ///
    /// - Parameter reserved: Places given to files that are not filed away yet.
    func freePlace(for name: FileName, at instant: Date, reserved: Set<String>) throws(FolderError) -> String {
        let month = Self.month(of: instant)
        let (stem, suffix) = Self.split(name.shown)
        var number = 1
        while true {
            let candidate = number == 1 ? "\(stem)\(suffix)" : "\(stem) (\(number))\(suffix)"
            let place = "\(month)/\(candidate)"
            if !reserved.contains(place), try !isTaken(candidate, month: month) { return place }
            number += 1
        }
    }

    private func isTaken(_ name: String, month: String) throws(FolderError) -> Bool {
        for folder in ["accepted", "rejected"] {
            if try self.folder(folder, month: month).status(FileName(name)) != nil { return true }
        }
        // Rows that wait to be mended under this name must not be replaced by others.
        for file in [name, "\(name).csv"] where try folder("to-fix", month: nil).status(FileName(file)) != nil {
            return true
        }
        return try folder("receipts", month: month).status(FileName("\(name).html")) != nil
    }

    /// Stem and suffix, shortened so that `STEM (99).csv.html` still fits in the 255 bytes of a name.
    private static func split(_ name: String) -> (stem: String, suffix: String) {
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
        let suffix = name[dot...].utf8.count <= 12 ? String(name[dot...]) : ""
        var stem = suffix.isEmpty ? name : String(name[..<dot])
        while stem.utf8.count + suffix.utf8.count > 235 { stem.removeLast() }
        return (stem, suffix)
    }

    private static func month(of instant: Date) -> String { String(instant.ISO8601Format().prefix(7)) }
}
