import Foundation
import Testing

@testable import Sync

/// The table of answers in design.md 3.4, row by row.
@Suite struct DispositionTests {
    private static let now = Date(timeIntervalSince1970: 1_445_412_420)
    private static let echo = #"{"received": "key-1"}"#
    private static let page = "<!DOCTYPE html><html><body>Please sign in</body></html>"

    private func disposition(
        _ status: Int,
        body: String = "",
        contentType: String = "application/json",
        retryAfter: String? = nil,
        acknowledgement: Office.Acknowledgement = .echo
    ) -> Disposition {
        let answer = Answer(
            status: status,
            contentType: contentType,
            retryAfter: retryAfter.map { [$0] } ?? [],
            body: Data(body.utf8)
        )
        return Disposition(answer, key: "key-1", acknowledgement: acknowledgement, now: Self.now)
    }

    @Test(arguments: [200, 201, 202])
    func `an answer that echoes the key means delivered`(status: Int) {
        #expect(disposition(status, body: Self.echo) == .delivered)
    }

    @Test func `the echo may stand among other fields and under any type`() {
        let body = #"{"status": "stored", "received": "key-1", "sequence": 7}"#
        #expect(disposition(200, body: body, contentType: "text/plain") == .delivered)
    }

    @Test(
        arguments: [200, 201, 202],
        [
            "", "{}", "ok", "null", #""key-1""#, #"["key-1"]"#, #"{"received": "key-2"}"#, #"{"received": "KEY-1"}"#,
            #"{"received": null}"#, #"{"received": true}"#, #"{"Received": "key-1"}"#, #"{"received": "key-1""#, page,
        ]
    )
    func `an answer that does not echo the key means that no office answers there`(status: Int, body: String) {
        #expect(disposition(status, body: body).kind == .misconfigured)
    }

    @Test func `a page of HTML holds everything, whatever its status`() {
        #expect(disposition(200, body: Self.page, contentType: "text/html; charset=utf-8").kind == .misconfigured)
        #expect(disposition(404, body: Self.page, contentType: "text/html").kind == .misconfigured)
    }

    @Test(arguments: [200, 201, 202])
    func `the status alone is enough where the configuration says so`(status: Int) {
        #expect(disposition(status, body: "ok", acknowledgement: .status) == .delivered)
    }

    @Test(arguments: Office.Acknowledgement.allCases)
    func `an answer without content is no acknowledgement`(acknowledgement: Office.Acknowledgement) {
        #expect(disposition(204, acknowledgement: acknowledgement).kind == .misconfigured)
    }

    @Test(arguments: [408, 425, 429, 500, 502, 503, 504, 599], Office.Acknowledgement.allCases)
    func `what may pass is tried again`(status: Int, acknowledgement: Office.Acknowledgement) {
        let expected = Disposition.retry(after: nil, reason: "the office answered \(status)")
        #expect(disposition(status, body: Self.echo, acknowledgement: acknowledgement) == expected)
    }

    @Test(arguments: [408, 425, 429, 500, 503])
    func `the office may name the time of the next attempt`(status: Int) {
        let expected = Disposition.retry(after: .seconds(120), reason: "the office answered \(status)")
        #expect(disposition(status, retryAfter: "120") == expected)
    }

    @Test(arguments: [401, 403, 404, 405, 407, 410], Office.Acknowledgement.allCases)
    func `wrong credentials and wrong addresses hold everything`(
        status: Int,
        acknowledgement: Office.Acknowledgement
    ) {
        #expect(disposition(status, body: Self.echo, acknowledgement: acknowledgement).kind == .misconfigured)
    }

    @Test(arguments: [300, 301, 302, 303, 304, 307, 308])
    func `a redirect holds everything, even one that echoes the key`(status: Int) {
        #expect(disposition(status, body: Self.echo, acknowledgement: .status).kind == .misconfigured)
    }

    @Test(arguments: [100, 203, 205, 206, 402, 406, 418, 426, 451, 600, 999])
    func `a status that the contract does not know holds everything`(status: Int) {
        #expect(disposition(status, body: Self.echo).kind == .misconfigured)
    }

    @Test(arguments: Office.Acknowledgement.allCases)
    func `a conflict with the same content means delivered`(acknowledgement: Office.Acknowledgement) {
        #expect(disposition(409, body: Self.echo, acknowledgement: acknowledgement) == .delivered)
    }

    @Test(arguments: Office.Acknowledgement.allCases)
    func `a conflict with other content holds everything`(acknowledgement: Office.Acknowledgement) {
        #expect(disposition(409, body: "{}", acknowledgement: acknowledgement).kind == .misconfigured)
    }

    @Test(arguments: [400, 413, 415, 422])
    func `an envelope that the office does not take is refused`(status: Int) {
        #expect(disposition(status, body: Self.echo, acknowledgement: .status).kind == .refused)
    }

    @Test(arguments: [301, 401, 409, 422, 500])
    func `the reason names the status`(status: Int) {
        switch disposition(status) {
        case .delivered: Issue.record("\(status) is not a delivery")
        case .retry(_, let reason), .misconfigured(let reason), .refused(let reason):
            #expect(reason.contains("\(status)"))
        }
    }
}
