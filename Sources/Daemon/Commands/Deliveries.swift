import ArgumentParser
import Foundation
import Store

/// `eshkold deliveries`: the envelopes, and what to do with those that wait or were refused.
struct Deliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries",
        abstract: "Lists and shows what goes to the offices; retries or discards it.",
        discussion: "An envelope is named OFFICE:SEQUENCE, or by its sequence where there is one office.",
        subcommands: [List.self, Show.self, Retry.self, Discard.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "The newest envelopes, those that wait among them."
        )

        @OptionGroup var config: ConfigOption
        @Option(help: "Only these: queued, delivered, refused or discarded.")
        var state: String?
        @Option(help: "How many.")
        var limit = 50
        @Flag(help: "For other programs.")
        var json = false

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit should be 1 or more") }
            guard state.map({ Store.Delivery.State(rawValue: $0.uppercased()) != nil }) ?? true else {
                throw ValidationError("--state is queued, delivered, refused or discarded")
            }
        }

        func run() async throws {
            let states = state.flatMap { Store.Delivery.State(rawValue: $0.uppercased()) }.map { [$0] }
            let deliveries = try await Targets(config).configuration.openStore()
                .deliveries(in: states ?? Store.Delivery.State.allCases, limit: limit).map(DeliveryReport.init)
            if json { return try Terminal.printJSON(deliveries) }
            print(
                Terminal.table(
                    ["ID", "PERIOD", "REVISION", "STATE", "TRIES", "QUEUED", "NEXT TRY", "LAST ANSWER"],
                    deliveries.map {
                        [
                            $0.id, $0.period, "\($0.revision)", $0.state, "\($0.attempts)",
                            Terminal.instant($0.queuedAt), Terminal.instant($0.notBefore), $0.answer ?? "-",
                        ]
                    }
                )
            )
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "One envelope with what is in it: codes and counts."
        )

        @OptionGroup var config: ConfigOption
        @Argument(help: "OFFICE:SEQUENCE.")
        var id: String
        @Flag(help: "The envelope for other programs; the document as it is sent is in 'body'.")
        var json = false

        func run() async throws {
            let targets = try Targets(config)
            let target = try targets.target(id)
            let store = try targets.configuration.openStore()
            let found = try await store.delivery(office: target.office, sequence: target.sequence)
            guard let (delivery, body) = found else { throw Targets.unknown(id) }
            var report = DeliveryReport(delivery)
            report.body = String(decoding: body, as: UTF8.self)
            if json { return try Terminal.printJSON(report) }
            print(Terminal.table(["FIELD", "VALUE"], report.fields))
            print("")
            try Terminal.printDocument(body)
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retry",
            abstract: "Lets what waits, or was refused, be tried at once; its bytes stay as they are."
        )

        @OptionGroup var config: ConfigOption
        @Argument(help: "OFFICE:SEQUENCE.")
        var id: String?
        @Flag(help: "All envelopes of all offices that wait or were refused.")
        var all = false

        func validate() throws {
            guard all != (id != nil) else { throw ValidationError("Give the name of an envelope, or --all.") }
        }

        func run() async throws {
            let targets = try Targets(config)
            let store = try targets.configuration.openStoreForChanges()
            var count = 0
            if let id {
                let target = try targets.target(id)
                count = try await store.retry(office: target.office, sequence: target.sequence)
                guard count == 1 else { throw Targets.unknown(id) }
            } else {
                for office in targets.offices { count += try await store.retry(office: office, sequence: nil) }
            }
            try store.close()
            let isRunning = StateLock.wake(state: targets.configuration.state)
            print("\(count) to be tried" + (isRunning ? "" : ", when the service runs again"))
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "discard",
            abstract: "Puts an envelope aside for good; the office sees a gap where it would have been."
        )

        @OptionGroup var config: ConfigOption
        @Argument(help: "OFFICE:SEQUENCE.")
        var id: String
        @Option(help: "Why; kept with the envelope.")
        var reason: String

        func run() async throws {
            let targets = try Targets(config)
            let target = try targets.target(id)
            let store = try targets.configuration.openStoreForChanges()
            let isDone = try await store.discard(
                office: target.office,
                sequence: target.sequence,
                reason: Terminal.visible(reason),
                now: Date()
            )
            try store.close()
            guard isDone else { throw Targets.unknown(id) }
            _ = StateLock.wake(state: targets.configuration.state)
            print("\(id) is discarded")
        }
    }
}

/// The offices that the commands are about.
private struct Targets {
    let configuration: Configuration

    var offices: [String] { configuration.offices.map(\.name) }

    init(_ config: ConfigOption) throws {
        configuration = try Configuration.load(config.path)
    }

    func target(_ id: String) throws -> (office: String, sequence: Int) {
        let parts = id.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2, let sequence = Int(parts[1]) { return (parts[0], sequence) }
        if parts.count == 1, let sequence = Int(id), offices.count == 1 { return (offices[0], sequence) }
        throw StartFailure("'\(id)' names no envelope: 'eshkold deliveries list' shows the names", exit: .usage)
    }

    static func unknown(_ id: String) -> StartFailure {
        StartFailure(
            "there is no envelope \(id), or it went out already: 'eshkold deliveries list' shows all",
            exit: .usage
        )
    }
}

/// An envelope in the form that `--json` prints.
private struct DeliveryReport: Encodable {
    let id: String
    let office: String
    let sequence: Int
    let period: String
    let revision: Int
    let state: String
    let attempts: Int
    let queuedAt: Date
    let triedAt: Date?
    let endedAt: Date?
    let notBefore: Date?
    let answer: String?
    let idempotencyKey: String
    let contentSha256: String
    let bytes: Int
    var body: String?

    init(_ delivery: Store.Delivery) {
        id = delivery.id
        office = delivery.office
        sequence = delivery.sequence
        period = delivery.period
        revision = delivery.revision
        state = delivery.state.rawValue
        attempts = delivery.attempts
        queuedAt = delivery.queuedAt
        triedAt = delivery.triedAt
        endedAt = delivery.endedAt
        notBefore = delivery.notBefore
        answer = delivery.answer
        idempotencyKey = delivery.idempotencyKey
        contentSha256 = delivery.contentSha256
        bytes = delivery.bytes
    }

    var fields: [[String]] {
        [
            ["id", id], ["period", period], ["revision", "\(revision)"], ["state", state],
            ["tries", "\(attempts)"], ["queued", Terminal.instant(queuedAt)],
            ["last tried", Terminal.instant(triedAt)],
            ["ended", Terminal.instant(endedAt)], ["next try", Terminal.instant(notBefore)],
            ["last answer", answer ?? "-"], ["key", idempotencyKey], ["content", contentSha256],
            ["size", "\(bytes) bytes"],
        ]
    }
}
