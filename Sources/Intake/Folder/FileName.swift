internal import Accompaniment

/// A name in a folder, as the bytes that the file system holds: any byte but `/` and NUL may stand in it.
struct FileName: Hashable, Comparable, Sendable {
    /// With the closing NUL, as system calls want it.
    let bytes: [CChar]

    init(_ name: String) {
        bytes = Array(name.utf8CString)
    }

    /// - Safety: `pointer` is the name field of a directory entry, which ends with a NUL.
    @unsafe init<T>(bytes pointer: UnsafePointer<T>) {
        let start = unsafe UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self)
        var bytes: [CChar] = []
        var index = 0
        while unsafe start[index] != 0 {
            bytes.append(unsafe start[index])
            index += 1
        }
        self.bytes = bytes + [0]
    }

    private var octets: [UInt8] { bytes.dropLast().map { UInt8(bitPattern: $0) } }

    var isDots: Bool { octets == [0x2E] || octets == [0x2E, 0x2E] }

    /// The name as it can be shown, stored and used for a new file: valid UTF-8 without control characters, direction
    /// overrides and slashes. Equal to the name itself for every ordinary name.
    var shown: String {
        var shown = String.UnicodeScalarView()
        for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x20 || scalar.value == 0x7F || scalar == "/" || Folding.isInvisible(scalar) {
                shown.append("_")
            } else {
                shown.append(scalar)
            }
        }
        return String(shown)
    }

    /// The name under which it is filed away: ``shown``, and such as Windows can open, where the sender may sit.
    var portable: String {
        var name = String(shown.map { "<>:\"\\|?*".contains($0) ? "_" : $0 })
        while let last = name.last, last == " " || last == "." { name.removeLast() }
        let stem = name.prefix { $0 != "." }.lowercased()
        return name.isEmpty || Self.windowsDevices.contains(stem) ? "_\(name)" : name
    }

    /// Names that no file may have on Windows, whatever follows the first dot
    /// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
    private static let windowsDevices = Set(
        ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] }
    )

    /// Names that office software, browsers and file managers use while a file is not finished, and files that are
    /// nobody's report (faults.md A9). Ignored until they are renamed.
    var isTemporary: Bool {
        let name = shown.lowercased()
        let prefixes = [".", "~", "@ea"]
        let suffixes = [".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".swp", ".bak", "~", "#"]
        return prefixes.contains { name.hasPrefix($0) } || suffixes.contains { name.hasSuffix($0) }
            || ["thumbs.db", "desktop.ini", "$recycle.bin", "system volume information", "lost+found"].contains(name)
    }

    static func < (left: FileName, right: FileName) -> Bool { left.octets.lexicographicallyPrecedes(right.octets) }
}
