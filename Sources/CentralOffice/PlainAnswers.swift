import Foundation
import GRDB
import Hummingbird
import Logging

/// Puts every refusal in words, as JSON, and tells browsers to load, guess and keep nothing.
struct PlainAnswers: RouterMiddleware {
    /// Refusals that are logged in a minute: enough to see what is wrong, too few to fill a disk with.
    let logged = RateLimit(perMinute: 30)

    func handle(
        _ request: Request,
        context: OfficeContext,
        next: @concurrent (Request, OfficeContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let refusal = try refusal(for: error, request: request, context: context)
            await log(refusal, of: request, context: context)
            response = try refusal.response(from: request, context: context)
        }
        response.headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// What was sent to be stored and was not, and wrong passwords; the reason is one of ours, without a piece of the
    /// request.
    private func log(_ refusal: Refusal, of request: Request, context: OfficeContext) async {
        let guesses = refusal.status == .unauthorized && request.headers[.authorization] != nil
        guard request.method == .post || guesses else { return }
        do {
            try await logged.count("")
        } catch {
            return
        }
        let claimed = request.headers.first { $0.name.canonicalName == "ce-source" }?.value
        context.logger.notice(
            "refused",
            metadata: [
                "from": "\(context.peer)",
                // A UUID or nothing: no other piece of a request reaches the log.
                "source": "\(AdmissionRules.source(claimed) ?? "-")",
                "status": "\(refusal.status.code)", "why": "\(refusal.message)",
            ]
        )
    }

    /// - Throws: What only the server can answer: a request that is not HTTP, a connection that is gone.
    private func refusal(for error: any Error, request: Request, context: OfficeContext) throws -> Refusal {
        switch error {
        case let refusal as Refusal:
            return refusal
        case let error as DatabaseError:
            // Without its arguments, which GRDB leaves out: they are what was sent.
            context.logger.error("the store failed", metadata: ["error": "\(error)"])
            return Refusal(
                .serviceUnavailable,
                "the store of this office failed: send it again later",
                retryAfter: 60
            )
        case let error as any HTTPResponseError:
            switch error.status {
            case .notFound:
                guard let allowed = OfficeService.methods(of: request.uri.path) else {
                    return Refusal(.notFound, "nothing answers here: summaries go to POST /v1/summaries")
                }
                return Refusal(.methodNotAllowed, "this address takes \(allowed) only", headers: [.allow: allowed])
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
