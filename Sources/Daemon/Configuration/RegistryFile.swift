import Accompaniment
import Foundation
import Yams

/// The file of clusters, organisations and words.
enum RegistryFile {
    /// - Throws: ``StartFailure`` naming the file and what is wrong in it.
    static func load(_ path: String) throws -> Lexicon {
        let registry: Registry
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            registry = try YAMLDecoder().decode(Registry.self, from: text)
        } catch let error as DecodingError {
            throw StartFailure("\(path): \(reason(error))", exit: .configuration)
        } catch {
            throw StartFailure(
                "\(path): the registry cannot be read: check the path and its mode",
                exit: .configuration
            )
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

    private static func reason(_ error: DecodingError) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.map { key in key.intValue.map { "[\($0 + 1)]" } ?? key.stringValue }.joined(separator: " ")
        }
        return switch error {
        case .keyNotFound(let key, let context): "\(place(context.codingPath)): '\(key.stringValue)' is missing"
        case .valueNotFound(_, let context), .typeMismatch(_, let context):
            "\(place(context.codingPath)): the value has the wrong form"
        case .dataCorrupted(let context): "\(place(context.codingPath)): \(context.debugDescription)"
        @unknown default: "\(error)"
        }
    }
}
