import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import Settings

/// The socket of the office: address, TLS, and what one connection may do.
struct OfficeServer: Sendable {
    let address: ListenAddress
    let tls: TLSConfiguration?
    let logger: Logger

    /// Far above what eshkold sends, which is 1.2 KiB.
    private static let maxHeaderBytes = 16 << 10
    private static let maxHeaders = 100

    /// Serves until SIGTERM or SIGINT; requests under way are answered first.
    ///
    /// - Throws: ``StartFailure`` when the address cannot be used.
    func run(_ router: Router<OfficeContext>) async throws {
        let scheme = tls == nil ? "http" : "https"
        let connections = OpenConnections()
        let configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(connections)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: Self.maxHeaderBytes,
                maxHeaderListSize: Self.maxHeaderBytes,
                maxHeaderFieldCount: Self.maxHeaders
            )
        )
        let server: HTTPServerBuilder
        do {
            server =
                try tls.map { try .tls(.http1(configuration: configuration), tlsConfiguration: $0) }
                ?? .http1(configuration: configuration)
        } catch {
            throw StartFailure.configuration("the certificate and its key do not belong together: \(error)")
        }
        let application = Application(
            router: router,
            server: server,
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in
                let url = "\(scheme)://\(address.at(port: channel.localAddress?.port ?? address.port))"
                FileHandle.standardOutput.write(Data("central-office: listening on \(url)\n".utf8))
            },
            logger: logger
        )
        do {
            try await application.runService()
        } catch {
            throw StartFailure.environment("cannot serve on \(address): \(error). Is the port taken?")
        }
    }

    /// - Parameter clientCA: Whose certificates clients must show; without it none is asked for.
    /// - Throws: ``StartFailure`` for a file that cannot be used.
    static func tls(certificate: String, privateKey: String, clientCA: String?) throws -> TLSConfiguration {
        if let mistake = FileModes.mistake(inPrivacyOf: privateKey, as: "the key of the certificate") {
            throw StartFailure.configuration(mistake)
        }
        var configuration: TLSConfiguration
        do {
            configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: privateKey, format: .pem))
            )
        } catch {
            throw StartFailure.configuration(
                "\(certificate) and \(privateKey) cannot be used for https: both must be readable PEM files"
            )
        }
        configuration.minimumTLSVersion = .tlsv12
        guard let clientCA else { return configuration }
        do {
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(clientCA))
        } catch {
            throw StartFailure.configuration(
                "\(clientCA) cannot be used for --client-ca: it must be a readable PEM file"
            )
        }
        // No name of a host is in a client's certificate; that it is signed by the CA is asked for.
        configuration.certificateVerification = .noHostnameVerification
        return configuration
    }
}
