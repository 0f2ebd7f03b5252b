import Foundation
import Intake
import Store
import TestSupport
import Testing

@testable import Daemon

/// The figures for monitoring, in the form that Prometheus reads.
@Suite struct MetricsTests {
    private func metrics(alarm: String? = nil) -> String {
        var totals = Store.InboxTotals()
        (totals.files, totals.rejected, totals.rowsTakenIn, totals.rowsHeld) = (7, 2, 120, 3)
        totals.lastReceivedAt = Date(timeIntervalSince1970: 1_448_928_000)
        var outbox = Store.OutboxTotals()
        (outbox.queued, outbox.delivered, outbox.refused, outbox.alarm) = (1, 4, 0, alarm)
        return Metrics(
            inboxes: [
                .init(name: "elka", totals: totals, waiting: [(.incomplete, 2), (.link, 1)], isInTrouble: false)
            ],
            offices: [.init(name: "ministry", totals: outbox)],
            activities: 120,
            storeBytes: 4096,
            lastBackup: Date(timeIntervalSince1970: 1_448_900_000),
            now: Date(timeIntervalSince1970: 1_448_928_060.5)
        ).text
    }

    @Test func `each family has its help, its type and its samples`() throws {
        let lines = metrics().split(separator: "\n").map(String.init)
        var known: Set<String> = []
        for line in lines where line.hasPrefix("# TYPE ") { known.insert(String(line.split(separator: " ")[2])) }
        for line in lines where !line.hasPrefix("#") {
            let name = String(line.prefix { $0 != "{" && $0 != " " })
            #expect(known.contains(name))
            #expect(lines.contains { $0.hasPrefix("# HELP \(name) ") })
            #expect(line.wholeMatch(of: /[a-z_]+(\{[a-z]+="[a-z-]+"(,[a-z]+="[a-z-]+")*\})? [0-9.]+/) != nil, "\(line)")
        }
        #expect(metrics().hasSuffix("\n"))
        #expect(lines.contains("eshkold_written_timestamp_seconds 1448928060.5"))
    }

    @Test func `files that were accepted and rejected are all that came`() {
        let text = metrics()
        #expect(text.contains(#"eshkold_inbox_files_total{inbox="elka",outcome="accepted"} 5"#))
        #expect(text.contains(#"eshkold_inbox_files_total{inbox="elka",outcome="rejected"} 2"#))
        #expect(text.contains(#"eshkold_inbox_waiting_files{inbox="elka",reason="incomplete"} 2"#))
        #expect(text.contains(#"eshkold_inbox_refused_files{inbox="elka",reason="link"} 1"#))
        #expect(!text.contains(#"waiting_files{inbox="elka",reason="link"}"#))
    }

    @Test func `an alarm is a one, and its words are not there`() {
        #expect(metrics().contains(#"eshkold_office_alarm{office="ministry"} 0"#))
        let text = metrics(alarm: "the office does not accept our credentials (401)")
        #expect(text.contains(#"eshkold_office_alarm{office="ministry"} 1"#))
        #expect(!text.contains("credentials"))
    }

    @Test func `a backup has its time`() {
        #expect(metrics().contains("eshkold_store_last_backup_timestamp_seconds 1448900000\n"))
    }

    @Test func `what never happened has no time`() {
        #expect(!metrics().contains("eshkold_office_last_delivery_timestamp_seconds"))
    }

    @Test(arguments: ["prometheus-alerts.yaml", "grafana-eshkold.json"])
    func `rules and board know no figure that is not written`(file: String) throws {
        var outbox = Store.OutboxTotals()
        (outbox.oldestQueuedAt, outbox.lastDeliveredAt) = (Date(), Date())
        let all = Metrics(
            inboxes: [],
            offices: [.init(name: "ministry", totals: outbox)],
            activities: 0,
            storeBytes: nil,
            lastBackup: nil,
            now: Date()
        ).text
        let text = metrics() + all
        let names = Set(try Repository.read("config/\(file)").matches(of: /eshkold_[a-z_]+/).map { String($0.output) })
        #expect(names.count > 3)
        for name in names { #expect(text.contains("# TYPE \(name) "), "\(name)") }
    }
}
