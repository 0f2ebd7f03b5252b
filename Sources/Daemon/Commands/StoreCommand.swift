import Accompaniment
import ArgumentParser
import Foundation
import Glibc
import Intake
import Store

/// `eshkold store`: the care of what is kept.
struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Verifies, backs up, restores and exports the store; erases a person from it.",
        subcommands: [Verify.self, Backup.self, Restore.self, ErasePerson.self, Export.self]
    )

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Looks for damage, and for files that are not where they should be. Changes nothing.",
            discussion: "Exit status 0 for a sound store, 1 otherwise."
        )

        @OptionGroup var config: ConfigOption
        @Flag(help: "Also the names of those files; noted in the access log.")
        var names = false

        func run() async throws {
            let configuration = try Configuration.load(config.path)
            let store = try configuration.openStore()
            var problems = try await store.problems()
            let files = try await OriginalsCheck(configuration, store)
            if !files.missing.isEmpty {
                problems.append(
                    "\(files.missing.count) of \(files.count) originals are not in their folders: somebody moved or "
                        + "removed them"
                )
            }
            if !files.unknown.isEmpty {
                problems.append(
                    "\(files.unknown.count) files in accepted/ or rejected/ are unknown: they came in after the backup "
                        + "that was restored, or were put there by hand: move them into their inbox"
                )
            }
            if names {
                try AccessLog.note("names of files", state: configuration.state)
                for path in files.missing { print("missing: \(Terminal.visible(path))") }
                for path in files.unknown { print("unknown: \(Terminal.visible(path))") }
            }
            for problem in problems { Terminal.complain("store: \(problem)") }
            do {
                let note = VerifyNote(at: Date(), problems: problems.count)
                try StateNotes.verify.write(note, in: configuration.state)
            } catch {
                // The verdict stands all the same.
                Terminal.complain("\(error)")
            }
            guard problems.isEmpty else { throw ExitCode(StartFailure.Exit.workLeft.rawValue) }
            print("\(configuration.storePath): sound, \(files.count) files")
        }
    }

    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: "Copies the store into one file, also while the service runs, and checks the copy.",
            discussion: "The file holds what people wrote: keep it where only the service's user can read it."
        )

        @OptionGroup var config: ConfigOption
        @Argument(help: "The file to write; replaced where it is there.")
        var file: String

        func run() async throws {
            let configuration = try Configuration.load(config.path)
            let store = try configuration.openStore()
            try await store.backup(to: file) { part in
                if isatty(STDERR_FILENO) == 1 {
                    FileHandle.standardError.write(Data("\r\u{1B}[Kbackup: \(Int(part * 100)) %".utf8))
                }
            }
            if isatty(STDERR_FILENO) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
            do {
                try StateNotes.backup.write(BackupNote(at: Date()), in: configuration.state)
            } catch {
                // The copy is there all the same.
                Terminal.complain("\(error)")
            }
            print(file)
        }
    }

    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore",
            abstract: "Puts a backup in the place of the store, which is kept beside it. The service must not run.",
            discussion: """
                What offices were sent since the backup is known from outbox.jsonl in the state folder, which stays: nothing \
                is sent again under another key, and no sequence is used twice.
                """
        )

        @OptionGroup var config: ConfigOption
        @Argument(help: "The backup.")
        var file: String

        func run() async throws {
            let configuration = try Configuration.load(config.path)
            guard FileManager.default.fileExists(atPath: file) else {
                throw StartFailure("there is no file \(file): give the path of a backup", exit: .usage)
            }
            // Held until the end: the service cannot start in between.
            let lock = try StateLock(state: configuration.state)
            let kept = try Store.restore(from: file, to: configuration.storePath, now: Date())
            withExtendedLifetime(lock) {}
            print("restored" + (kept.map { "; the store that was there is \($0)" } ?? ""))
        }
    }

    struct ErasePerson: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "erase-person",
            abstract: "Takes a name out of everything that people wrote; codes and counts stay.",
            discussion: """
                A person of the registry is known by any of the names there. Originals and receipts in the folders are named \
                at the end: remove those by hand. So are backups.
                """
        )

        @OptionGroup var config: ConfigOption
        @Argument(help: "The name, as it is written.")
        var name: String

        func run() async throws {
            let configuration = try Configuration.load(config.path)
            let lexicon = try configuration.loadLexicon()
            guard name.count > 1 else { throw StartFailure("a name has two letters at least", exit: .usage) }
            let store = try configuration.openStoreForChanges()
            let names = lexicon.people.names(of: name) + [name]
            try AccessLog.note("erasure of a person", state: configuration.state)
            let erasure = try await store.erase(Array(Set(names)).sorted { $0.count > $1.count })
            try store.close()
            print("\(erasure.activities) activities, \(erasure.heldRows) held rows, \(erasure.findings) findings")
            for file in erasure.files { print("look at: inbox \(file.inbox), \(Terminal.visible(file.filedAs))") }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Prints every activity, words included; noted in the access log.",
            discussion: "A table for spreadsheets is UTF-8 with a byte order mark, and no cell of it is a formula."
        )

        enum Format: String, ExpressibleByArgument, CaseIterable {
            case csv, json
        }

        @OptionGroup var config: ConfigOption
        @Option(help: "csv, or json: an object a line.")
        var format = Format.csv
        @Flag(help: "Oversight; help otherwise. The two are never in one table.")
        var oversight = false

        func run() async throws {
            let configuration = try Configuration.load(config.path)
            let store = try configuration.openStore()
            try AccessLog.note("export of \(oversight ? "oversight" : "help")", state: configuration.state)
            let writer = ExportWriter(isJSON: format == .json)
            try await store.export(oversight ? .oversight : .help) { try writer.write($0) }
            try writer.end()
        }
    }
}

/// Rows to the standard output, in blocks. Sendable because one row comes after the other.
private final class ExportWriter: @unchecked Sendable {
    private let isJSON: Bool
    private var names: [String] = []
    private var block = Data()

    init(isJSON: Bool) {
        self.isJSON = isJSON
        if !isJSON { block.append(contentsOf: "\u{FEFF}".utf8) }
    }

    /// The first row holds the names.
    func write(_ row: [String?]) throws {
        if isJSON {
            guard !names.isEmpty else { return names = row.map { $0 ?? "" } }
            let pairs = zip(names, row).compactMap { name, value in value.map { (name, $0) } }
            block += try JSONEncoder.canonical.encode(Dictionary(uniqueKeysWithValues: pairs))
            block.append(UInt8(ascii: "\n"))
        } else {
            block.append(contentsOf: row.map { Self.cell($0 ?? "") }.joined(separator: ",").utf8)
            block.append(contentsOf: "\r\n".utf8)
        }
        if block.count > 1 << 18 { try end() }
    }

    func end() throws {
        try FileHandle.standardOutput.write(contentsOf: block)
        block.removeAll(keepingCapacity: true)
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.utf8.first.map(Formula.opens) ?? false
        let safe = isFormula && Double(text) == nil ? "'\(text)" : text
        guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }
}
