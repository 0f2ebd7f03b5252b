import Accompaniment
import Settings

/// The file of clusters, organisations and words.
enum RegistryFile {
    /// - Throws: ``StartFailure`` naming the file and all that is wrong in its form, with line and column, or else in what it
    ///   says.
    static func load(_ path: String) throws -> Lexicon {
        let reader = YAMLReader(file: path)
        guard let registry = reader.decode(Registry.self) else {
            let lines = reader.mistakes.sorted().map(\.description)
            throw StartFailure(lines.joined(separator: "\n"), exit: .configuration)
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
