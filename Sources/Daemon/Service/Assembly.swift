import Accompaniment
import Foundation
import Glibc
import Intake
import Logging
import Store
import Sync

/// The parts of a working service, put together from its configuration.
struct Assembly {
    let configuration: Configuration
    let lexicon: Lexicon
    let store: Store
    let lines: [IntakeLine]
    let couriers: [Courier]
    let press: PagePress
    let pulse = Pulse()
    let transport: CurlTransport
    let logger: Logger
    /// Held for as long as the parts work.
    let lock: StateLock

    /// - Parameter held: The lock of the parts before, which serves for the same state folder.
    /// - Throws: ``StartFailure``, ``StoreError`` or ``FolderError`` for what keeps the service from starting.
    init(configPath: String, logger: Logger, lock held: StateLock? = nil) throws {
        // A sender who opens a file in the instant in which the service holds a lease on it makes the kernel send this
        // signal, whose default action ends the process (fcntl(2), F_SETLEASE).
        signal(SIGIO, SIG_IGN)
        Self.raiseHandleLimit()
        let configuration = try Configuration.load(configPath)
        let lexicon = try configuration.loadLexicon()
        let offices = try configuration.loadOffices()
        if let held, held.state == configuration.state {
            lock = held
        } else {
            lock = try StateLock(state: configuration.state)
        }
        // The store is the service's alone, and so is what SQLite ever makes beside it, which gets the mode of the store.
        umask(0o077)
        let store = try Store.open(at: configuration.storePath, for: lexicon.registry)
        // Folders in an inbox are for its group too, which a mode that is set later could not say in every sandbox; files
        // have their modes (umask(2)).
        umask(0o007)
        let rules = IntakeRules(
            lexicon: lexicon,
            periodKind: configuration.period,
            language: configuration.language
        )
        lines = configuration.inboxes.map { settings in
            let inbox = Inbox(settings, spool: configuration.state, rules: rules, logger: logger)
            return IntakeLine(inbox: inbox, store: store, logger: logger)
        }
        press = PagePress(
            store: store,
            pulse: pulse,
            lexicon: lexicon,
            language: configuration.language,
            periodKind: configuration.period
        )
        let transport = try CurlTransport()
        couriers = offices.map { office in
            Courier(
                office: office,
                store: store,
                registry: lexicon.registry,
                expecting: configuration.period,
                transport: transport,
                logger: logger
            )
        }
        self.configuration = configuration
        self.lexicon = lexicon
        self.store = store
        self.transport = transport
        self.logger = logger
    }

    /// Some handles for each inbox add up; the soft limit is low for the sake of programs that use select(2) alone.
    private static func raiseHandleLimit() {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(7), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        // Where it is refused, the low limit stays and is named by the error of whoever meets it.
        _ = unsafe setrlimit(__rlimit_resource_t(7), &limit)
    }

    static func makeLogger(level: Logger.Level) -> Logger {
        let limit = LogLimit()
        var logger = Logger(label: "eshkold") { ServiceLog(label: $0, limit: limit) }
        logger.logLevel = level
        return logger
    }
}
