import Foundation
import GRDB
import TestSupport
import Testing

/// Drops files, owns the truth about them, and judges by what anybody can read: the folder, the store and the office.
final class Judge {
    let installation: Installation
    private let office: RunningOffice?
    private var drops: [Drop] = []
    /// What lay in the installation before anything was dropped.
    private let surroundings: Set<String>

    private struct Drop {
        let name: String
        let content: Data
        let activities: [String]
        let held: Int
    }

    private static let inbox = "inboxes/elka"

    init(office: RunningOffice? = nil, installation: Installation? = nil) throws {
        self.office = office
        self.installation =
            try installation
            ?? Installation(
                officeURL: office?.url,
                inboxOptions: "rescan: 2s",
                options: "retention: { originals: 400d, free-text: 400d }"
            )
        surroundings = Self.topLevel(self.installation.folder)
    }

    /// Drops one more report, with activities that no other has, one row that must be held, and a name of its own.
    func drop(activities count: Int = 3) throws {
        let number = drops.count + 1
        let activities = (1...count).map { "פעילות \($0) של דיווח \(number)" }
        var table = "אשכול,מלווה,פעילות,תאריך\r\n"
        for (row, activity) in activities.enumerated() {
            table += "נגב מערבי,טל,\(activity),2015-11-\(row % 28 + 1)\r\n"
        }
        table += "חיפה,טל,שורה שאין לה אשכול \(number),2015-11-01\r\n"
        let drop = Drop(name: "דיווח \(number).csv", content: Data(table.utf8), activities: activities, held: 1)
        try installation.folder.write(drop.content, to: "\(Self.inbox)/\(drop.name)")
        drops.append(drop)
    }

    func isSettled() throws -> Bool { try installation.isQuiet(files: drops.count) }

    /// Waits until nothing is left to do.
    ///
    /// - Returns: False where something still is, after a good while.
    func settles(within limit: Duration = .seconds(30)) async throws -> Bool {
        try await eventually(within: limit) { try self.isSettled() }
    }

    /// Nothing lost, nothing twice, nothing left over (faults.md 3, I1 to I6).
    func judge(_ comment: Comment) async throws {
        let folder = installation.folder
        let accepted = folder.files(below: "\(Self.inbox)/accepted")
        #expect(accepted.count == drops.count, comment)
        for drop in drops {
            let places = accepted.filter { $0.hasSuffix("/\(drop.name)") }
            #expect(places.count == 1, comment)
            let kept = try places.first.map {
                try Data(contentsOf: URL(fileURLWithPath: folder.path("\(Self.inbox)/accepted/\($0)")))
            }
            #expect(kept == drop.content, comment)
        }
        // Beside the originals: one receipt and one table of rows to mend each, the pages of the periods, nothing else.
        #expect(folder.files(below: "\(Self.inbox)/receipts").count == drops.count, comment)
        #expect(folder.files(below: "\(Self.inbox)/to-fix").count == drops.count, comment)
        // Listed once: a page may come at any time.
        let all = folder.files(below: Self.inbox)
        let pages = all.filter { $0.hasPrefix("reports/") }
        #expect(pages.allSatisfy { $0.hasSuffix(".html") }, comment)
        #expect(all.count == 3 * drops.count + pages.count, comment)
        #expect(installation.claims.isEmpty, comment)
        #expect(Self.topLevel(folder).subtracting(surroundings) == ["state"], comment)

        let stored = try installation.store { db in
            try String.fetchAll(db, sql: "SELECT activity FROM help_activity ORDER BY activity")
        }
        #expect(stored == drops.flatMap(\.activities).sorted(), comment)
        #expect(try installation.count("held_row") == drops.map(\.held).reduce(0, +), comment)
        if let office { try await judge(office, comment) }
    }

    /// The office holds every sequence number, and the last revision of each period counts every activity once.
    private func judge(_ office: RunningOffice, _ comment: Comment) async throws {
        let source = try installation.store { db in try String.fetchOne(db, sql: "SELECT uuid FROM installation") }
        let own = try await office.listing().summaries.filter { $0.source.contains(source ?? "no installation") }
        #expect(own.map(\.sequence).sorted() == Array(own.indices.map { $0 + 1 }), comment)
        #expect(Set(own.map(\.idempotencyKey)).count == own.count, comment)
        let newest = Dictionary(grouping: own, by: \.period).values.compactMap { entries in
            entries.max { $0.revision < $1.revision }?.idempotencyKey
        }
        let counted = try office.bodies().map { try JSONDecoder().decode(Summary.self, from: $0) }
            .filter { newest.contains($0.idempotencyKey) }.map(\.quality.rows.accepted).reduce(0, +)
        #expect(counted == drops.flatMap(\.activities).count, comment)
    }

    private struct Summary: Decodable {
        struct Quality: Decodable {
            struct Rows: Decodable {
                let accepted: Int
            }

            let rows: Rows
        }

        let idempotencyKey: String
        let quality: Quality
    }

    /// Names beside the inboxes; the output of the programs that tests start is none of the daemon's.
    private static func topLevel(_ folder: TemporaryDirectory) -> Set<String> {
        // A folder that cannot be listed holds nothing of ours.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return Set(names.filter { !$0.hasSuffix(".out") && !$0.hasSuffix(".err") })
    }
}
