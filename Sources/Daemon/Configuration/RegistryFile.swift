import Accompaniment
import Settings

/// The file of clusters, organisations and words.
enum RegistryFile {
    /// - Throws: ``StartFailure`` naming the file and all that is wrong in its form, or else in what it says, with line and
    ///   column.
    static func load(_ path: String) throws -> Lexicon {
        let reader = YAMLReader(file: path)
        guard let registry = reader.registry() else {
            let lines = reader.mistakes.sorted().map(\.description)
            throw StartFailure(lines.joined(separator: "\n"), exit: .configuration)
        }
        do {
            return try Lexicon(registry)
        } catch {
            throw StartFailure("\(path): \(error)", exit: .configuration)
        }
    }
}
