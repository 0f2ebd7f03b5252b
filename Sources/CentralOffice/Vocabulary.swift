import Accompaniment
import Foundation
import Yams

/// The names of codes, from the registry where there is one. Without it a code is its own name.
enum Vocabulary {
    static let standardPath = "/etc/eshkold/registry.yaml"

    /// - Parameter path: Registry file; `nil` takes the standard one if it exists.
    /// - Throws: ``StartFailure`` when the file cannot be understood.
    static func load(_ path: String?) throws -> Lexicon {
        guard let path = path ?? (FileManager.default.fileExists(atPath: standardPath) ? standardPath : nil) else {
            return try Lexicon(.none)
        }
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            return try Lexicon(try YAMLDecoder().decode(Registry.self, from: text))
        } catch {
            throw StartFailure.configuration("\(path) is not a registry: \(error)")
        }
    }
}
