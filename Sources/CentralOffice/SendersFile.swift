import Accompaniment
import Foundation
import Settings

/// The list of senders, in YAML: one entry for each installation of eshkold.
///
/// ```yaml
/// senders:
///   - source: a3d685c4-2b15-46ed-859d-74d2ceb64ae2
///     name: משרד הפנים
///     signing-key: credential:ministry-key
/// ```
enum SendersFile {
    private static let secret = "credential:NAME, file:PATH or env:NAME"

    /// Reads the list and the secrets that it names. A relative path of `file:` is relative to the list.
    ///
    /// - Throws: ``StartFailure`` with every mistake on a line of its own, or for a secret that cannot be read.
    static func load(_ path: String) throws -> Senders {
        let reader = YAMLReader(file: path)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        var entries: [Entry] = []
        if let root = reader.root() {
            let sections = root.list("senders")
            if sections.isEmpty { root.note("'senders' is missing or empty: list at least one") }
            root.finish()
            entries = sections.compactMap { Entry($0, folder: folder) }
        }
        guard reader.mistakes.isEmpty else {
            throw StartFailure.configuration(
                reader.mistakes.sorted().map(\.description).joined(separator: "\ncentral-office: ")
            )
        }
        var senders: [String: Sender] = [:]
        for entry in entries {
            guard senders.updateValue(try entry.sender(), forKey: entry.source) == nil else {
                throw StartFailure.configuration("\(path): two senders have the source \(entry.source): keep one")
            }
        }
        return .listed(senders)
    }

    /// A sender as it is written: secrets are still references.
    private struct Entry {
        let source: String
        let name: String
        let keys: [SecretReference]
        let tokens: [SecretReference]
        let certificates: [String]
        let expectedEvery: Duration?

        init?(_ section: YAMLReader.Section, folder: URL) {
            func reference(_ text: String) -> SecretReference? {
                SecretReference(text) { URL(fileURLWithPath: $0, relativeTo: folder).path }
            }
            let source = section.required("source", expected: "the UUID that the sender's 'eshkold status' shows") {
                UUID(uuidString: $0)?.uuidString.lowercased()
            }
            let name = section.required("name", expected: "a name for people, in one line of at most 80 letters") {
                $0.isEmpty || $0.count > 80 || $0.contains(where: \.isNewline) ? nil : $0
            }
            keys = section.values("signing-key", expected: secret, reference)
            if keys.isEmpty { section.note("'signing-key' is missing: it should be \(secret), or a list of such") }
            tokens = section.values("token", expected: secret, reference)
            certificates = section.values("client-key-pin", expected: "sha256// and base64 of 32 bytes") { text in
                text.hasPrefix("sha256//") && Data(base64Encoded: String(text.dropFirst(8)))?.count == 32 ? text : nil
            }
            expectedEvery = section.value("expected-every", expected: "a time such as 7d or 4mo", Units.duration)
            section.finish()
            guard let source, let name else { return nil }
            self.source = source
            self.name = name
        }

        func sender() throws -> Sender {
            Sender(
                source: source,
                name: name,
                proof: Proof(
                    keys: try keys.map(Secrets.signingKey),
                    tokens: try tokens.map(Secrets.token),
                    certificates: certificates
                ),
                expectedEvery: expectedEvery
            )
        }
    }
}
