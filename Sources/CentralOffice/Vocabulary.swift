import Accompaniment
import Foundation
import Settings

/// The names of codes, from the registry where there is one. Without it a code is its own name.
enum Vocabulary {
    static let standardPath = "/etc/eshkold/registry.yaml"

    /// - Parameter path: Registry file; `nil` takes the standard one if it exists.
    /// - Throws: ``StartFailure`` when the file cannot be understood.
    static func load(_ path: String?) throws -> Lexicon {
        guard let path = path ?? (FileManager.default.fileExists(atPath: standardPath) ? standardPath : nil) else {
            return try Lexicon(.none)
        }
        let reader = YAMLReader(file: path)
        guard let registry = reader.registry() else {
            throw StartFailure.configuration(
                reader.mistakes.sorted().map(\.description).joined(separator: "\ncentral-office: ")
            )
        }
        do {
            return try Lexicon(registry)
        } catch {
            throw StartFailure.configuration("\(path): \(error)")
        }
    }
}
