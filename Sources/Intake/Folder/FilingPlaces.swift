internal import Accompaniment
internal import Foundation

/// The names under which files are filed away: which are taken, and which come next. Names that differ in case alone, or
/// in how an accent is written, are one name to the people who look at the folder from Windows.
struct FilingPlaces {
    /// Months to names in lower case; equality of strings is canonical equivalence already. At most two months are kept.
    private var taken: [String: Set<String>] = [:]

    /// A place `2026-11/NAME` that no file of any outcome has yet, `NAME (2)` where `NAME` is taken; from now on it is.
    mutating func take(for name: FileName, at instant: Date, in layout: InboxLayout) throws(FolderError) -> String {
        let month = String(instant.ISO8601Format().prefix(7))
        try load(month, in: layout)
        let (stem, suffix) = Self.split(name.portable)
        var number = 1
        while true {
            let candidate = number == 1 ? "\(stem)\(suffix)" : "\(stem) (\(number))\(suffix)"
            number += 1
            guard taken[month]?.contains(candidate.lowercased()) != true, try !isToBeMended(candidate, in: layout)
            else { continue }
            taken[month]?.insert(candidate.lowercased())
            return "\(month)/\(candidate)"
        }
    }

    /// Marks the place of a file that is recorded and not filed away yet.
    mutating func keep(_ place: String, in layout: InboxLayout) throws(FolderError) {
        let parts = place.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return }
        try load(parts[0], in: layout)
        taken[parts[0]]?.insert(parts[1].lowercased())
    }

    /// Gives back the place of a file that is not filed away after all.
    mutating func release(_ place: String) {
        let parts = place.split(separator: "/", maxSplits: 1).map(String.init)
        if parts.count == 2 { taken[parts[0]]?.remove(parts[1].lowercased()) }
    }

    private mutating func load(_ month: String, in layout: InboxLayout) throws(FolderError) {
        guard taken[month] == nil else { return }
        if taken.count > 1, let oldest = taken.keys.min() { taken[oldest] = nil }
        var names: Set<String> = []
        for folder in ["accepted", "rejected", "receipts"] {
            guard let directory = try layout.folder(folder, month: nil).existingDirectory(month) else { continue }
            let listing = try FolderListing(directory)
            while case let chunk = try listing.next(1024), !chunk.isEmpty {
                for name in chunk {
                    let shown = name.shown.lowercased()
                    names.insert(folder == "receipts" && shown.hasSuffix(".html") ? String(shown.dropLast(5)) : shown)
                }
            }
        }
        taken[month] = names
    }

    /// Rows that wait to be mended under this name must not be replaced by others. Looked at each time: people take
    /// these files away.
    private func isToBeMended(_ name: String, in layout: InboxLayout) throws(FolderError) -> Bool {
        let folder = try layout.folder("to-fix", month: nil)
        for file in [name, "\(name).csv"] where try folder.status(FileName(file)) != nil { return true }
        return false
    }

    /// Stem and suffix, shortened so that `STEM (99).csv.html` still fits in the 255 bytes of a name. By scalars: one
    /// letter with all its marks may be as long as the name.
    private static func split(_ name: String) -> (stem: String, suffix: String) {
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
        let suffix = name[dot...].utf8.count <= 12 ? String(name[dot...]) : ""
        var stem = suffix.isEmpty ? name : String(name[..<dot])
        while stem.utf8.count + suffix.utf8.count > 235 { stem.unicodeScalars.removeLast() }
        return (stem, suffix)
    }
}
