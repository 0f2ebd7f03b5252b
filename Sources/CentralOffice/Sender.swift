import Accompaniment

/// An installation of eshkold that this office takes summaries from.
struct Sender: Sendable {
    /// Its UUID in lower case, which each of its summaries names.
    let source: String
    /// What people call it.
    let name: String
    let proof: Proof
    /// It is late when nothing new came for so long; `nil` when it is never late.
    let expectedEvery: Duration?
}

/// What a sender must show, so that nobody writes in its name. What is empty is not asked for.
struct Proof: Sendable {
    /// Signatures by any of them prove: two are valid while one is being replaced.
    var keys: [WebhookKey] = []
    var tokens: [BearerToken] = []
    /// Public keys of its client certificate, as curl writes a pin: `sha256//` and base64.
    var certificates: [String] = []
}

/// Who may send.
enum Senders: Sendable {
    /// Whoever shows the one proof, under whatever source.
    case anybody(Proof)
    /// Those listed, by source, each with a proof of its own.
    case listed([String: Sender])

    var known: [String: Sender] {
        switch self {
        case .anybody: [:]
        case .listed(let senders): senders
        }
    }
}
