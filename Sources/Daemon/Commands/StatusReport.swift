import CLinux
import Foundation
import Intake
import Store

/// What `status` says, in the form that `--json` prints (docs/eshkold-status.schema.json): members are added, never
/// renamed.
///
/// True while the service is down, hangs, or brings the store to its release: each part is asked by itself, and what
/// cannot be told is an alarm and no end of the report.
struct StatusReport: Encodable {
    struct ServiceStatus: Encodable {
        var isRunning: Bool
        /// Workers that have been at the same thing for too long.
        var stuck: [String] = []
        /// Places that have waited for their pages for too long: `inbox NAME`, or the path of a folder.
        var latePages: [String] = []
        /// The last sign of life of a service that runs.
        var aliveAt: Date?
    }

    struct StoreStatus: Encodable {
        var path: String
        /// With the log of SQLite beside it; `nil` where there is no store yet.
        var bytes: Int?
        /// On the disk of the state folder; `nil` where that is not there.
        var freeBytes: Int?
        var activities: Int
        var verifiedAt: Date?
        /// What `store verify` found then.
        var problems: Int?
        var backedUpAt: Date?
    }

    struct ClockStatus: Encodable {
        /// `nil` where the kernel does not tell.
        var isSynchronised: Bool?
        var jumpedAt: Date?
        var jumpSeconds: Double?
    }

    struct InboxStatus: Encodable {
        var name: String
        var path: String
        /// Files in the folder; `nil` where the folder does not answer.
        var waitingFiles: Int?
        /// Since when the oldest of what waits is there; as `state`.
        var oldestWaitingSince: Date?
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
        /// What waits, all of it.
        var queued: Int
        /// Of these, what waits for its time.
        var due: Int
        /// Of these, what waits for somebody to end the alarm.
        var held: Int
        var delivered: Int
        var refused: Int
        var oldestQueuedAt: Date?
        var lastDeliveredAt: Date?
        var nextAttemptAt: Date?
        var lastAnswer: String?
        var alarm: String?
        var alarmSince: Date?
    }

    var service: ServiceStatus
    var store: StoreStatus
    /// By which the offices know this installation; `nil` before its first start.
    var source: String?
    var clock: ClockStatus
    var inboxes: [InboxStatus]
    var offices: [OfficeStatus]
    /// What somebody has to do something about, and what that is.
    var alarms: [String] = []
    /// What somebody should look at.
    var warnings: [String] = []

    init(_ configuration: Configuration) async throws {
        let state = configuration.state
        service = ServiceStatus(isRunning: StateLock.isHeld(state: state))
        var silence = Self.silence
        if service.isRunning {
            if let work = StateNotes.work.read(in: state) {
                (service.stuck, service.latePages) = (work.stuck, work.latePages)
                silence = max(silence, 3 * work.pause)
            }
            service.aliveAt = StateNotes.work.time(in: state)
        }
        var figures = StoreFigures()
        var storeTrouble: String?
        do {
            figures = try await StoreFigures(configuration)
        } catch let error as StoreError {
            storeTrouble = error.description
        }
        store = StoreStatus(
            path: configuration.storePath,
            bytes: StoreFigures.bytes(of: configuration.storePath),
            freeBytes: StoreFigures.freeBytes(at: state),
            activities: figures.activities,
            verifiedAt: StateNotes.verify.read(in: state)?.at,
            problems: StateNotes.verify.read(in: state)?.problems,
            backedUpAt: StateNotes.backup.read(in: state)?.at
        )
        source = figures.source
        let jump = StateNotes.clock.read(in: state)
        let isSynchronised = clinux_clock_is_synchronised()
        clock = ClockStatus(
            isSynchronised: isSynchronised < 0 ? nil : isSynchronised == 1,
            jumpedAt: jump?.at,
            jumpSeconds: jump?.seconds
        )
        inboxes = configuration.inboxes.map { [service] settings in
            InboxStatus(settings, figures.inboxes[settings.name], isRunning: service.isRunning, state: state)
        }
        offices = configuration.offices.map { OfficeStatus($0.name, figures.offices[$0.name]) }
        judge(storeTrouble, silence: silence, now: Date())
    }

