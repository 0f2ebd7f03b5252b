import Accompaniment
import Settings

/// The file of clusters, organisations and words.
enum RegistryFile {
    /// - Throws: ``StartFailure`` naming the file and what is wrong in it, with line and column where its form is.
    static func load(_ path: String) throws -> Lexicon {
        let reader = YAMLReader(file: path)
        guard let registry = reader.decode(Registry.self) else {
            throw StartFailure(reader.mistakes.map(\.description).joined(separator: "\n"), exit: .configuration)
        }
        guard registry.mistakes.isEmpty else {
            let lines = registry.mistakes.map { "\(path): \($0)" }
            throw StartFailure(lines.joined(separator: "\n"), exit: .configuration)
        }
        do {
            return try Lexicon(registry)
        } catch {
            throw StartFailure("\(path): \(error)", exit: .configuration)
        }
    }
}
