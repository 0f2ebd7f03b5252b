package import Accompaniment
internal import Foundation
internal import Glibc

/// What was filed away in the folder of an inbox, for commands beside the service. Each method blocks for as long as the
/// share does.
package struct FiledPapers: Sendable {
    private let path: String
    private let page: ReceiptPage
    private let language: Language

    /// - Throws: ``FolderError`` for a folder that is not there, or is not the one of `identity`.
    package init(_ settings: InboxSettings, knownAs identity: InboxIdentity?, lexicon: Lexicon, language: Language)
        throws
    {
        path = settings.path
        page = ReceiptPage(lexicon: lexicon, language: language)
        self.language = language
        guard let own = try Directory(path: path).existingDirectory(".eshkold"),
            try own.content(of: FileName("inbox")) == identity?.marker
        else { throw FolderError(message: "\(path) is not the folder of this inbox: mount the share") }
    }

    /// Which of the papers of a file are there: original, receipt and rows to fix, by their paths.
    ///
    /// - Parameter filedAs: `2026-11/NAME`.
    package func papers(of filedAs: String, isRejected: Bool) throws -> [String] {
        try Self.places(of: filedAs, isRejected: isRejected).filter { place in
            try self.folder(of: place).map { try $0.status(Self.name(place)) != nil } ?? false
        }
    }

    /// Takes original, receipt and rows to fix away, where they are there.
    package func remove(_ filedAs: String, isRejected: Bool) throws {
        for place in Self.places(of: filedAs, isRejected: isRejected) {
            try folder(of: place)?.remove(Self.name(place))
        }
        try Directory(path: path).flush()
    }

    /// Writes receipt and rows to fix from what the store knows.
    ///
    /// - Throws: ``FolderError``.
    package func write(_ recorded: RecordedFile) throws {
        let papers = try Papers(recorded, page: page, language: language)
        let root = try Directory(path: path)
        let own = try root.directory(".eshkold")
        let place = recorded.file.filedAs.split(separator: "/", maxSplits: 1).map(String.init)
        guard place.count == 2, let receipts = try root.existingDirectory("receipts"),
            let toFix = try root.existingDirectory("to-fix")
        else { throw FolderError(message: "\(path) has no folders for receipts: start the service once") }
        try papers.write(
            from: own,
            named: place[1],
            receipts: receipts.directory(place[0], mode: 0o2750),
            toFix: toFix
        )
        try root.flush()
    }

    /// True where a filed original names the person, in whatever encoding its text is. Also where it cannot be read as
    /// text: a name may stand in it.
    ///
    /// - Parameter original: `accepted/2026-11/NAME` and the like; false where it is not there.
    package func mentions(_ search: PersonSearch, in original: String) throws -> Bool {
        guard let file = try folder(of: original)?.open(Self.name(original)) else { return false }
        let source = try FileBytes(file, stop: StopSignal())
        let text: TextBytes
        do {
            text = try FileHead(source, headings: .shared).text
        } catch is FileRefusal {
            return true
        }
        // From line to line: a name stands in one, or is cut by a line within a cell, which is read with the one before.
        var rest = Array(text.head)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try text.read(into: &buffer, from: 0)
            rest.append(contentsOf: buffer[..<count])
            if search.mentions(Self.unescaped(String(decoding: rest, as: UTF8.self))) { return true }
            if count == 0 { return false }
            rest.removeFirst(max(0, rest.count - 2048))
        }
    }

    /// JSON may write any letter by its number (RFC 8259, 7).
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        return text.replacing(/\\u([0-9a-fA-F]{4})/) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? " "
        }
        .replacing(/\\[nrt]/, with: " ")
    }

    private static func places(of filedAs: String, isRejected: Bool) -> [String] {
        let folder = isRejected ? "rejected" : "accepted"
        let name = filedAs.split(separator: "/").last.map(String.init) ?? filedAs
        return ["\(folder)/\(filedAs)", "receipts/\(filedAs).html", "to-fix/\(name)", "to-fix/\(name).csv"]
    }

    private static func name(_ place: String) -> FileName {
        FileName(place.split(separator: "/").last.map(String.init) ?? place)
    }

    /// `nil` where it is not there.
    private func folder(of place: String) throws -> Directory? {
        var folder: Directory? = try Directory(path: path)
        for name in place.split(separator: "/").dropLast() { folder = try folder?.existingDirectory(String(name)) }
        return folder
    }
}
