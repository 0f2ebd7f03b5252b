import Accompaniment
import ArgumentParser
import Foundation
import Intake
import Store

/// `eshkold store erase-person`.
struct ErasePerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase-person",
        abstract: "Takes a person out of everything that people wrote; codes and counts stay.",
        discussion: """
            A person of the registry is known by any of the names there. Originals that hold a name are removed, receipts \
            and rows to fix written anew. Backups and the registry are yours to clear. Where a folder is not there nothing \
            is changed, unless --without-folders says so. Exit status 0 when nothing is left to do, 1 otherwise.
            """
    )

    @OptionGroup var config: ConfigOption
    @Argument(help: "The name; another spelling than that of the registry is looked for as well.")
    var name: String
    @Flag(help: "Also where folders are not there: what is left in them is listed.")
    var withoutFolders = false

    func run() async throws {
        let configuration = try Configuration.load(config.path)
        let lexicon = try configuration.loadLexicon()
        let search = try PersonSearch(named: name, lexicon)
        let store = try configuration.openStoreForChanges()
        try AccessLog.note("erasure of a person", state: configuration.state)
        let folders = try await InboxFolders(configuration, store, lexicon)
        // Those of which the originals name the person and no row does: rejected ones, and rows that other files have, too.
        var files: Set<Store.FiledFile> = []
        var missing: Set<Store.FiledFile> = []
        for file in try await store.filesWithOriginals() {
            switch try await folders.mentions(search, file) {
            case true?: files.insert(file)
            case nil: missing.insert(file)
            case false?: break
            }
        }
        var cleared: Set<Int64> = []
        var result = try await store.erase(search, cleared: [], at: Date())
        while true {
            if case .toClear(let more) = result { files.formUnion(more) }
            let left = files.union(missing).filter { folders.isMissing($0.inbox) }
            guard left.isEmpty || withoutFolders else {
                for file in left.sorted(by: { $0.id < $1.id }) { Self.list(file) }
                throw StartFailure(
                    "nothing was erased: the folders of these files are not there: mount them and run this again, or give "
                        + "--without-folders and clear the files by hand"
                )
            }
            if let file = files.first(where: { !$0.isFiled }) {
                throw StartFailure(
                    "nothing was erased: file \(file.id) is not filed away yet: run this again once it is"
                )
            }
            for file in files where !cleared.contains(file.id) {
                try await folders.remove(file)
                cleared.insert(file.id)
            }
            result = try await store.erase(search, cleared: cleared, at: Date())
            if case .done(let erasure) = result {
                try await finish(erasure, left, cleared, folders, store, configuration)
                return
            }
        }
    }

    private func finish(
        _ erasure: Store.Erasure,
        _ left: Set<Store.FiledFile>,
        _ cleared: Set<Int64>,
        _ folders: InboxFolders,
        _ store: Store,
        _ configuration: Configuration
    ) async throws {
        var written: [RecordedFile] = []
        // Receipts of files that changed in the store, and of those of which the original alone named the person.
        for id in cleared.union(erasure.files.map(\.id)).sorted() {
            guard let file = try await store.file(id: id) else { continue }
            try await folders.write(file)
            if !file.isFiled { written.append(file) }
        }
        try await store.markFiled(written, at: Date())
        try store.close()
        try AccessLog.note(
            "erasure of a person\(AccessLog.list(erasure.records))",
            state: configuration.state
        )
        print("\(erasure.activities) activities, \(erasure.heldRows) held rows, \(erasure.findings) findings")
        print("\(cleared.subtracting(left.map(\.id)).count) files: originals removed, receipts written anew")
        guard !left.isEmpty else { return }
        for file in left.sorted(by: { $0.id < $1.id }) { Self.list(file) }
        throw StartFailure("these files are left in folders that are not there: clear originals, receipts/ and to-fix/")
    }

    private static func list(_ file: Store.FiledFile) {
        print("left: inbox \(file.inbox), \(Terminal.visible(file.original))")
    }
}

extension PersonSearch {
    /// - Throws: ``StartFailure`` for a name that is none, or that several people have.
    init(named name: String, _ lexicon: Lexicon) throws {
        let codes = lexicon.people.codes(named: name)
        guard codes.count < 2 else {
            let list = codes.map(\.rawValue).joined(separator: ", ")
            throw StartFailure("several people of the registry have that name (\(list)): give a full one", exit: .usage)
        }
        self.init(name, in: lexicon.people)
        guard name.count > 1, isPossible else {
            throw StartFailure("a name has two letters at least", exit: .usage)
        }
    }
}
