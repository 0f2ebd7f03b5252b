import ArgumentParser
import Foundation
import Glibc
import Logging
import Settings

/// The command line of `central-office`.
struct OfficeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "central-office",
        abstract: "Receives signed summaries from eshkold, keeps them, and shows them as one page in Hebrew.",
        discussion: """
            A reference receiver: for demonstrations, for tests, and for a small office.

              POST /v1/summaries       takes one summary; each is stored once
              GET  /                   shows the figures, in Hebrew
              GET  /v1/summaries       lists what was received, what is missing, and who is late
              GET  /v1/summaries/KEY   one summary, as it came
              GET  /v1/export.csv      the current figures as a table; also export.json
              GET  /healthz            whether a summary could be stored now

            Keys and tokens guard what is sent in. The pages hold counts only, no names, and are shown to whoever \
            reaches the address: on a network, give --view-password.

            Files of secrets hold one line. Make them readable by this service alone.
            """
    )

    @Option(help: ArgumentHelp("Where to listen. Port 0 takes a free port and prints it.", valueName: "host:port"))
    var listen = ListenAddress.standard

    @Option(help: ArgumentHelp("Where the summaries are kept; made when it is missing.", valueName: "directory"))
    var data: String

    @Option(
        help: ArgumentHelp(
            "The vocabulary, for names instead of codes (default: \(Vocabulary.standardPath), if it exists).",
            valueName: "file"
        )
    )
    var registry: String?

    @Option(help: ArgumentHelp("Certificate chain in PEM, for https.", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("Private key of the certificate, in PEM.", valueName: "file"))
    var tlsKey: String?

    @Option(
        name: .customLong("client-ca"),
        help: ArgumentHelp("Clients must show a certificate that one of these signed; PEM.", valueName: "file")
    )
    var clientCA: String?

    @Option(
        help: ArgumentHelp(
            "The senders, each with a key of its own, in YAML (central-office(8)). In place of --signing-key and --token.",
            valueName: "file"
        )
    )
    var senders: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            """
            The key that summaries are signed with, as whsec_… Several while one is being replaced. Required unless it \
            listens on this machine only.
            """,
            valueName: "file"
        )
    )
    var signingKey: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("The bearer token that a sender must show; any of several.", valueName: "file")
    )
    var token: [String] = []

    @Option(
        help: ArgumentHelp("The password of those who look at page, lists and exports.", valueName: "file")
    )
    var viewPassword: String?

    @Option(
        help: ArgumentHelp(
            "Requests a minute of one address, and summaries a minute of one sender; more are answered 429.",
            valueName: "number"
        )
    )
    var rateLimit = 600

    mutating func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together: give both or neither.")
        }
        guard clientCA == nil || tlsCertificate != nil else {
            throw ValidationError("--client-ca needs https: give --tls-certificate and --tls-key too.")
        }
        guard senders == nil || (signingKey.isEmpty && token.isEmpty) else {
            throw ValidationError("--senders names keys and tokens: leave --signing-key and --token out.")
        }
        guard (1...1_000_000).contains(rateLimit) else {
            throw ValidationError("--rate-limit is a number from 1 to 1000000.")
        }
    }

    mutating func run() async throws {
        // Whatever is made below holds what senders entrusted to this service: nobody else reads it.
        umask(0o077)
        do {
            try await serve()
        } catch let failure as StartFailure {
            Self.complain(failure.description)
            throw ExitCode(failure.exitCode)
        }
    }

    private func serve() async throws {
        let admitted = try senders.map(SendersFile.load) ?? .anybody(try proof())
        if !listen.isLoopback, tlsCertificate == nil {
            Self.complain("warning: no --tls-certificate: what is sent can be read on its way, the token with it.")
        }
        let tls = try tlsCertificate.flatMap { certificate in
            try tlsKey.map { try OfficeServer.tls(certificate: certificate, privateKey: $0, clientCA: clientCA) }
        }
        let page = FrontPage(lexicon: try Vocabulary.load(registry))
        let password = try viewPassword.map { ViewPassword(try Secrets.text(try Self.file($0))) }

        let lock = try DataLock(directory: data)
        defer { lock.release() }
        let store = try SummaryStore(directory: data)
        defer { store.close() }
        let logger = Logger(label: "central-office")
        let service = OfficeService(
            rules: AdmissionRules(senders: admitted),
            limits: OfficeService.Limits(perMinute: rateLimit),
            password: password,
            asksCertificates: clientCA != nil,
            store: store,
            page: page,
            logger: logger
        )
        try await OfficeServer(address: listen, tls: tls, logger: logger).run(service.router())
    }

    /// What any sender must show where none is listed.
    private func proof() throws -> Proof {
        if signingKey.isEmpty {
            guard listen.isLoopback else {
                throw StartFailure.configuration(
                    "without a signing key anybody could send summaries: give --signing-key or --senders, or listen on "
                        + "127.0.0.1"
                )
            }
            Self.complain("warning: no --signing-key: the sender of a summary is not proved. For trials only.")
        }
        return Proof(
            keys: try signingKey.map { try Secrets.signingKey(try Self.file($0)) },
            tokens: try token.map { try Secrets.token(try Self.file($0)) }
        )
    }

    private static func file(_ path: String) throws -> SecretReference {
        guard let reference = SecretReference("file:\(path)") else {
            throw StartFailure.configuration("an option for a secret has no path: give the path of a file")
        }
        return reference
    }

    /// One line on standard error.
    static func complain(_ message: String) {
        FileHandle.standardError.write(Data("central-office: \(message)\n".utf8))
    }
}

/// The entry: as `eshkold`, this program ends with 2 when it was called wrongly.
@main
enum Main {
    static func main() async {
        do {
            var command = try OfficeCommand.parse()
            try await command.run()
        } catch {
            guard OfficeCommand.exitCode(for: error) == .validationFailure else { OfficeCommand.exit(withError: error) }
            FileHandle.standardError.write(Data("\(OfficeCommand.fullMessage(for: error))\n".utf8))
            OfficeCommand.exit(withError: ExitCode(2))
        }
    }
}
