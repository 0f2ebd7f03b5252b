import Foundation
import Intake
import Logging
import ServiceLifecycle
import Store

/// Writes the metrics down when something changed, and now and then so that silence shows, until the service stops.
struct MetricsService: Service {
    let configuration: Configuration
    let store: Store
    let bell: Bell
    let pulse: Pulse
    let logger: Logger

    /// Between two changes at least, and without one at most.
    private static let (gathering, longest) = (Duration.seconds(2), Duration.seconds(60))

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await serve() }
        } catch is CancellationError {
            // The end that was asked for.
        }
    }

    private func serve() async throws {
        var complaint: String?
        while true {
            // Also where nothing comes in: a disk under the store that does not answer shows here.
            pulse.works("figures")
            do {
                try await write()
                complaint = nil
            } catch let error as StoreError where error.disposition == .stop {
                throw error
            } catch let error as CancellationError {
                throw error
            } catch {
                if complaint != "\(error)" { logger.error("the metrics cannot be written: \(error)") }
                complaint = "\(error)"
            }
            pulse.waits("figures")
            if try await bell.wait(upTo: Self.longest) { try await Task.sleep(for: Self.gathering) }
        }
    }

    private func write() async throws {
        let totals = try await store.totals()
        let inboxes = configuration.inboxes.map { settings in
            // `try?`: an inbox that was never opened has no state.
            let state = (try? InboxState.read(inbox: settings.name, in: configuration.state)) ?? nil
            return Metrics.Inbox(
                name: settings.name,
                totals: totals[settings.name] ?? Store.InboxTotals(),
                waiting: (state?.waiting ?? []).map { ($0.reason, $0.count) },
                isInTrouble: state?.trouble != nil
            )
        }
        var offices: [Metrics.Office] = []
        for office in configuration.offices {
            offices.append(Metrics.Office(name: office.name, totals: try await store.outbox(of: office.name)))
        }
        let backup = StateNotes.backup.read(in: configuration.state)
        let metrics = Metrics(
            inboxes: inboxes,
            offices: offices,
            activities: try await store.activityCount(),
            storeBytes: StoreFigures.bytes(of: configuration.storePath),
            lastBackup: backup?.at,
            now: Date()
        )
        let path = configuration.metrics
        try Data(metrics.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        // Codes and numbers: whoever monitors may read them.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    }
}
