import Foundation
import Intake
import Store

/// The files in `accepted/` and `rejected/` of all inboxes against the rows of the store, both ways.
struct OriginalsCheck {
    /// Originals that should be in their folders.
    private(set) var count = 0
    /// Of these the paths that lead nowhere, sorted.
    private(set) var missing: [String] = []
    /// Paths of files of which the store has no row, sorted.
    private(set) var unknown: [String] = []

    init(_ configuration: Configuration, _ store: Store) async throws {
        // The folders first: what is filed away meanwhile has its row before.
        var found: [String: [String]] = [:]
        for inbox in configuration.inboxes {
            found[inbox.name] = ["accepted", "rejected"].flatMap { Self.files(in: $0, below: inbox.path) }
        }
        let paths = Dictionary(
            configuration.inboxes.map { ($0.name, $0.path) },
            uniquingKeysWith: { first, _ in first }
        )
        for original in try await store.originals(filedBefore: .distantFuture) {
            count += 1
            guard let path = paths[original.inbox] else { continue }
            let file = "\(path)/\(original.path)"
            if !FileManager.default.fileExists(atPath: file) { missing.append(file) }
        }
        let places = try await store.places()
        for (name, files) in found {
            let known = places[name] ?? []
            unknown += files.filter { !known.contains($0) }.map { "\(paths[name] ?? "")/\($0)" }
        }
        missing.sort()
        unknown.sort()
    }

    /// `accepted/2026-11/NAME` and the like.
    private static func files(in folder: String, below inbox: String) -> [String] {
        // An inbox that is not mounted has none; its originals are told as missing.
        guard let found = FileManager.default.enumerator(atPath: "\(inbox)/\(folder)") else { return [] }
        return found.compactMap { $0 as? String }
            .filter { $0.split(separator: "/").count == 2 }.map { "\(folder)/\($0)" }
    }
}
