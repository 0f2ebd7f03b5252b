internal import Foundation

/// What came back from an office, bounded in size.
struct Answer: Equatable, Sendable {
    var status: Int
    var contentType = ""
    /// Each `Retry-After`, unparsed.
    var retryAfter: [String] = []
    /// The office's own time, unparsed; `nil` where it does not say any.
    var date: String?
    /// Which codings the office takes (RFC 9110, 12.5.3); `nil` where it does not say any.
    var acceptEncoding: String?
    var body = Data()

    /// For people to look at.
    var isPage: Bool { contentType.lowercased().contains("html") }

    /// Whether the office takes bodies that are coded with gzip; `nil` where it does not say.
    var takesGzip: Bool? {
        acceptEncoding.map { list in
            list.lowercased().split(separator: ",").contains { item in
                let parts = item.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
                // A weight of 0 means "not this one" (RFC 9110, 12.4.2).
                let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
                return parts.first == "gzip" && weight != 0
            }
        }
    }
}

/// What an answer means for the queue: the table of design.md 3.4.
enum Disposition: Equatable, Sendable {
    case delivered
    /// It may pass: try again, not before `after` where the office named a time.
    case retry(after: Duration?, reason: String)
    /// The office, its address or our credentials are wrong: hold everything and say so.
    case misconfigured(reason: String)
    /// This envelope will never be taken; the next ones may.
    case refused(reason: String)

    init(_ answer: Answer, key: String, acknowledgement: Office.Acknowledgement, now: Date) {
        let status = answer.status
        switch status {
        // An office refuses in JSON; a page in its place is a proxy's, and must not cost an envelope.
        case 200..<300 where answer.isPage, 400 where answer.isPage, 413 where answer.isPage, 415 where answer.isPage,
            422 where answer.isPage:
            self = .misconfigured(
                reason:
                    "a web page answered in place of the office (\(status)): a proxy or a login page stands before it"
            )
        case 200, 201, 202, 409:
            if acknowledgement == .status && status != 409 || Self.echoes(answer, key: key) {
                self = .delivered
            } else if status == 409 {
                self = .misconfigured(reason: "the office holds other content under the same key (409)")
            } else {
                self = .misconfigured(
                    reason: "the answer \(status) does not name the key: a proxy or a login page may stand before "
                        + "the office"
                )
            }
        case 408, 425, 429, 500...599:
            // A date is meant by the clock that wrote it.
            let officeTime = answer.date.flatMap(Date.init(httpDate:)) ?? now
            self = .retry(
                // Of several, which no office should send, the longest.
                after: answer.retryAfter.compactMap { RetryPolicy.wait($0, now: officeTime) }.max(),
                reason: "the office answered \(status)"
            )
        case 400, 413, 415, 422:
            self = .refused(reason: "the office refused this envelope (\(status))" + Self.words(answer.body))
        case 401, 403, 407:
            self = .misconfigured(reason: "the office does not accept our credentials (\(status))")
        default:
            self = .misconfigured(reason: "the address is not that of the office (it answered \(status))")
        }
    }

    /// What the office says about it: at most 200 printable ASCII characters of the member `error`, for whatever comes from
    /// there ends in a log.
    private static func words(_ body: Data) -> String {
        struct Words: Decodable {
            let error: String
        }
        // `try?`: an office need not say anything.
        guard let error = (try? JSONDecoder().decode(Words.self, from: body))?.error else { return "" }
        return ": " + String(decoding: error.utf8.filter { (0x20..<0x7F).contains($0) }.prefix(200), as: UTF8.self)
    }

    /// True for a JSON object whose `received` is our key.
    private static func echoes(_ answer: Answer, key: String) -> Bool {
        struct Echo: Decodable {
            let received: String
        }
        // `try?`: a body that is not such an object is the answer "no".
        return (try? JSONDecoder().decode(Echo.self, from: answer.body))?.received == key
    }
}

/// How long to wait before the next attempt.
enum RetryPolicy {
    /// No wait is longer, whoever asks for it.
    static let cap = Duration.seconds(3600)

    /// Exponential with full jitter: anything up to 2, 4, 8 … seconds.
    ///
    /// - Parameter attempts: Attempts made so far, from 1.
    static func backoff(attempts: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let ceiling = min(3600.0, pow(2, Double(min(max(attempts, 1), 20))))
        return .milliseconds(Int.random(in: 200...max(201, Int(ceiling * 1000)), using: &generator))
    }

    /// The header `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). `nil` for anything else and for the past.
    static func wait(_ header: String, now: Date) -> Duration? {
        let text = header.trimmingCharacters(in: .whitespaces)
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // More digits than an Int holds are more than the cap.
            let seconds = Int(text) ?? .max
            return seconds > 0 ? .seconds(min(seconds, Int(cap.components.seconds))) : nil
        }
        guard let date = Date(httpDate: text), date > now else { return nil }
        return min(.seconds(date.timeIntervalSince(now)), cap)
    }
}

extension Date {
    /// A date of a header: the form that senders use, and the two old ones that a reader has to know (RFC 9110, 5.6.7).
    init?(httpDate text: String) {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        let forms = ["EEE, dd MMM yyyy HH:mm:ss zzz", "EEEE, dd-MMM-yy HH:mm:ss zzz", "EEE MMM d HH:mm:ss yyyy"]
        let dates = forms.lazy.compactMap { form in
            formatter.dateFormat = form
            return formatter.date(from: text)
        }
        guard let date = dates.first else { return nil }
        self = date
    }
}
