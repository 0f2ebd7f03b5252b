import Foundation
import Settings
import Sync
import TestSupport
import Testing

@testable import Daemon

@Suite struct SecretReferenceTests {
    private static let secret = "whsec_" + Data(0..<32).base64EncodedString()
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func office(signingKey: String? = nil, token: String? = nil) throws -> OfficeSettings {
        OfficeSettings(
            name: "ministry",
            url: try #require(URL(string: "https://office.example/")),
            schedule: .onChange,
            signingKey: try signingKey.map { try #require(SecretReference($0)) },
            token: try token.map { try #require(SecretReference($0)) },
            caFile: nil,
            clientCertificate: nil,
            clientKey: nil,
            acknowledgement: .echo
        )
    }

    @Test(arguments: [
        ("credential:ministry-token", SecretReference.Source.credential, "ministry-token"),
        ("file:/etc/eshkold/key", .file, "/etc/eshkold/key"), ("env:TOKEN", .env, "TOKEN"),
        ("file:/etc/a:b", .file, "/etc/a:b"),
    ])
    func `a reference names a source and a place`(text: String, source: SecretReference.Source, name: String) throws {
        let reference = try #require(SecretReference(text))
        #expect(reference.source == source)
        #expect(reference.name == name)
        #expect(reference.description == text)
    }

    @Test(arguments: ["", "env", "env:", ":TOKEN", "ENV:TOKEN", "vault:token", "s3cret", "whsec_c2VjcmV0"])
    func `what is no reference is not taken for one`(text: String) {
        #expect(SecretReference(text) == nil)
    }

    @Test func `a file is read, without the line break at its end`() throws {
        let path = try folder.write("\(Self.secret)\n", to: "key", mode: 0o600)
        #expect(try #require(SecretReference("file:\(path)")).read() == Self.secret)
    }

    @Test func `a variable of the environment is read`() throws {
        let path = try #require(ProcessInfo.processInfo.environment["PATH"])
        #expect(try #require(SecretReference("env:PATH")).read() == path)
    }

    @Test func `no description holds the secret`() throws {
        let path = try folder.write(Self.secret, to: "key", mode: 0o600)
        let reference = try #require(SecretReference("file:\(path)"))
        _ = try reference.read()
        let office = try office(signingKey: "file:\(path)", token: "file:\(path)")
        for text in ["\(reference)", String(reflecting: reference), "\(office)", String(reflecting: office)] {
            #expect(!text.contains(Self.secret))
        }
    }

    @Test(arguments: ["file:/nonexistent/key", "env:ESHKOLD_TEST_NOT_SET"])
    func `a secret that is missing is named by its place`(text: String) throws {
        let reference = try #require(SecretReference(text))
        let failure = #expect(throws: SecretReference.Unreadable.self) { try reference.read() }
        #expect(failure?.description.contains(text) == true)
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] == nil))
    func `a credential without systemd says what to add`() throws {
        let reference = try #require(SecretReference("credential:ministry-token"))
        let failure = #expect(throws: SecretReference.Unreadable.self) { try reference.read() }
        #expect(failure?.description.contains("LoadCredential=ministry-token:") == true)
    }

    @Test func `an office whose secret is missing is a fault of the configuration`() throws {
        let failure = #expect(throws: StartFailure.self) { try office(token: "file:/nonexistent/token").office() }
        #expect(failure?.exit == .configuration)
        #expect(failure?.description.contains("file:/nonexistent/token") == true)
    }

    @Test func `an office gets its secrets`() throws {
        let key = try folder.write("\(Self.secret)\n", to: "key", mode: 0o600)
        let token = try folder.write("s3cret\n", to: "token", mode: 0o600)
        let office = try office(signingKey: "file:\(key)", token: "file:\(token)").office()
        #expect(office.token == "s3cret")
        #expect(office.signingKey != nil)
        #expect(office.name == "ministry")
        #expect(office.schedule == .onChange)
    }

    @Test(arguments: ["s3cret", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64", "sk_c2VjcmV0"])
    func `a signing key of another form is refused and not repeated`(content: String) throws {
        let path = try folder.write(content, to: "key", mode: 0o600)
        let failure = #expect(throws: StartFailure.self) { try office(signingKey: "file:\(path)").office() }
        #expect(failure?.exit == .configuration)
        #expect(failure?.description.hasPrefix("office ministry: 'signing-key' is not") == true)
        #expect(content.count < 7 || failure?.description.contains(content) == false)
    }

    @Test(arguments: ["", "\n", " \n \n"])
    func `an empty file holds no secret`(content: String) throws {
        let path = try folder.write(content, to: "token", mode: 0o600)
        let reference = try #require(SecretReference("file:\(path)"))
        let failure = #expect(throws: SecretReference.Unreadable.self) { try reference.read() }
        #expect(failure?.description == "the secret file:\(path) is empty: write it into \(path)")
    }

    @Test(arguments: ["abc\r\nX-Injected: 1", "abc\ndef\n", "abc\u{0}", "a\tbc", "abc\u{7F}", "abc\u{85}def"])
    func `a secret of more than a line is refused and not repeated`(content: String) throws {
        let path = try folder.write(content, to: "token", mode: 0o600)
        let failure = try #require(#expect(throws: StartFailure.self) { try office(token: "file:\(path)").office() })
        #expect(failure.exit == .configuration)
        #expect(
            failure.description
                == "the secret file:\(path) holds a line break or another control character: write it on one line, "
                + "and nothing else"
        )
    }

    @Test(arguments: ["s3cret\r\n", "s3cret\n\n", " s3cret "])
    func `what stands around a secret is no part of it`(content: String) throws {
        let path = try folder.write(content, to: "token", mode: 0o600)
        #expect(try office(token: "file:\(path)").office().token == "s3cret")
    }

    @Test(arguments: [(0o644, false), (0o604, false), (0o640, true), (0o600, true)] as [(mode_t, Bool)])
    func `a file that everybody can read holds no secret`(mode: mode_t, isTaken: Bool) throws {
        let path = try folder.write(Self.secret, to: "key", mode: mode)
        let office = try office(token: "file:\(path)")
        if isTaken { return #expect(try office.office().token == Self.secret) }
        let failure = try #require(#expect(throws: StartFailure.self) { try office.office() })
        #expect(failure.exit == .configuration && failure.description.contains("chmod 0640 \(path)"))
        #expect(!failure.description.contains(Self.secret))
    }
}
