import Foundation
import TestSupport
import Testing

/// The documents against the programs: nothing is named that is not there.
@Suite(.timeLimit(.minutes(2)))
struct DocumentationTests {
    private static let documents: [String] = {
        // A folder that cannot be listed fails the test that counts them.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/docs")) ?? []
        return ["README.md", "CHANGELOG.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }()

    /// One command as a document writes it.
    private struct Command: Hashable {
        let program: String
        /// What may be its subcommands.
        var words: [String] = []
        var options: Set<String> = []
    }

    /// The commands in the code of a document: blocks for a shell, and what stands between backquotes.
    private func commands(in text: String) -> Set<Command> {
        var codes: [Substring] = []
        for (index, part) in text.components(separatedBy: "```").enumerated() {
            if index.isMultiple(of: 2) {
                codes += part.matches(of: /`([^`\n]+)`/).map(\.output.1)
            } else if part.hasPrefix("sh\n") {
                codes += part.replacing("\\\n", with: " ").split(separator: "\n").dropFirst()
            }
        }
        var commands: Set<Command> = []
        for code in codes {
            var command: Command?
            let words = code.split { " \"'()[]".contains($0) }.map(String.init)
            for word in words + ["|"] {
                let name = word.split(separator: "/").last.map(String.init) ?? ""
                if ["eshkold", "central-office"].contains(name) {
                    command = Command(program: name)
                } else if word.hasPrefix("--"), word.count > 2 {
                    command?.options.insert(String(word.prefix { $0 != "=" }))
                } else if ["|", ">", "&&", ";", "--", "#"].contains(word) {
                    if let command { commands.insert(command) }
                    command = nil
                } else if command?.options.isEmpty == true, (command?.words.count ?? 0) < 2 {
                    command?.words.append(String(word))
                }
            }
        }
        return commands
    }

    @Test func `every command and option that they name exists`() async throws {
        let folder = try TemporaryDirectory()
        var helps: [[String]: Program.Result] = [:]
        func help(_ words: [String]) async throws -> Program.Result {
            if let known = helps[words] { return known }
            let result = try await Program.run(words[0], Array(words.dropFirst()) + ["--help"], in: folder)
            helps[words] = result
            return result
        }
        var count = 0
        for document in Self.documents {
            for command in commands(in: try Repository.read(document)) {
                var path = [command.program]
                for word in command.words {
                    // A word for the program, and not a file, a place to fill in or a part of another command.
                    guard word.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil,
                        try await help(path).output.contains("SUBCOMMANDS:")
                    else { break }
                    path.append(word)
                    let result = try await help(path)
                    #expect(result.status == 0, "\(document): \(path.joined(separator: " ")): \(result.errors)")
                    count += 1
                }
                // The program alone is also the name of the user and of the unit.
                guard path.count > 1 || command.program == "central-office" else { continue }
                let text = try await help(path).output
                for option in command.options where option != "--help" && option != "--version" {
                    #expect(text.contains(option), "\(document): \(path.joined(separator: " ")) \(option)")
                }
            }
        }
        #expect(count > 50)
    }

    @Test func `every file that they lead to is there`() throws {
        #expect(Self.documents.count > 5)
        for document in Self.documents {
            let folder = URL(fileURLWithPath: "\(Repository.root)/\(document)").deletingLastPathComponent()
            for match in try Repository.read(document).matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
                let path = folder.appending(path: String(match.output.1)).path
                #expect(FileManager.default.fileExists(atPath: path), "\(document): \(match.output.1)")
            }
        }
    }
}
