import Hummingbird

/// Asks those who look for the password of the office, where there is one. Senders have proofs of their own, and monitors
/// only hear whether it is well.
struct SignIn: RouterMiddleware {
    let password: ViewPassword?

    func handle(
        _ request: Request,
        context: OfficeContext,
        next: @concurrent (Request, OfficeContext) async throws -> Response
    ) async throws -> Response {
        let looks = request.method != .post && request.uri.path != "/healthz"
        if looks, let password, !password.admits(request.headers[.authorization]) {
            throw Refusal(
                .unauthorized,
                "the password of this office is missing or wrong: any name, and the password",
                headers: [.wwwAuthenticate: #"Basic realm="central-office", charset="UTF-8""#]
            )
        }
        return try await next(request, context)
    }
}
