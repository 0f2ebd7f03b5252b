import ArgumentParser
import Foundation
import Intake
import Logging
import ServiceLifecycle
import Store
import Sync
import UnixSignals

/// `eshkold run`: the service.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the inboxes and pushes summaries, until SIGTERM."
    )

    @OptionGroup var config: ConfigOption
    @Flag(help: "Log more.")
    var verbose = false

    func run() async throws {
        let logger = Assembly.makeLogger(level: verbose ? .debug : .info)
        let parts = try await assemble(logger)
        // From here on a request to stop waits until the parts can be stopped cleanly; until here nothing was begun.
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup, .sigusr1)
        parts.lock.leaveNumber()
        let pulse = Pulse()
        let bells = parts.couriers.map { _ in Bell() }
        let (pageBell, metricsBell) = (Bell(), Bell())
        var services: [any Service] = parts.lines.map {
            InboxService(line: $0, press: parts.press, bells: bells + [pageBell, metricsBell], pulse: pulse)
        }
        if !parts.configuration.reports.isEmpty {
            services.append(
                PageService(folders: parts.configuration.reports, press: parts.press, bell: pageBell, logger: logger)
            )
        }
        services += zip(parts.couriers, bells).map {
            PushService(courier: $0, bell: $1, metrics: metricsBell, pulse: pulse, logger: logger)
        }
        services.append(
            MetricsService(
                configuration: parts.configuration,
                store: parts.store,
                bell: metricsBell,
                logger: logger
            )
        )
        if !parts.configuration.retention.isEmpty {
            services.append(
                RetentionService(
                    retention: parts.configuration.retention,
                    store: parts.store,
                    inboxes: parts.lines.map(\.inbox),
                    state: parts.configuration.state,
                    logger: logger
                )
            )
        }
        services.append(WatchdogService(pulse: pulse, logger: logger))
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) } + [
                .init(
                    service: StopService(signals: signals, bells: bells, logger: logger),
                    successTerminationBehavior: .gracefullyShutdownGroup
                )
            ],
            logger: logger
        )
        // Below the five seconds that systemd and the operator are promised.
        configuration.maximumGracefulShutdownDuration = .seconds(3)
        // What does not end even then is `LastResort`'s.
        configuration.maximumCancellationDuration = .seconds(60)
        SystemdNotice.ready("\(parts.lines.count) inboxes, \(parts.couriers.count) offices")
        logger.notice("started", metadata: ["inboxes": "\(parts.lines.count)", "offices": "\(parts.couriers.count)"])
        try await ServiceGroup(configuration: configuration).run()
        parts.transport.close()
        try parts.store.close()
        logger.notice("stopped")
    }

    /// Puts the parts together; waits for a store that cannot be opened yet, for want of space or because another program
    /// holds it.
    private func assemble(_ logger: Logger) async throws -> Assembly {
        var complaint: String?
        while true {
            do {
                return try Assembly(configPath: config.path, logger: logger)
            } catch let error as StoreError where error.disposition == .retry {
                if complaint != "\(error)" { logger.error("\(error)") }
                complaint = "\(error)"
                try await Task.sleep(for: .seconds(2))
            }
        }
    }
}

/// Ends the process where a part of it cannot end: an inbox whose share does not answer. Nothing is lost by it; a crash
/// would lose nothing either.
private enum LastResort {
    /// After the time that the parts have, and before the five seconds are over that systemd was promised.
    private static let patience = 4.5

    static func arm(logger: Logger) {
        let thread = Thread {
            Thread.sleep(forTimeInterval: patience)
            logger.warning("a part does not end, for its share or disk does not answer: stopped without waiting for it")
            exit(0)
        }
        thread.start()
    }
}

/// Ends when the process is asked to stop, and the whole group with it.
private struct StopService: Service {
    let signals: UnixSignalsSequence
    /// Those of the offices.
    let bells: [Bell]
    let logger: Logger

    func run() async throws {
        for await signal in signals.cancelOnGracefulShutdown() {
            if signal == .sigusr1 {
                // Somebody changed the queue by a command.
                for bell in bells { await bell.ring() }
                continue
            }
            guard signal == .sighup else {
                SystemdNotice.stopping()
                return LastResort.arm(logger: logger)
            }
            // Its default action would end the process.
            logger.notice("the configuration is read at start only: restart the service to apply a change")
        }
    }
}
