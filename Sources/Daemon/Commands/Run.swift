import ArgumentParser
import Foundation
import Glibc
import Intake
import Logging
import ServiceLifecycle
import Store
import Sync
import UnixSignals

/// `eshkold run`: the service.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Serves the inboxes and pushes summaries, until SIGTERM."
    )

    @OptionGroup var config: ConfigOption
    @Flag(help: "Log more.")
    var verbose = false

    func run() async throws {
        let logger = Assembly.makeLogger(level: verbose ? .debug : .info)
        // Their default action would end the process; what they ask for is what is done at the start anyway.
        for early in [SIGHUP, SIGUSR1] { signal(early, SIG_IGN) }
        var parts = try await assemble(logger, lock: nil)
        // From here on a request to stop waits until the parts can be stopped cleanly; until here nothing was begun.
        let signals = await SignalBox(.sigterm, .sigint, .sighup, .sigusr1)
        while true {
            parts.lock.leaveNumber()
            let stop = StopService(
                signals: signals,
                config: config.path,
                state: parts.configuration.state,
                logger: logger
            )
            SystemdNotice.ready("\(parts.lines.count) inboxes, \(parts.couriers.count) offices")
            logger.notice(
                "started",
                metadata: ["inboxes": "\(parts.lines.count)", "offices": "\(parts.couriers.count)"]
            )
            try await ServiceGroup(configuration: group(parts, stop, logger)).run()
            for line in parts.lines { await line.inbox.close() }
            parts.transport.close()
            try parts.store.close()
            guard await stop.ending.isReload else { break }
            guard OwnThread.leftBehind == 0 else {
                // What such a call does once its share answers again would come after what the new parts do.
                logger.warning("a share or disk does not answer: the service ends, to be started again")
                throw ExitCode(LastResort.startAgain)
            }
            await stop.ending.isDone()
            parts = try await assemble(logger, lock: parts.lock)
        }
        logger.notice("stopped")
    }

    private func group(_ parts: Assembly, _ stop: StopService, _ logger: Logger) -> ServiceGroupConfiguration {
        var stop = stop
        let services = parts.services(rungBy: &stop.bells)
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) } + [
                .init(service: stop, successTerminationBehavior: .gracefullyShutdownGroup)
            ],
            logger: logger
        )
        // Below the five seconds that systemd and the operator are promised.
        configuration.maximumGracefulShutdownDuration = .seconds(3)
        // What does not end even then is `LastResort`'s.
        configuration.maximumCancellationDuration = .seconds(60)
        return configuration
    }

    /// Puts the parts together; waits for a store that cannot be opened yet, for want of space or because another program
    /// holds it.
    ///
    /// - Parameter lock: That of the parts before, where there were any.
    private func assemble(_ logger: Logger, lock: StateLock?) async throws -> Assembly {
        var complaint: String?
        while true {
            do {
                return try Assembly(configPath: config.path, logger: logger, lock: lock)
            } catch let error as StoreError where error.disposition == .retry {
                if complaint != "\(error)" { logger.error("\(error)") }
                complaint = "\(error)"
                try await Task.sleep(for: .seconds(2))
            }
        }
    }
}
