import Foundation
import Glibc
import Logging

/// The log of the service: to the journal with a field for each detail where systemd carries the standard error stream
/// there, else a line on that stream.
struct ServiceLog: LogHandler {
    var metadataProvider: Logger.MetadataProvider?
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    private var lines: StreamLogHandler
    private let isInJournal: Bool
    private let limit: LogLimit

    init(label: String, limit: LogLimit) {
        lines = StreamLogHandler.standardError(label: label)
        // It is only asked for what was let through here.
        lines.logLevel = .trace
        isInJournal = Journal.carriesStandardError
        self.limit = limit
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var event = event
        var details = metadata.merging(event.metadata ?? [:]) { $1 }
        if event.level >= .warning {
            let cause = "\(event.level) \(event.message) \(details.sorted { $0.key < $1.key })"
            guard let leftOut = limit.admit(cause) else { return }
            if leftOut > 0 { details["repeated"] = "\(leftOut)" }
        }
        event.metadata = details
        // What the journal does not take, for it is not there or has no room, becomes a line.
        if !isInJournal || !Journal.send(event, details) { lines.log(event: event) }
    }
}