    var isWell: Bool { alarms.isEmpty }

    /// Without a sign of life for so long, or for three pauses between two of them, a service hangs.
    private static let silence = 180.0
    private static let (day, week) = (86_400.0, 7 * 86_400.0)
    /// A batch of files needs so much, with the log of SQLite and what is written beside the store.
    private static let (fullDisk, smallDisk) = (4 << 20, 256 << 20)

    private mutating func judge(_ storeTrouble: String?, silence: Double, now: Date) {
        if !service.isRunning { alarms.append("the service does not run: start it with 'systemctl start eshkold'") }
        for worker in service.stuck {
            alarms.append("\(worker) does not get on: look at its disk; systemd restarts the service, or restart it")
        }
        for place in service.latePages {
            alarms.append("the pages of \(place) are not written: look at its share or disk, and in the journal")
        }
        // A store that is brought to a new release takes its time, and the sign of life before it is an old one.
        if storeTrouble == nil, let aliveAt = service.aliveAt, now.timeIntervalSince(aliveAt) > silence {
            alarms.append(
                "the service hangs: no sign of life since \(Terminal.instant(aliveAt)): 'systemctl restart eshkold'"
            )
        }
        if let storeTrouble { alarms.append(storeTrouble) }
        if let free = store.freeBytes, free < Self.smallDisk {
            let folder = URL(fileURLWithPath: store.path).deletingLastPathComponent().path
            if free < Self.fullDisk {
                alarms.append("the disk of \(folder) is full: free some space, the service goes on by itself")
            } else {
                warnings.append("the disk of \(folder) has \(free >> 20) MiB left: free some space")
            }
        }
        if let problems = store.problems, problems > 0 {
            alarms.append(
                "'eshkold store verify' found \(problems) problems: run it again, and see \"Restore\" in the manual"
            )
        }
        for inbox in inboxes {
            if let trouble = inbox.trouble { alarms.append("inbox \(inbox.name): \(trouble)") }
            warnings += (inbox.state?.waiting ?? []).map { "inbox \(inbox.name): \($0.description)" }
            warnings += (inbox.state?.advice ?? []).map { "inbox \(inbox.name): \($0)" }
        }
        for office in offices {
            if let alarm = office.alarm {
                alarms.append("office \(office.name), since \(Terminal.instant(office.alarmSince)): \(alarm)")
            }
            if office.refused > 0 {
                alarms.append(
                    "office \(office.name): \(office.refused) refused: 'eshkold deliveries list --state refused' says why; "
                        + "retry or discard them"
                )
            }
            if office.due > 0, let answer = office.lastAnswer {
                warnings.append("office \(office.name): \(office.due) wait, and go by themselves: \(answer)")
            }
        }
        if store.bytes != nil { judgeBackup(now) }
        if clock.isSynchronised == false {
            warnings.append(
                "the clock is not synchronised, and offices refuse what is 5 minutes off: see 'timedatectl'"
            )
        }
        if let at = clock.jumpedAt, let seconds = clock.jumpSeconds, now.timeIntervalSince(at) < Self.week {
            warnings.append(
                "the clock was set by \(Int(seconds)) s at \(Terminal.instant(at)): look at the time service"
            )
        }
    }

    private mutating func judgeBackup(_ now: Date) {
        guard let at = store.backedUpAt else {
            warnings.append("there is no backup yet: 'systemctl start eshkold-backup', or 'eshkold store backup FILE'")
            return
        }
        guard now.timeIntervalSince(at) > 2 * Self.day else { return }
        warnings.append("the last backup is of \(Terminal.instant(at)): look at 'systemctl status eshkold-backup'")
    }
}

extension StatusReport.InboxStatus {
    /// - Parameter totals: `nil` where nothing came in yet, or the store does not answer.
    fileprivate init(_ settings: InboxSettings, _ totals: Store.InboxTotals?, isRunning: Bool, state folder: String) {
        let totals = totals ?? Store.InboxTotals()
        name = settings.name
        path = settings.path
        files = totals.files
        rejected = totals.rejected
        rowsTakenIn = totals.rowsTakenIn
        rowsHeld = totals.rowsHeld
        notFiledYet = totals.unfiled
        lastReceivedAt = totals.lastReceivedAt
        do {
            if isRunning { state = try InboxState.read(inbox: name, in: folder) }
            trouble = state?.trouble
            oldestWaitingSince = state?.waiting.map(\.since).min()
            waitingFiles = try FolderLook.waitingFiles(in: path)
        } catch {
            trouble = trouble ?? "\(error)"
        }
    }

