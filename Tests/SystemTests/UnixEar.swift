import Foundation
import Glibc
import Testing

/// A datagram socket that keeps what it hears. Sendable because all state is only touched under the lock.
final class UnixEar: @unchecked Sendable {
    let path: String
    private let handle: Int32
    private let lock = NSLock()
    private var messages: [[UInt8]] = []

    var heard: [[UInt8]] { lock.withLock { messages } }
    var texts: [String] { heard.map { String(decoding: $0, as: UTF8.self) } }

    init(path: String) throws {
        self.path = path
        handle = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        try #require(name.count < MemoryLayout.size(ofValue: address.sun_path))
        unsafe withUnsafeMutableBytes(of: &address) { bytes in
            for (index, byte) in name.enumerated() { unsafe bytes[2 + index] = byte }
        }
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(handle, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0)
        let thread = Thread { [self, handle] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while case let count = unsafe recv(handle, &buffer, buffer.count, 0), count > 0 {
                lock.withLock { messages.append(Array(buffer[..<count])) }
            }
        }
        thread.start()
    }

    deinit { close(handle) }
}
