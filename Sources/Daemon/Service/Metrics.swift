import Foundation
import Intake
import Store

/// The counters and gauges of the service in the text format of Prometheus
/// (https://prometheus.io/docs/instrumenting/exposition_formats/), for the textfile collector of the node exporter.
///
/// Names of inboxes and offices, codes and numbers: no name of a file, no path, no word of a sender.
struct Metrics {
    private struct Family {
        let name: String
        let type: String
        let help: String
        var samples: [(labels: [(String, String)], value: Double)] = []
    }

    private var families: [Family] = []

    init(inboxes: [Inbox], offices: [Office], activities: Int, storeBytes: Int?, lastBackup: Date?, now: Date) {
        gauge(
            "eshkold_written_timestamp_seconds",
            "When these figures were written.",
            [([], now.timeIntervalSince1970)]
        )
        gauge("eshkold_activities", "Activities in the store.", [([], Double(activities))])
        gauge(
            "eshkold_store_bytes",
            "Size of the store's file and its log.",
            storeBytes.map { [([], Double($0))] } ?? []
        )
        gauge(
            "eshkold_store_last_backup_timestamp_seconds",
            "When a backup was completed last.",
            lastBackup.map { [([], $0.timeIntervalSince1970)] } ?? []
        )
        counter(
            "eshkold_inbox_files_total",
            "Files that were taken out of the folder, by what became of them.",
            inboxes.flatMap { inbox in
                [
                    (
                        [("inbox", inbox.name), ("outcome", "accepted")],
                        Double(inbox.totals.files - inbox.totals.rejected)
                    ),
                    ([("inbox", inbox.name), ("outcome", "rejected")], Double(inbox.totals.rejected)),
                ]
            }
        )
        gauge(
            "eshkold_inbox_waiting_files",
            "Files in the folder that are not taken in yet, by reason.",
            inboxes.flatMap { inbox in
                inbox.waiting.filter { !$0.reason.isRefusal }.map {
                    ([("inbox", inbox.name), ("reason", $0.reason.rawValue.lowercased())], Double($0.count))
                }
            }
        )
        gauge(
            "eshkold_inbox_refused_files",
            "Links, folders and the like in the folder, which are never taken in, by reason.",
            inboxes.flatMap { inbox in
                inbox.waiting.filter { $0.reason.isRefusal }.map {
                    ([("inbox", inbox.name), ("reason", $0.reason.rawValue.lowercased())], Double($0.count))
                }
            }
        )
        counter(
            "eshkold_inbox_rows_total",
            "Rows that were taken in.",
            inboxes.map { ([("inbox", $0.name)], Double($0.totals.rowsTakenIn)) }
        )
        gauge(
            "eshkold_inbox_rows_held",
            "Rows that wait for their sender to mend them.",
            inboxes.map { ([("inbox", $0.name)], Double($0.totals.rowsHeld)) }
        )
        gauge(
            "eshkold_inbox_trouble",
            "1 while the inbox cannot be served.",
            inboxes.map { ([("inbox", $0.name)], $0.isInTrouble ? 1 : 0) }
        )
        gauge(
            "eshkold_inbox_last_file_timestamp_seconds",
            "When the last file came.",
            inboxes.compactMap { inbox in
                inbox.totals.lastReceivedAt.map { ([("inbox", inbox.name)], $0.timeIntervalSince1970) }
            }
        )
        gauge(
            "eshkold_office_envelopes",
            "Summaries for an office, by state.",
            offices.flatMap { office in
                [
                    ("queued", office.totals.queued), ("delivered", office.totals.delivered),
                    ("refused", office.totals.refused),
                ]
                .map { ([("office", office.name), ("state", $0.0)], Double($0.1)) }
            }
        )
        gauge(
            "eshkold_office_alarm",
            "1 while an office is not reachable as configured.",
            offices.map { ([("office", $0.name)], $0.totals.alarm == nil ? 0 : 1) }
        )
        gauge(
            "eshkold_office_oldest_queued_timestamp_seconds",
            "When the oldest summary that waits was queued.",
            offices.compactMap { office in
                office.totals.oldestQueuedAt.map { ([("office", office.name)], $0.timeIntervalSince1970) }
            }
        )
        gauge(
            "eshkold_office_last_delivery_timestamp_seconds",
            "When the office acknowledged a summary last.",
            offices.compactMap { office in
                office.totals.lastDeliveredAt.map { ([("office", office.name)], $0.timeIntervalSince1970) }
            }
        )
    }

    struct Inbox {
        let name: String
        let totals: Store.InboxTotals
        let waiting: [(reason: WaitingReason, count: Int)]
        let isInTrouble: Bool
    }

    struct Office {
        let name: String
        let totals: Store.OutboxTotals
    }

    private mutating func gauge(_ name: String, _ help: String, _ samples: [([(String, String)], Double)]) {
        families.append(Family(name: name, type: "gauge", help: help, samples: samples.map { ($0.0, $0.1) }))
    }

    private mutating func counter(_ name: String, _ help: String, _ samples: [([(String, String)], Double)]) {
        families.append(Family(name: name, type: "counter", help: help, samples: samples.map { ($0.0, $0.1) }))
    }

    var text: String {
        families.filter { !$0.samples.isEmpty }.map { family in
            let lines = family.samples.map { labels, value in
                let list = labels.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
                let number = value == value.rounded() ? String(Int(value)) : String(value)
                return "\(family.name)\(list.isEmpty ? "" : "{\(list)}") \(number)\n"
            }
            return "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) \(family.type)\n" + lines.joined()
        }.joined()
    }
}
