import Accompaniment
import Foundation
import Hummingbird

/// An answer that says no: a status, what is wrong and what to do. Never holds a piece of the request.
struct Refusal: HTTPResponseError {
    let status: HTTPResponse.Status
    let message: String
    /// What belongs to the status: what is allowed, how to sign in, how long to wait.
    let headers: HTTPFields

    init(_ status: HTTPResponse.Status, _ message: String, headers: HTTPFields = [:]) {
        self.status = status
        self.message = message
        self.headers = headers
    }

    /// - Parameter retryAfter: Seconds.
    init(_ status: HTTPResponse.Status, _ message: String, retryAfter: Int) {
        self.init(status, message, headers: [.retryAfter: "\(retryAfter)"])
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var response = try Response.json(["error": message], status: status)
        response.headers.append(contentsOf: headers)
        return response
    }
}

extension Response {
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        text(try JSONEncoder.canonical.encode(value), "application/json; charset=utf-8", status: status)
    }

    static func text(_ body: Data, _ type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}
