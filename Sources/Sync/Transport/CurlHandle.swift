internal import CCurl
internal import Foundation

/// One easy handle with everything that it points to: headers, error text, and what has arrived of the answer.
///
/// Lives on the transport's thread alone. libcurl calls back with a pointer to this object, which the transport keeps
/// for as long as the handle is in its multi handle; that makes the pointers in it safe.
@safe final class CurlHandle {
    let transfer: Transfer
    let pointer: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>
    private var headerBytes = 0
    /// Its status is known at the end.
    private var answer = Answer(status: 0)
    /// The empty line behind the headers has come.
    private var hasAllHeaders = false
    private var failure: String?

    /// More than any echo needs; an endless answer ends here.
    private static let bodyLimit = 64 * 1024
    private static let headerLimit = 64 * 1024

    /// - Throws: ``TransportError`` for settings that libcurl does not take.
    init(_ transfer: Transfer) throws {
        guard let easy = unsafe curl_easy_init() else { throw Self.noMemory }
        self.transfer = transfer
        unsafe pointer = easy
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try configure()
    }

    deinit {
        unsafe curl_easy_cleanup(pointer)
        unsafe curl_slist_free_all(headers)
        unsafe errorText.deallocate()
    }

    private func configure() throws {
        let office = transfer.request.office
        let isLoopbackHTTP = office.url.scheme == "http"
        try check(unsafe ccurl_set_safe_defaults(pointer), "its defaults")
        try check(unsafe ccurl_set_protocols(pointer, isLoopbackHTTP ? "http" : "https"), "the protocol")
        // Plain http stays on this machine.
        if isLoopbackHTTP { try check(unsafe ccurl_set_no_proxy(pointer), "the way round proxies") }
        try check(unsafe ccurl_set_url(pointer, office.url.absoluteString), "the address")
        try check(unsafe ccurl_set_timeouts(pointer, 10_000, 60_000), "the time limits")
        try check(unsafe ccurl_set_low_speed(pointer, 16, 20), "the lowest speed")
        try check(unsafe ccurl_set_error_buffer(pointer, errorText), "the error text")
        try check(unsafe ccurl_set_post(pointer), "the method")
        unsafe try transfer.request.body.withUnsafeBytes { bytes in
            // Safety: libcurl copies the body during the call.
            let characters = unsafe bytes.bindMemory(to: CChar.self)
            try check(unsafe ccurl_set_body(pointer, characters.baseAddress, curl_off_t(bytes.count)), "the body")
        }
        for header in transfer.request.headers {
            guard let list = unsafe curl_slist_append(headers, "\(header.name): \(header.value)") else {
                throw Self.noMemory
            }
            unsafe headers = list
        }
        try check(unsafe ccurl_set_headers(pointer, headers), "the headers")
        if !isLoopbackHTTP, let proxy = office.proxy {
            try check(unsafe ccurl_set_proxy(pointer, proxy.absoluteString), "the proxy")
        }
        if let key = office.pinnedKey { try check(unsafe ccurl_set_pinned_key(pointer, key), "the pinned key") }
        if let file = office.caFile { try check(unsafe ccurl_set_ca_file(pointer, file), "the CA file") }
        if let certificate = office.clientCertificate, let key = office.clientKey {
            try check(unsafe ccurl_set_client_certificate(pointer, certificate, key), "the client certificate")
        }
        // Safety: unretained, because the transport holds this object until libcurl has let go of the handle.
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        try check(unsafe ccurl_set_on_body(pointer, onBody, context), "the receiver of the answer")
        try check(unsafe ccurl_set_on_header(pointer, onHeader, context), "the receiver of the headers")
    }

    private static var noMemory: TransportError {
        TransportError(message: "libcurl has no memory for a transfer", isConfiguration: false)
    }

    private func check(_ code: CURLcode, _ what: String) throws {
        guard code == CURLE_OK else {
            throw TransportError(
                message: "libcurl does not take \(what): \(unsafe String(cString: curl_easy_strerror(code)))",
                isConfiguration: true
            )
        }
    }

    /// The end of the transfer as libcurl reports it.
    func result(_ code: CURLcode) -> Result<Answer, any Error> {
        guard code == CURLE_OK else {
            let detail = unsafe String(cString: errorText)
            let text = failure ?? (detail.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : detail)
            var proxyStatus = 0
            unsafe ccurl_get_connect_status(pointer, &proxyStatus)
            let isConfiguration = Self.isConfiguration(code) || Self.isRefusal(byProxy: proxyStatus)
            return .failure(TransportError(message: text, isConfiguration: isConfiguration))
        }
        // libcurl takes a connection that ends within the headers for an answer without content.
        guard hasAllHeaders else {
            return .failure(TransportError(message: "the answer broke off in its headers", isConfiguration: false))
        }
        var status = 0
        unsafe ccurl_get_status(pointer, &status)
        answer.status = status
        return .success(answer)
    }

    /// A proxy that lets nobody through, or not with these credentials. One that cannot reach the office just now, or is
    /// busy, may do better later.
    ///
    /// - Parameter status: Of its answer to CONNECT; 0 where no proxy answered.
    private static func isRefusal(byProxy status: Int) -> Bool {
        (300..<500).contains(status) && ![408, 425, 429].contains(status)
    }

    /// A certificate that is not trusted does not become so by waiting; it is retried all the same, slowly and with an
    /// alarm.
    private static func isConfiguration(_ code: CURLcode) -> Bool {
        [
            CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_UNSUPPORTED_PROTOCOL,
            CURLE_URL_MALFORMAT, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
        ].contains(code)
    }

    fileprivate func receive(body bytes: UnsafeRawBufferPointer) -> Int {
        guard answer.body.count + bytes.count <= Self.bodyLimit else {
            failure = "the answer is longer than \(Self.bodyLimit) bytes"
            return 0
        }
        unsafe answer.body.append(contentsOf: bytes)
        return bytes.count
    }

    fileprivate func receive(header bytes: UnsafeRawBufferPointer) -> Int {
        headerBytes += bytes.count
        guard headerBytes <= Self.headerLimit else {
            failure = "the headers of the answer are longer than \(Self.headerLimit) bytes"
            return 0
        }
        let line = unsafe String(decoding: bytes, as: UTF8.self)
        // What went before belongs to an answer on the way, of a proxy or with a status of 1xx.
        if line.hasPrefix("HTTP/") { (answer, hasAllHeaders) = (Answer(status: 0), false) }
        if line == "\r\n" || line == "\n" { hasAllHeaders = true }
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return bytes.count }
        let value = parts[1].trimmingCharacters(in: .whitespacesAndNewlines)
        switch parts[0].lowercased() {
        case "content-type": answer.contentType = value
        case "retry-after": answer.retryAfter.append(value)
        case "date": answer.date = value
        case "accept-encoding": answer.acceptEncoding = (answer.acceptEncoding.map { "\($0), " } ?? "") + value
        default: break
        }
        return bytes.count
    }
}

/// curl_write_callback: returning another number than that received ends the transfer.
private func onBody(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return 0 }
    let handle = unsafe Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
    return unsafe handle.receive(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
}

private func onHeader(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return 0 }
    let handle = unsafe Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
    return unsafe handle.receive(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
}
