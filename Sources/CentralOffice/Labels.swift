import Accompaniment
import Foundation
import Yams

/// The Hebrew names of codes, from the registry where there is one. Without it a code is its own name.
struct Labels: Sendable {
    static let standardPath = "/etc/eshkold/registry.yaml"

    private let lexicon: Lexicon?
    private let ranks: [Code: Int]
    /// The domain that each need belongs to.
    let domainOfNeed: [Code: Code]

    /// - Parameter path: Registry file; `nil` takes the standard one if it exists.
    /// - Throws: ``StartFailure`` when the file cannot be understood.
    init(path: String?) throws {
        if let path = path ?? (FileManager.default.fileExists(atPath: Self.standardPath) ? Self.standardPath : nil) {
            do {
                let text = try String(contentsOfFile: path, encoding: .utf8)
                lexicon = try Lexicon(try YAMLDecoder().decode(Registry.self, from: text))
            } catch {
                throw StartFailure.configuration("\(path) is not a registry: \(error)")
            }
        } else {
            lexicon = nil
        }
        let registry = lexicon?.registry
        let order =
            (registry?.units.map(\.code) ?? []) + (registry?.organisations.map(\.code) ?? [])
            + (registry?.forums.map(\.code) ?? [])
            + TermGroup.allCases.flatMap { registry?.terms[$0]?.map(\.code) ?? [] }
        ranks = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
        let needs = (registry?.terms[.need] ?? []).compactMap { need in need.domain.map { (need.code, $0) } }
        domainOfNeed = Dictionary(needs, uniquingKeysWith: { first, _ in first })
    }

    subscript(code: Code) -> String { lexicon?.label(code, .hebrew) ?? code.rawValue }

    /// In the order of the registry; codes that it does not know come last, by name.
    func sorted(_ codes: some Sequence<Code>) -> [Code] {
        codes.sorted { left, right in
            (ranks[left] ?? .max, left) < (ranks[right] ?? .max, right)
        }
    }
}
