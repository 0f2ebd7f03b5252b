import Accompaniment
import Foundation
import Hummingbird

/// The codings of a body (RFC 9110, 8.4). Signature and digest are those of the coded bytes: nobody's are decoded who has
/// not shown the key.
enum ContentCoding {
    /// - Parameters:
    ///   - body: As it came.
    ///   - headers: By name in lower case.
    static func content(of body: Data, headers: [String: String]) throws(Refusal) -> Data {
        switch headers["content-encoding", default: ""].lowercased().trimmingCharacters(in: .whitespaces) {
        case "", "identity": return body
        case "gzip", "x-gzip": break
        default: throw Refusal(.unsupportedMediaType, "this office takes bodies that are plain or coded with gzip")
        }
        do throws(Gzip.Failure) {
            return try Gzip.decompressed(body, limit: AdmissionRules.maxBodyBytes)
        } catch {
            switch error {
            case .damaged: throw Refusal(.badRequest, "the body is not one whole gzip stream: send it again")
            case .tooLong:
                throw Refusal(
                    .contentTooLarge,
                    "the body is larger than \(AdmissionRules.maxBodyBytes) bytes when decoded"
                )
            }
        }
    }
}

/// Says in every answer to a summary that bodies may come coded with gzip (RFC 9110, 12.5.3).
struct CodingOffer<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if request.method == .post { response.headers[.acceptEncoding] = "gzip" }
        return response
    }
}
