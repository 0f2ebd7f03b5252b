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
        subcommands: [Verify.self, Backup.self, Restore.self, ErasePerson.self, StoreExport.self]
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
            try AccessLog.note("backup of the store", state: configuration.state)
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
}
