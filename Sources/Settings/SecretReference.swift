private import Foundation

/// Where a secret is: never the secret itself, so that a configuration can be shown.
package struct SecretReference: Sendable, CustomStringConvertible {
    package enum Source: String, CaseIterable, Sendable {
        /// A systemd credential, below `$CREDENTIALS_DIRECTORY` (systemd.exec(5), LoadCredential=).
        case credential
        case file
        case env
    }

    /// Why a secret is not to be had, and what to do. Names the place, never the content.
    package struct Unreadable: Error, CustomStringConvertible {
        package let description: String
    }

    package let source: Source
    package let name: String

    /// From `credential:NAME`, `file:PATH` or `env:NAME`.
    ///
    /// - Parameter resolve: Makes a path of `file:` absolute.
    package init?(_ text: String, resolve: (String) -> String? = { $0 }) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let source = Source(rawValue: parts[0]),
            let name = source == .file ? resolve(parts[1]) : parts[1]
        else { return nil }
        self.source = source
        self.name = name
    }

    package var description: String { "\(source.rawValue):\(name)" }

    /// systemd gives credentials to the service alone: a command cannot look at them.
    package var isOutOfReach: Bool {
        source == .credential && ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] == nil
    }

    /// Without the spaces and line breaks around it.
    ///
    /// - Throws: ``Unreadable``, naming the place, never the content.
    package func read() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let path: String
        switch source {
        case .env:
            let value = environment[name]?.trimmingCharacters(in: .whitespacesAndNewlines)
            guard let value, !value.isEmpty else {
                throw Unreadable(description: "the secret \(self) is not set in the environment")
            }
            return try inOneLine(value)
        case .credential:
            guard let directory = environment["CREDENTIALS_DIRECTORY"] else {
                throw Unreadable(
                    description: "the secret \(self) needs systemd: add 'LoadCredential=\(name):/path' to the unit, "
                        + "or use 'file:'"
                )
            }
            path = "\(directory)/\(name)"
        case .file:
            path = name
            // A credential is systemd's, which gives it to the service alone.
            if let mistake = FileModes.mistake(inPrivacyOf: path, as: "the secret \(self)") {
                throw Unreadable(description: mistake)
            }
        }
        do {
            let secret = try String(contentsOfFile: path, encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            guard !secret.isEmpty else {
                throw Unreadable(description: "the secret \(self) is empty: write it into \(path)")
            }
            return try inOneLine(secret)
        } catch let failure as Unreadable {
            throw failure
        } catch {
            throw Unreadable(description: "the secret \(self) cannot be read from \(path): check the path and its mode")
        }
    }

    /// A token is sent in the line of a header: a line break within it would begin another header.
    private func inOneLine(_ secret: String) throws -> String {
        guard !secret.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw Unreadable(
                description: "the secret \(self) holds a line break or another control character: write it on one "
                    + "line, and nothing else"
            )
        }
        return secret
    }
}
