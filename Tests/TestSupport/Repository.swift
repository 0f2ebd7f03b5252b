package import Accompaniment
internal import Foundation
internal import Yams

/// The project itself, as its tests see it.
package enum Repository {
    /// The folder with `Package.swift`.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    package static func read(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    /// The vocabulary that is shipped.
    package static func lexicon() throws -> Lexicon { try decoded.get() }

    /// Decoded once: under a sanitizer it takes a second.
    private static let decoded = Result {
        try Lexicon(YAMLDecoder().decode(Registry.self, from: read("config/registry.yaml")))
    }

    /// Where the binaries of this build lie: beside the test bundle.
    package static var products: String {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().path
    }
}
