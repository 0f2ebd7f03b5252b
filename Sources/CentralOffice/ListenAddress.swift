import ArgumentParser

/// Where the service listens: `127.0.0.1:8080`, `localhost:0`, `[::1]:8080`.
struct ListenAddress: ExpressibleByArgument, CustomStringConvertible, Sendable {
    static let standard = ListenAddress(host: "127.0.0.1", port: 8080)

    /// A name or an address, without brackets.
    let host: String
    /// 0 takes a free port.
    let port: Int

    private init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `nil` unless `argument` is a host, a colon and a port. An IPv6 address stands in brackets.
    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"),
            let port = UInt16(argument[argument.index(after: colon)...])
        else { return nil }
        var host = argument[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: Int(port))
    }

    /// True when no other machine can reach the address. A name other than `localhost` could mean anything.
    var isLoopback: Bool {
        let octets = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return host == "localhost" || host == "::1"
            || (octets.count == 4 && octets.first == 127 && !octets.contains(nil))
    }

    var description: String { at(port: port) }

    /// The same host with the port that was really bound.
    func at(port: Int) -> String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
