import ArgumentParser
import Foundation
import Intake
import Store

/// `eshkold status`: how everything stands, from the folders, the store and the lock; also while the service is down.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows inboxes, queue, last success and the oldest waiting item.",
        discussion: "Exit status 0 when all is well; 1 when the service is down or an office needs attention."
    )

    @OptionGroup var config: ConfigOption
    @Flag(help: "For other programs.")
    var json = false

    func run() async throws {
        let configuration = try Configuration.load(config.path)
        let report = try await StatusReport(configuration)
        if json { try Terminal.printJSON(report) } else { print(report.text) }
        if !report.isWell { throw ExitCode(StartFailure.Exit.workLeft.rawValue) }
    }
}

/// What `status` says, in the form that `--json` prints.
struct StatusReport: Encodable {
    struct InboxStatus: Encodable {
        var name: String
        var path: String
        /// Files in the folder; `nil` where the folder does not answer.
        var waitingFiles: Int?
        /// As the running service sees it; `nil` while it is down.
        var state: InboxState?
        var trouble: String?
        var files: Int
        var rejected: Int
        var rowsTakenIn: Int
        var rowsHeld: Int
        var notFiledYet: Int
        var lastReceivedAt: Date?
    }

    struct OfficeStatus: Encodable {
        var name: String
        var queued: Int
        var delivered: Int
        var refused: Int
        var oldestQueuedAt: Date?
        var lastDeliveredAt: Date?
        var nextAttemptAt: Date?
        var lastAnswer: String?
        var alarm: String?
    }

    var isRunning: Bool
    var store: String
    /// By which the offices know this installation; `nil` before its first start.
    var source: String?
    var activities: Int
    var inboxes: [InboxStatus]
    var offices: [OfficeStatus]

    var isWell: Bool {
        isRunning && inboxes.allSatisfy { $0.trouble == nil }
            && offices.allSatisfy { $0.alarm == nil && $0.refused == 0 }
    }

    init(_ configuration: Configuration) async throws {
        let isRunning = StateLock.isHeld(state: configuration.state)
        self.isRunning = isRunning
        store = configuration.storePath
        let store = try Store.openForReading(at: configuration.storePath)
        let totals = try await store?.totals() ?? [:]
        source = store?.installation.uuidString.lowercased()
        activities = try await store?.activityCount() ?? 0
        inboxes = configuration.inboxes.map { settings in
            let own = totals[settings.name] ?? Store.InboxTotals()
            var status = InboxStatus(
                name: settings.name,
                path: settings.path,
                files: own.files,
                rejected: own.rejected,
                rowsTakenIn: own.rowsTakenIn,
                rowsHeld: own.rowsHeld,
                notFiledYet: own.unfiled,
                lastReceivedAt: own.lastReceivedAt
            )
            do {
                if isRunning { status.state = try InboxState.read(inbox: settings.name, in: configuration.state) }
                status.trouble = status.state?.trouble
                status.waitingFiles = try FolderLook.waitingFiles(in: settings.path)
            } catch {
                status.trouble = status.trouble ?? "\(error)"
            }
            return status
        }
        offices = []
        for settings in configuration.offices {
            let own = try await store?.outbox(of: settings.name) ?? Store.OutboxTotals()
            offices.append(
                OfficeStatus(
                    name: settings.name,
                    queued: own.queued,
                    delivered: own.delivered,
                    refused: own.refused,
                    oldestQueuedAt: own.oldestQueuedAt,
                    lastDeliveredAt: own.lastDeliveredAt,
                    nextAttemptAt: own.nextAttemptAt,
                    lastAnswer: own.lastAnswer,
                    alarm: own.alarm
                )
            )
        }
    }

    var text: String {
        let inboxTable = Terminal.table(
            ["INBOX", "MODE", "WAITING", "FILES", "REJECTED", "ROWS TAKEN IN", "ROWS HELD", "LAST FILE"],
            inboxes.map {
                [
                    $0.name, $0.mode, $0.waitingFiles.map(String.init) ?? "?", "\($0.files)", "\($0.rejected)",
                    "\($0.rowsTakenIn)", "\($0.rowsHeld)", Terminal.instant($0.lastReceivedAt),
                ]
            }
        )
        let officeTable = Terminal.table(
            ["OFFICE", "QUEUED", "DELIVERED", "REFUSED", "LAST SUCCESS", "OLDEST WAITING", "NEXT TRY"],
            offices.map {
                [
                    $0.name, "\($0.queued)", "\($0.delivered)", "\($0.refused)", Terminal.instant($0.lastDeliveredAt),
                    Terminal.instant($0.oldestQueuedAt), $0.queued > 0 ? Terminal.instant($0.nextAttemptAt) : "-",
                ]
            }
        )
        let waiting = inboxes.flatMap { inbox in
            (inbox.state?.waiting ?? []).map { "inbox \(inbox.name): \($0.description)" }
                + (inbox.state?.advice ?? []).map { "inbox \(inbox.name): \($0)" }
        }
        let troubles =
            waiting + inboxes.compactMap { inbox in inbox.trouble.map { "inbox \(inbox.name): \($0)" } }
            + offices.compactMap { office in office.alarm.map { "office \(office.name): \($0)" } }
        return
            ([
                "service: \(isRunning ? "running" : "NOT RUNNING: start it with 'systemctl start eshkold'")",
                "store: \(store), \(activities) activities",
                "source: \(source ?? "made at the first start"), by which offices know this installation", "",
                inboxTable, "", officeTable,
            ] + (troubles.isEmpty ? [] : [""] + troubles)).joined(separator: "\n")
    }
}

extension StatusReport.InboxStatus {
    /// How changes are noticed and what proves that a file is complete.
    fileprivate var mode: String {
        guard let state, let watch = state.watch, let proof = state.proof else { return "-" }
        return "\(watch.rawValue.lowercased()), \(proof.rawValue.lowercased()) (\(state.fileSystem ?? "?"))"
    }
}

extension InboxState.Waiting: CustomStringConvertible {
    var description: String {
        let what = count == 1 ? "1 waits" : "\(count) wait"
        let why =
            switch reason {
            case .settling: "still changing"
            case .open: "open in another program"
            case .incomplete: "incomplete; the sender should copy it again"
            case .notReadable: "not readable for the service; see its mode and owner"
            case .link: "refused: a link"
            case .folder: "refused: a folder"
            case .special: "refused: a pipe, a socket or a device"
            }
        return "\(what) since \(Terminal.instant(since)): \(why)"
    }
}
