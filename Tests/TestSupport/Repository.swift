package import Accompaniment
internal import Foundation
internal import Settings

/// The project itself, as its tests see it.
package enum Repository {
    /// The folder with `Package.swift`.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    package static func read(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    /// The vocabulary that is shipped.
    package static func lexicon() throws -> Lexicon { try shipped.get() }

    /// Read once: under a sanitizer it takes a second.
    private static let shipped = Result {
        let reader = YAMLReader(file: "\(root)/config/registry.yaml")
        guard let registry = reader.registry() else { throw UnusableRegistry(mistakes: reader.mistakes) }
        return try Lexicon(registry)
    }

    private struct UnusableRegistry: Error {
        let mistakes: [YAMLReader.Mistake]
    }

    /// Where the binaries of this build lie: beside the test bundle.
    package static var products: String {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().path
    }
}
