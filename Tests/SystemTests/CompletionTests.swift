import Foundation
import TestSupport
import Testing

/// The scripts that complete commands in a shell, as the packages ship them, asked by the shells themselves.
@Suite(.timeLimit(.minutes(2)))
struct CompletionTests {
    private func script(_ program: String, _ shell: String, in folder: TemporaryDirectory) async throws -> String {
        let result = try await Program.run(program, ["--generate-completion-script", shell], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return try folder.write(result.output, to: "\(program).\(shell)")
    }

    @Test(arguments: [
        ("eshkold", "eshkold st", "status store"), ("eshkold", "eshkold store ve", "verify"),
        ("eshkold", "eshkold deliveries list --st", "--state"),
        ("central-office", "central-office --tls-k", "--tls-key"),
    ])
    func `bash completes commands and options`(program: String, typed: String, completed: String) async throws {
        let folder = try TemporaryDirectory()
        let path = try await script(program, "bash", in: folder)
        // As the shell itself calls it: the line, the words, and the function that 'complete' names.
        let ask = """
            source "$1"; COMP_LINE=$2; COMP_POINT=${#2}; read -ra COMP_WORDS <<<"$2"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            function=$(complete -p "$3" | sed 's/.*-F \\([^ ]*\\).*/\\1/'); cur=${COMP_WORDS[COMP_CWORD]}
            "$function" "$3" "$cur" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' "${COMPREPLY[@]}" | sort -u | tr -d ' ' | paste -sd' '
            """
        let result = try await Program.run("/bin/bash", ["-c", ask, "bash", path, typed, program], in: folder)
        #expect(result.output == "\(completed)\n", "\(result.errors)")
    }

    @Test(arguments: ["eshkold", "central-office"])
    func `zsh and fish take theirs`(program: String) async throws {
        let folder = try TemporaryDirectory()
        for (shell, check) in [("zsh", "-n"), ("fish", "--no-execute")] {
            let path = try await script(program, shell, in: folder)
            try #require(
                FileManager.default.isExecutableFile(atPath: "/usr/bin/\(shell)"),
                "\(shell) is not installed: run scripts/test, which installs it"
            )
            let result = try await Program.run("/usr/bin/\(shell)", [check, path], in: folder)
            #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        }
    }
}