    /// How changes are noticed and what proves that a file is complete.
    fileprivate var mode: String {
        guard let state, let watch = state.watch, let proof = state.proof else { return "-" }
        return "\(watch.rawValue.lowercased()), \(proof.rawValue.lowercased()) (\(state.fileSystem ?? "?"))"
    }
}

extension StatusReport.OfficeStatus {
    fileprivate init(_ name: String, _ totals: Store.OutboxTotals?) {
        let totals = totals ?? Store.OutboxTotals()
        self.name = name
        queued = totals.queued
        held = totals.alarm == nil ? 0 : totals.queued
        due = totals.queued - held
        delivered = totals.delivered
        refused = totals.refused
        oldestQueuedAt = totals.oldestQueuedAt
        lastDeliveredAt = totals.lastDeliveredAt
        nextAttemptAt = totals.queued > 0 ? totals.nextAttemptAt : nil
        lastAnswer = totals.lastAnswer
        alarm = totals.alarm
        alarmSince = totals.alarmSince
    }
}

extension StatusReport {
    /// The report on one screen.
    var text: String {
        let inboxTable = Terminal.table(
            ["INBOX", "MODE", "WAITING", "OLDEST", "FILES", "REJECTED", "ROWS TAKEN IN", "ROWS HELD", "LAST FILE"],
            inboxes.map {
                [
                    $0.name, $0.mode, $0.waitingFiles.map(String.init) ?? "?", Terminal.instant($0.oldestWaitingSince),
                    "\($0.files)", "\($0.rejected)", "\($0.rowsTakenIn)", "\($0.rowsHeld)",
                    Terminal.instant($0.lastReceivedAt),
                ]
            }
        )
        let officeTable = Terminal.table(
            ["OFFICE", "DUE", "HELD", "REFUSED", "DELIVERED", "OLDEST WAITING", "LAST SUCCESS", "NEXT TRY"],
            offices.map {
                [
                    $0.name, "\($0.due)", "\($0.held)", "\($0.refused)", "\($0.delivered)",
                    Terminal.instant($0.oldestQueuedAt), Terminal.instant($0.lastDeliveredAt),
                    Terminal.instant($0.nextAttemptAt),
                ]
            }
        )
        let told = alarms.map { "ALARM    \($0)" } + warnings.map { "warning  \($0)" }
        let facts = [
            "service: \(service.text)", "store:   \(store.text)",
            "source:  \(source ?? "made at the first start"), by which offices know this installation",
            "clock:   \(clock.text)",
        ]
        return (facts + ["", inboxTable, "", officeTable] + (told.isEmpty ? [] : [""] + told)).joined(separator: "\n")
    }
}

extension StatusReport.ServiceStatus {
    fileprivate var text: String {
        guard isRunning else { return "NOT RUNNING" }
        return "running" + (stuck.isEmpty ? "" : ", STUCK: \(stuck.joined(separator: ", "))")
    }
}

extension StatusReport.StoreStatus {
    fileprivate var text: String {
        guard let bytes else { return "\(path), nothing was ever taken in" }
        let verdict = problems.map { $0 == 0 ? "sound" : "\($0) PROBLEMS" }
        let verified = verdict.map { "\(Terminal.instant(verifiedAt)) (\($0))" } ?? "never"
        return "\(path), \(activities) activities, \(bytes.formatted(.byteCount(style: .binary)))\n"
            + "         verified \(verified), backup \(backedUpAt.map { Terminal.instant($0) } ?? "never")"
    }
}

extension StatusReport.ClockStatus {
    fileprivate var text: String {
        switch isSynchronised {
        case true?: "synchronised"
        case false?: "NOT SYNCHRONISED"
        case nil: "the kernel does not tell here whether it is synchronised"
        }
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
