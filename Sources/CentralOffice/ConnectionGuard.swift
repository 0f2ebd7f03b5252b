import Foundation
import NIOCore
import NIOHTTPTypes

/// Keeps one connection from holding on for ever, and one address from taking all connections.
///
/// A request has to be over within ``exchangeLimit``, from its first byte to the last of its answer, however slowly its
/// parts come or are fetched; without one a connection is closed after ``idleLimit``, the handshake of TLS included.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Enough for the largest body at 300 kbit/s.
    static let exchangeLimit: TimeAmount = .seconds(30)
    static let idleLimit: TimeAmount = .seconds(20)

    private let connections: OpenConnections
    /// Whom the connection is counted for; `nil` while it is not.
    private var peer: String?
    private var deadline: Scheduled<Void>?

    init(_ connections: OpenConnections) { self.connections = connections }

    func channelActive(context: ChannelHandlerContext) {
        let peer = OfficeContext.peer(context.remoteAddress)
        guard connections.open(peer) else {
            context.close(promise: nil)
            return
        }
        self.peer = peer
        close(context, in: Self.idleLimit)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head = unwrapInboundIn(data) { close(context, in: Self.exchangeLimit) }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { close(context, in: Self.idleLimit) }
        context.write(data, promise: promise)
    }

    private func close(_ context: ChannelHandlerContext, in time: TimeAmount) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
    }

    private func leave() {
        deadline?.cancel()
        deadline = nil
        peer.map(connections.close)
        peer = nil
    }
}

/// The open connections of each address. Sendable because the counts are only touched under the lock.
final class OpenConnections: @unchecked Sendable {
    /// Few offices have more senders and readers than this at one time; each may hold a body of 1 MiB in memory.
    static let most = 256
    /// A browser opens six. Behind a proxy all have its address.
    static let mostOfOne = 64

    private let lock = NSLock()
    private var counts: [String: Int] = [:]
    private var all = 0

    /// False, and not counted, where there are too many.
    func open(_ peer: String) -> Bool {
        lock.withLock {
            guard all < Self.most, counts[peer, default: 0] < Self.mostOfOne else { return false }
            all += 1
            counts[peer, default: 0] += 1
            return true
        }
    }

    func close(_ peer: String) {
        lock.withLock {
            all -= 1
            counts[peer] = counts[peer].flatMap { $0 == 1 ? nil : $0 - 1 }
        }
    }
}
