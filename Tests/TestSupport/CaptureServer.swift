package import Foundation
internal import Glibc

/// A small real HTTP/1.1 server on 127.0.0.1, as an office, a proxy or something broken would stand there. It records
/// each request and answers as the test says.
///
/// One thread accepts, one more serves each connection; connections are kept open for further requests. Everything
/// ends with ``stop()`` or when the test lets go of the server.
package final class CaptureServer: Sendable {
    /// A request as it came over the wire.
    package struct Request: Sendable {
        /// From 1, in the order in which the server read them.
        package internal(set) var number = 0
        package let method: String
        package let path: String
        /// In their order, spelt as they were sent.
        package let headers: [(name: String, value: String)]
        package let body: Data

        /// The value of the first header `name`, whatever its capitals; `nil` without one.
        package subscript(name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    /// What a request gets.
    package enum Answer: Sendable {
        case status(Int, headers: [(String, String)] = [], body: String = "")
        /// `{"received": KEY}` with the request's `Idempotency-Key`: what an office says that took it.
        case echo(status: Int = 200)
        /// Exactly these bytes; the connection is closed after them.
        case raw(Data)
        /// The connection is closed without a byte.
        case close
        /// These bytes, and then the connection is reset, as by a machine that fails.
        case reset(after: Data)
        /// Status 200 and a body of which one byte comes, and then one more after each pause.
        case drip(pause: Double)
        /// Not a byte, and the connection stays open until the server is stopped or the client leaves.
        case silence
        /// Status 200 and a body without end.
        case endless
    }

    /// Where it listens, with a path.
    package let url: URL
    private let desk: Desk

    /// - Throws: `POSIXError` when no port could be had.
    package init(answer: @escaping @Sendable (Request) -> Answer) throws {
        let (socket, port) = try listen()
        guard let url = URL(string: "http://127.0.0.1:\(port)/v1/summaries") else { throw POSIXError(.EINVAL) }
        self.url = url
        let desk = Desk(listener: socket, answer: answer)
        self.desk = desk
        Thread { desk.accept() }.start()
    }

    /// Gives these answers one after the other, and the last one again and again.
    package convenience init(_ first: Answer, _ rest: Answer...) throws {
        let answers = [first] + rest
        try self.init { request in answers[min(request.number, answers.count) - 1] }
    }

    deinit { stop() }

    /// The requests that were read so far.
    package var requests: [Request] { desk.lock.withLock { desk.requests } }

    /// How many connections clients opened so far.
    package var connections: Int { desk.lock.withLock { desk.connections } }

    /// Refuses new connections and closes those that are open. May be called more than once.
    package func stop() { desk.stop() }
}

/// What the threads of a server share. They hold it instead of the server, which thus ends when its test does.
private final class Desk: @unchecked Sendable {
    // Sendable because everything that changes is touched under the lock alone.
    let lock = NSLock()
    private(set) var requests: [CaptureServer.Request] = []
    private(set) var connections = 0
    private var open: Set<Int32> = []
    private var isStopped = false
    private let listener: Int32
    private let answer: @Sendable (CaptureServer.Request) -> CaptureServer.Answer

    init(listener: Int32, answer: @escaping @Sendable (CaptureServer.Request) -> CaptureServer.Answer) {
        self.listener = listener
        self.answer = answer
    }

    /// Shuts down, which wakes every thread that waits in the kernel; each then closes its own socket.
    func stop() {
        lock.withLock {
            if !isStopped { shutdown(listener, Int32(SHUT_RDWR)) }
            isStopped = true
            for socket in open { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    func accept() {
        defer { close(listener) }
        while case let socket = Glibc.accept(listener, nil, nil), socket >= 0 {
            // Programs that a test starts meanwhile must not keep it open.
            _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
            let isServed = lock.withLock {
                if !isStopped, open.insert(socket).inserted { connections += 1 }
                return !isStopped
            }
            guard isServed else {
                close(socket)
                return
            }
            Thread { [self] in serve(Connection(socket: socket)) }.start()
        }
    }

    private func serve(_ connection: Connection) {
        var connection = connection
        while var request = connection.next() {
            lock.withLock {
                request.number = requests.count + 1
                requests.append(request)
            }
            guard connection.send(answer(request), to: request) else { break }
        }
        lock.withLock { _ = open.remove(connection.socket) }
        close(connection.socket)
    }
}

/// One client's connection.
private struct Connection {
    let socket: Int32
    var buffer = Data()

    /// Reads the next request; `nil` at the end and for what is no HTTP, such as the first bytes of TLS.
    mutating func next() -> CaptureServer.Request? {
        var end = buffer.range(of: Data("\r\n\r\n".utf8))
        while end == nil {
            guard receive(), buffer.first.map({ (65...90).contains($0) }) == true else { return nil }
            end = buffer.range(of: Data("\r\n\r\n".utf8))
        }
        guard let end else { return nil }
        let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ").map(String.init)
        guard words.count == 3 else { return nil }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces)) : nil
        }
        buffer = Data(buffer[end.upperBound...])
        let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        while buffer.count < length { guard receive() else { return nil } }
        let body = Data(buffer.prefix(length))
        buffer = Data(buffer.dropFirst(length))
        return CaptureServer.Request(method: words[0], path: words[1], headers: headers, body: body)
    }

    /// - Returns: False when the connection has to be closed.
    mutating func send(_ answer: CaptureServer.Answer, to request: CaptureServer.Request) -> Bool {
        switch answer {
        case .status(let status, let headers, let body):
            var head = ["HTTP/1.1 \(status) Answer"] + headers.map { "\($0.0): \($0.1)" }
            if status != 204 { head.append("Content-Length: \(body.utf8.count)") }
            return send(Data((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
        case .echo(let status):
            let body = #"{"received": "\#(request["Idempotency-Key"] ?? "")"}"#
            return send(.status(status, headers: [("Content-Type", "application/json")], body: body), to: request)
        case .raw(let bytes):
            _ = send(bytes)
            return false
        case .close: return false
        case .reset(let bytes):
            _ = send(bytes)
            // What was sent has to be there first: a reset overtakes it.
            usleep(50_000)
            // Safety: the option is of this type and size, and is read within the call alone (socket(7), SO_LINGER).
            var linger = linger(l_onoff: 1, l_linger: 0)
            unsafe setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
            return false
        case .drip(let pause):
            var isOpen = send(Data("HTTP/1.1 200 Answer\r\nContent-Length: 1000\r\n\r\n".utf8))
            while isOpen {
                isOpen = send(Data("{".utf8))
                var wait = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
                // Safety: one descriptor, used within the call alone. Ends early when the client leaves, whose end can be read.
                isOpen = unsafe poll(&wait, 1, Int32(pause * 1000)) == 0 && isOpen
            }
            return false
        case .silence:
            while receive() {}
            return false
        case .endless:
            var isOpen = send(Data("HTTP/1.1 200 Answer\r\nContent-Type: application/json\r\n\r\n".utf8))
            while isOpen { isOpen = send(Data(repeating: UInt8(ascii: " "), count: 4096)) }
            return false
        }
    }

    /// Adds what has come to the buffer; false at the end of the connection.
    private mutating func receive() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        // Safety: here and below the pointer is used within the call alone, with the size of its array.
        let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return false }
        buffer.append(contentsOf: chunk[..<count])
        return true
    }

    private func send(_ bytes: Data) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

/// A listening socket on a free port of this machine.
private func listen() throws -> (socket: Int32, port: UInt16) {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    // Safety: a sockaddr_in is a sockaddr of this size; the pointer is used within the call alone.
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
            unsafe bind(socket, address, size) == 0 && Glibc.listen(socket, 64) == 0
                && getsockname(socket, address, &size) == 0
        }
    }
    guard isBound else {
        let code = POSIXErrorCode(rawValue: errno) ?? .EIO
        close(socket)
        throw POSIXError(code)
    }
    return (socket, UInt16(bigEndian: address.sin_port))
}
