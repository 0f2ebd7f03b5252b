import Glibc

/// One message to a socket of this machine (unix(7)).
enum UnixDatagram {
    /// - Parameters:
    ///   - path: A name that begins with `@` is one in the abstract namespace.
    ///   - flags: Of send(2).
    /// - Returns: False where nobody got it.
    static func send(_ message: [UInt8], to path: String, flags: Int32) -> Bool {
        guard let first = path.first, first == "@" || first == "/" else { return false }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // An abstract name begins with a zero.
        let name = (first == "@" ? [0] : [UInt8(ascii: "/")]) + path.utf8.dropFirst()
        let offset = MemoryLayout<sa_family_t>.size
        guard name.count <= MemoryLayout.size(ofValue: address.sun_path) else { return false }
        unsafe withUnsafeMutableBytes(of: &address) { bytes in
            for (index, byte) in name.enumerated() { unsafe bytes[offset + index] = byte }
        }
        let handle = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard handle >= 0 else { return false }
        defer { close(handle) }
        let sent = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                unsafe sendto(handle, message, message.count, flags, target, socklen_t(offset + name.count))
            }
        }
        return sent == message.count
    }
}
