import ArgumentParser
import Foundation
import Glibc
import Logging

/// The command line of `central-office`.
struct OfficeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "central-office",
        abstract: "Receives signed summaries from eshkold, keeps them, and shows them as one page in Hebrew.",
        discussion: """
            A reference receiver: for demonstrations, for tests, and for a small office.

              POST /v1/summaries   takes one summary; each is stored once
              GET  /v1/summaries   lists what was received and what is missing
              GET  /               shows the figures, in Hebrew
              GET  /healthz        answers while the service runs

            The key and the token guard what is sent in. The pages hold counts only, no names, and are shown to whoever \
            reaches the address: on a network, put them behind the sign-in of your web server.

            Files of secrets hold one line. Make them readable by this service alone.
            """
    )

    @Option(help: ArgumentHelp("Where to listen. Port 0 takes a free port and prints it.", valueName: "host:port"))
    var listen = ListenAddress.standard

    @Option(help: ArgumentHelp("Where the summaries are kept; made when it is missing.", valueName: "directory"))
    var data: String

    @Option(
        help: ArgumentHelp(
            "The vocabulary, for names instead of codes (default: \(Labels.standardPath), if it exists).",
            valueName: "file"
        )
    )
    var registry: String?

    @Option(help: ArgumentHelp("Certificate chain in PEM, for https.", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("Private key of the certificate, in PEM.", valueName: "file"))
    var tlsKey: String?

    @Option(
        help: ArgumentHelp(
            "The key that summaries are signed with, as whsec_… Required unless it listens on this machine only.",
            valueName: "file"
        )
    )
    var signingKey: String?

    @Option(help: ArgumentHelp("The bearer token that a sender must show.", valueName: "file"))
    var token: String?

    mutating func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together: give both or neither.")
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
        let key = try signingKey.map(Secrets.signingKey(from:))
        if key == nil {
            guard listen.isLoopback else {
                throw StartFailure.configuration(
                    "without a signing key anybody could send summaries: give --signing-key, or listen on 127.0.0.1"
                )
            }
            Self.complain("warning: no --signing-key: the sender of a summary is not proved. For trials only.")
        }
        if !listen.isLoopback, tlsCertificate == nil {
            Self.complain("warning: no --tls-certificate: what is sent can be read on its way, the token with it.")
        }
        let rules = AdmissionRules(token: try token.map(Secrets.token(from:)), key: key)
        let labels = try Labels(path: registry)

        let lock = try DataLock(directory: data)
        defer { lock.release() }
        let store = try SummaryStore(directory: data)
        defer { store.close() }
        let service = OfficeService(
            rules: rules,
            store: store,
            page: try OfficePage(labels: labels),
            logger: Logger(label: "central-office")
        )
        try await service.run(on: listen, certificate: tlsCertificate, privateKey: tlsKey)
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
