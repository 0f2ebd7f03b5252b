internal import CCurl
internal import Foundation

/// Sends requests over libcurl, on one thread that owns one multi handle and its connections.
///
/// Callers suspend; the cooperative pool never blocks. A task that is cancelled, and a transport that is closed, end a
/// transfer at once, however silent the office is.
///
/// Safe because the pointer to the handle never leaves this file. Sendable because the mailbox is only touched under the
/// lock, and the handle only on the thread, but for `curl_multi_wakeup`, which libcurl allows from any thread
/// (https://curl.se/libcurl/c/curl_multi_wakeup.html).
@safe package final class CurlTransport: @unchecked Sendable {
    private struct Mailbox {
        var submitted: [Transfer] = []
        var cancelled: Set<UUID> = []
        var isClosed = false
        /// The thread has let go of the handle.
        var isFinished = false
    }

    private let lock = NSLock()
    private var mailbox = Mailbox()
    private let multi: UnsafeMutableRawPointer

    /// Made once, before any thread uses libcurl (https://curl.se/libcurl/c/curl_global_init.html).
    private static let isInitialised = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// - Throws: ``TransportError`` when libcurl cannot be set up.
    package init() throws {
        guard Self.isInitialised, let multi = unsafe curl_multi_init() else {
            throw TransportError(message: "libcurl could not be set up", isConfiguration: false)
        }
        unsafe self.multi = multi
        let thread = Thread { [self] in run() }
        thread.name = "eshkold-push"
        thread.start()
    }

    /// Ends the thread; transfers under way fail with a cancellation.
    package func close() {
        lock.withLock { mailbox.isClosed = true }
        wake()
    }

    /// Sends `request` and returns the whole answer.
    ///
    /// - Throws: ``TransportError`` where no answer came, `CancellationError`.
    func send(_ request: PushRequest) async throws -> Answer {
        let id = UUID()
        // A cancellation that came too late to end anything.
        defer { lock.withLock { _ = mailbox.cancelled.remove(id) } }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let transfer = Transfer(id: id, request: request, continuation: continuation)
                let isTaken = lock.withLock {
                    // The cancellation may be here before the submission.
                    guard !mailbox.isClosed, !mailbox.cancelled.contains(id) else { return false }
                    mailbox.submitted.append(transfer)
                    return true
                }
                if isTaken { wake() } else { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            lock.withLock { _ = mailbox.cancelled.insert(id) }
            wake()
        }
    }

    private func wake() {
        lock.withLock {
            // Under the lock, so that the thread cannot free the handle meanwhile. The call fails only for a handle that
            // is none.
            if !mailbox.isFinished { _ = unsafe curl_multi_wakeup(multi) }
        }
    }

    /// The thread: takes submissions and cancellations, lets libcurl work, hands out what is finished.
    private func run() {
        var running: [UUID: CurlHandle] = [:]
        while true {
            let mail = lock.withLock {
                let mail = mailbox
                mailbox.submitted = []
                return mail
            }
            for transfer in mail.submitted {
                do {
                    let handle = try CurlHandle(transfer)
                    let code = unsafe curl_multi_add_handle(multi, handle.pointer)
                    guard code == CURLM_OK else {
                        let reason = unsafe String(cString: curl_multi_strerror(code))
                        throw TransportError(message: "libcurl cannot begin: \(reason)", isConfiguration: false)
                    }
                    running[transfer.id] = handle
                } catch {
                    transfer.continuation.resume(throwing: error)
                }
            }
            let ended = mail.isClosed ? Set(running.keys) : mail.cancelled.intersection(running.keys)
            for id in ended { finish(&running, id: id, code: nil) }
            if mail.isClosed { break }
            var count: Int32 = 0
            _ = unsafe curl_multi_perform(multi, &count)
            collect(&running)
            _ = unsafe curl_multi_poll(multi, nil, 0, 60_000, nil)
        }
        lock.withLock { mailbox.isFinished = true }
        unsafe curl_multi_cleanup(multi)
    }

    private func collect(_ running: inout [UUID: CurlHandle]) {
        var waiting: Int32 = 0
        while let message = unsafe curl_multi_info_read(multi, &waiting) {
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            let code = unsafe message.pointee.data.result
            let done = unsafe message.pointee.easy_handle
            guard let id = running.first(where: { unsafe $0.value.pointer == done })?.key else { continue }
            finish(&running, id: id, code: code)
        }
    }

    private func finish(_ running: inout [UUID: CurlHandle], id: UUID, code: CURLcode?) {
        guard let handle = running.removeValue(forKey: id) else { return }
        unsafe curl_multi_remove_handle(multi, handle.pointer)
        handle.transfer.continuation.resume(with: code.map { handle.result($0) } ?? .failure(CancellationError()))
    }
}

/// A request on its way, and whom to tell.
struct Transfer: Sendable {
    let id: UUID
    let request: PushRequest
    let continuation: CheckedContinuation<Answer, any Error>
}

/// No answer came, or none that could be read.
package struct TransportError: Error, CustomStringConvertible {
    package let message: String
    /// True where waiting cannot help, such as a certificate that does not fit.
    package let isConfiguration: Bool

    package var description: String { message }
}
