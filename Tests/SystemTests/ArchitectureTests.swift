import Foundation
import TestSupport
import Testing

/// The house rules of docs/architecture.md, held against the code.
@Suite
struct ArchitectureTests {
    @Test func `no target imports what the table forbids`() throws {
        let allowed = try Self.table()
        #expect(allowed.count >= 8)
        for target in try Self.swiftTargets() {
            let may = try #require(allowed[target], "docs/architecture.md has no row for \(target)")
            for file in try Self.sources(of: target) {
                let forbidden = try Self.imports(in: Repository.read(file)).filter { !may.contains($0) }
                #expect(forbidden.isEmpty, "\(file) imports \(forbidden.joined(separator: ", "))")
            }
        }
    }

    @Test func `the table names nothing that its target does without`() throws {
        let allowed = try Self.table()
        for target in try Self.swiftTargets() {
            let used = Set(try Self.sources(of: target).flatMap { try Self.imports(in: Repository.read($0)) })
            let idle = allowed[target, default: []].subtracting(used)
            #expect(idle.isEmpty, "\(target) may import \(idle.joined(separator: ", ")), but does not")
        }
    }

    @Test func `only the store knows SQL and only the transport knows libcurl`() throws {
        for target in try Self.swiftTargets() where target != "Store" && target != "CentralOffice" {
            for file in try Self.sources(of: target) {
                let text = try Repository.read(file)
                #expect(!text.contains("INSERT INTO") && !text.contains("SELECT "), "\(file) holds SQL")
                #expect(file.contains("/Transport/") || !text.contains("curl_"), "\(file) calls libcurl")
            }
        }
    }

    /// `scripts/fuzz` builds files of the product, and nothing that the product depends on.
    @Test(arguments: ["Accompaniment", "Intake"])
    func `what is fuzzed stands alone`(_ target: String) throws {
        let package = try Repository.read("Fuzz/Package.swift")
        let files = try Self.files(in: "Fuzz/Sources/\(target)")
        #expect(files.count > 10)
        for file in files where !package.contains("\"\(file)\"") {
            let imports = try Self.imports(in: Repository.read("Fuzz/Sources/\(target)/\(file)"))
            let missing = imports.filter { !["Accompaniment", "Foundation", "Glibc"].contains($0) }
            #expect(missing.isEmpty, "\(file) imports \(missing): exclude it in Fuzz/Package.swift")
        }
    }

    /// Also through links, of files and of folders.
    private static func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/\(folder)").sorted().flatMap { name in
            name.hasSuffix(".swift") ? [name] : try files(in: "\(folder)/\(name)").map { "\(name)/\($0)" }
        }
    }

    /// Target to allowed modules, from the table under "Targets".
    private static func table() throws -> [String: Set<String>] {
        var table: [String: Set<String>] = [:]
        for line in try Repository.read("docs/architecture.md").split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { String($0) }
            guard cells.count == 3 else { continue }
            let names = { (cell: String) in
                cell.split(separator: "`").map(String.init).filter { $0.first?.isLetter == true }
            }
            guard let target = names(cells[0]).first else { continue }
            table[target] = Set(names(cells[2]))
        }
        return table
    }

    private static func swiftTargets() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/Sources")
            .filter { try !sources(of: $0).isEmpty }.sorted()
    }

    private static func sources(of target: String) throws -> [String] {
        let found = FileManager.default.enumerator(atPath: "\(Repository.root)/Sources/\(target)")
        return found?.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
            .map { "Sources/\(target)/\($0)" } ?? []
    }

    private static func imports(in text: String) throws -> [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index < 2, words.count > index + 1 else { return nil }
            return String(words[index + 1])
        }
    }
}
