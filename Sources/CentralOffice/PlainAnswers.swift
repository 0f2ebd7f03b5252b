import GRDB
import Hummingbird
import Logging

/// Puts every refusal in words, as JSON, and tells browsers to load, guess and keep nothing.
struct PlainAnswers<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try refusal(for: error, context: context).response(from: request, context: context)
        }
        response.headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// - Throws: What only the server can answer: a request that is not HTTP, a connection that is gone.
    private func refusal(for error: any Error, context: Context) throws -> Refusal {
        switch error {
        case let refusal as Refusal:
            return refusal
        case let error as DatabaseError:
            // Without its arguments, which GRDB leaves out: they are what was sent.
            context.logger.error("the store failed", metadata: ["error": "\(error)"])
            return Refusal(.serviceUnavailable, "the store of this office failed: send it again later")
        case let error as any HTTPResponseError:
            switch error.status {
            case .notFound:
                return Refusal(.notFound, "nothing answers here: summaries go to POST /v1/summaries")
            case .contentTooLarge:
                return Refusal(.contentTooLarge, "the body is larger than \(AdmissionRules.maxBodyBytes) bytes")
            default:
                return Refusal(error.status, "the request was refused")
            }
        default:
            throw error
        }
    }
}
