import Crypto
import Foundation
import Hummingbird
import HummingbirdTLS
import NIOCore
import NIOSSL

/// A request with what is known of its connection.
struct OfficeContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Whom limits by address count it for.
    var peer: String { Self.peer(channel.remoteAddress) }

    /// The pin of the public key of the client's certificate, which was verified when the connection began, as curl
    /// writes it: `sha256//` and base64. `nil` without one.
    func certificatePin() async throws -> String? {
        guard let certificate = try await channel.nioSSL_peerCertificate().get() else { return nil }
        let key = try certificate.extractPublicKey().toSPKIBytes()
        return "sha256//" + Data(SHA256.hash(data: key)).base64EncodedString()
    }

    /// An IPv4 address; of an IPv6 address the first 64 bits, below which one host may choose as it likes.
    static func peer(_ address: SocketAddress?) -> String {
        guard let text = address?.ipAddress else { return "?" }
        guard case .v6(let address) = address else { return text }
        // RFC 4291, 2.2: sixteen bytes in the order of the network.
        let bytes = unsafe withUnsafeBytes(of: address.address.sin6_addr) { unsafe Array($0) }
        // An IPv4 sender at a socket for both kinds.
        let isMapped = bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        return isMapped
            ? bytes.suffix(4).map(String.init).joined(separator: ".")
            : Data(bytes.prefix(8)).map { String($0, radix: 16) }.joined(separator: ":")
    }
}
