import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// The signals that came and were not looked at yet: none is lost while the parts are put together anew.
actor SignalBox {
    private var pending: [UnixSignal] = []
    private let bell = Bell()

    init(_ signals: UnixSignal...) async {
        let sequence = await UnixSignalsSequence(trapping: signals)
        // Ends with the process.
        Task { for await signal in sequence { await put(signal) } }
    }

    private func put(_ signal: UnixSignal) async {
        pending.append(signal)
        await bell.ring()
    }

    /// Waits for it.
    ///
    /// - Throws: `CancellationError`.
    func next() async throws -> UnixSignal {
        while pending.isEmpty { _ = try await bell.wait(upTo: nil) }
        return pending.removeFirst()
    }
}

/// Ends when the process is asked to stop, or to apply another configuration, and the whole group with it.
struct StopService: Service {
    /// Why it ended.
    actor Ending {
        private(set) var isReload = false
        private var lastResort: LastResort?

        /// - Parameter exitStatus: Of the process, should a part not end.
        func begin(isReload: Bool, exitStatus: Int32, logger: Logger) {
            self.isReload = isReload
            lastResort = LastResort(exitStatus: exitStatus, logger: logger)
        }

        func isDone() { lastResort?.disarm() }
    }

    let signals: SignalBox
    /// The path of the configuration.
    let config: String
    /// The state folder in use.
    let state: String
    let logger: Logger
    /// Those of the offices.
    var bells: [Bell] = []
    let ending = Ending()

    init(signals: SignalBox, config: String, state: String, logger: Logger) {
        (self.signals, self.config, self.state, self.logger) = (signals, config, state, logger)
    }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await listen() }
        } catch is CancellationError {
            // Another part ended.
        }
    }

    private func listen() async throws {
        while true {
            switch try await signals.next() {
            case .sigusr1:
                // Somebody changed the queue by a command.
                for bell in bells { await bell.ring() }
            case .sighup:
                SystemdNotice.reloading()
                if isGood() {
                    logger.notice("the configuration is applied")
                    return await ending.begin(isReload: true, exitStatus: LastResort.startAgain, logger: logger)
                }
                SystemdNotice.ready("the old configuration is in force, for the new one is wrong")
            default:
                SystemdNotice.stopping()
                return await ending.begin(isReload: false, exitStatus: 0, logger: logger)
            }
        }
    }

    /// Both files as a whole, secrets included; with a mistake in either the old ones stay in force.
    private func isGood() -> Bool {
        do {
            let configuration = try Configuration.load(config)
            _ = try configuration.loadLexicon()
            _ = try configuration.loadOffices()
            guard configuration.state == state else {
                throw StartFailure("'state' is another folder now: restart the service for that")
            }
            return true
        } catch {
            logger.error("the configuration was not applied, the old one is in force: \(error)")
            return false
        }
    }
}

/// Ends the process where a part of it cannot end: an inbox whose share does not answer. Nothing is lost by it; a crash
/// would lose nothing either. Sendable because the one variable is only touched under the lock.
final class LastResort: @unchecked Sendable {
    /// After the time that the parts have, and before the five seconds are over that systemd was promised.
    private static let patience = 4.5
    /// sysexits.h, EX_TEMPFAIL: systemd starts the service again.
    static let startAgain: Int32 = 75

    private let lock = NSLock()
    private var isNeeded = true

    init(exitStatus: Int32, logger: Logger) {
        let thread = Thread { [self] in
            Thread.sleep(forTimeInterval: Self.patience)
            guard lock.withLock({ isNeeded }) else { return }
            logger.warning("a part does not end, for its share or disk does not answer: stopped without waiting for it")
            // At once: what exit(3) lets libraries do at the end, OpenSSL among them, would take away what their threads use
            // just now. Every commit is on the disk, and every line of the log was handed over.
            _exit(exitStatus)
        }
        thread.start()
    }

    /// All parts ended in time.
    func disarm() { lock.withLock { isNeeded = false } }
}
