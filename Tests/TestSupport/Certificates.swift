internal import Foundation

/// An authority and what it signed, made by openssl for one test: `NAME.pem` and `NAME.key` in a folder.
package struct Certificates {
    package let folder: TemporaryDirectory

    package init(authority: String, in folder: TemporaryDirectory) async throws {
        self.folder = folder
        try await Self.openssl(
            Self.key + [
                "-x509", "-days", "2", "-subj", "/CN=\(authority)", "-keyout", folder.path("ca.key"), "-out",
                folder.path("ca.pem"),
            ]
        )
    }

    /// A certificate of this authority for `localhost` and 127.0.0.1, or, where it is a client's, for nobody's address.
    package func make(_ name: String, days: Int = 2) async throws {
        try await Self.openssl(
            Self.key + [
                "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout",
                folder.path("\(name).key"), "-out", folder.path("\(name).csr"),
            ]
        )
        try await Self.openssl([
            "x509", "-req", "-in", folder.path("\(name).csr"), "-CA", folder.path("ca.pem"), "-CAkey",
            folder.path("ca.key"), "-CAcreateserial", "-days", "\(days)", "-copy_extensions", "copy", "-out",
            folder.path("\(name).pem"),
        ])
    }

    /// The pin of the public key of `name`, as curl writes it.
    package func pin(_ name: String) async throws -> String {
        try await Self.openssl([
            "pkey", "-in", folder.path("\(name).key"), "-pubout", "-outform", "DER", "-out", folder.path("\(name).der"),
        ])
        try await Self.openssl([
            "dgst", "-sha256", "-binary", "-out", folder.path("\(name).sha"), folder.path("\(name).der"),
        ])
        let hash = try Data(contentsOf: URL(fileURLWithPath: folder.path("\(name).sha")))
        return "sha256//\(hash.base64EncodedString())"
    }

    private static let key = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

    private static func openssl(_ arguments: [String]) async throws {
        let result = try await Program.run("/usr/bin/openssl", arguments, in: TemporaryDirectory())
        guard result.status == 0 else { throw Failure(text: result.errors) }
    }

    package struct Failure: Error {
        package let text: String
    }
}
