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
    let transport: CurlTransport
    let logger: Logger
    /// Held for as long as the parts work.
    private let lock: StateLock

    /// - Throws: ``StartFailure``, ``StoreError`` or ``FolderError`` for what keeps the service from starting.
    init(configPath: String, logger: Logger) throws {
        // Files are for the service alone unless a mode is given with them (umask(2)).
        umask(0o077)
        let configuration = try Configuration.load(configPath)
        let lexicon = try configuration.loadLexicon()
        let offices = try configuration.offices.map { try $0.office() }
        lock = try StateLock(state: configuration.state)
        let store = try Store.open(at: configuration.storePath)
        lines = try configuration.inboxes.map { settings in
            let inbox = try Inbox(
                settings,
                lexicon: lexicon,
                periodKind: configuration.period,
                language: configuration.language,
                logger: logger
            )
            return IntakeLine(inbox: inbox, store: store, logger: logger)
        }
        let transport = try CurlTransport()
        couriers = offices.map { office in
            Courier(
                office: office,
                store: store,
                registry: lexicon.registry,
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

    /// A logger to the standard error stream, which systemd carries to the journal.
    static func makeLogger(level: Logger.Level) -> Logger {
        var logger = Logger(label: "eshkold") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }
}
