import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// What is counted by following what was written is what counting everything anew gives.
@Suite
struct CountingTests {
    private static let periods = ["2015-Q2", "2015-Q3", "2015-Q4"].compactMap { Period(code: $0) }
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    /// The facts of a store of which nothing is remembered.
    private func countedAnew() async throws -> [PeriodFacts] {
        let folder = try TemporaryDirectory()
        let path = folder.path("copy.sqlite")
        try await fixture.store.backup(to: path) { _ in }
        try await DatabaseQueue(path: path).write { db in try db.execute(sql: "DELETE FROM counted") }
        return try await facts(try #require(try Store.openForReading(at: path)))
    }

    private func facts(_ store: Store) async throws -> [PeriodFacts] {
        var facts: [PeriodFacts] = []
        for period in Self.periods { facts.append(try await store.facts(of: period)) }
        return facts
    }

    /// One of thirty records, with whatever it says this time, in any of the periods.
    private func report(_ choice: inout SeededGenerator) throws -> ActivityReport {
        func one<T>(_ list: [T]) throws -> T { try #require(list.randomElement(using: &choice)) }
        let function = try one([Function.help, .oversight])
        let unit = try one(["WEST-NEGEV", "EAST-NEGEV", "NATIONAL"])
        let date = try one(["2015-05-05", "2015-08-30", "2015-11-01", "2015-11-02"])
        var report = try StoreFixture.report("פעילות", row: 2, unit: unit, function: function, date: date)
        let number = Int.random(in: 0..<30, using: &choice)
        report.recordID = RecordID(function: function, organisation: .elka, externalID: "A-\(number)")
        let said: [(Attribute, [String])] = [
            (.needCodes, ["NEED-12", "NEED-07", "NEED-10 NEED-12", "NEED-16"]), (.forum, ["FOR-WELFARE", "FOR-CEO"]),
            (.frequency, ["1/1-MONTH", "2/1-QUARTER"]), (.track, ["CORE", "DEVELOPMENT"]), (.identity, ["INTERNAL"]),
            (.activityTypes, ["ACT-TRAIN", "ACT-SERVICE", "ACT-APPROVE"]), (.escort, ["טל", "רן", "גל"]),
            (.decision, ["APPROVED", "RETURNED"]), (.requestedOn, ["2015-05-01", "2015-04-01"]),
            (.resourceKind, ["GOV_OPPORTUNITY"]), (.certainty, ["IDENTIFIED", "APPROVED"]), (.inferred, ["needCodes"]),
            (.serviceName, ["וטרינריה", "תיירות"]), (.stage, ["IDEA", "SETUP", "OPERATING"]), (.tier, ["TIER-CORE"]),
            (.authorities, ["רהט"]),
        ]
        for (attribute, choices) in said where Bool.random(using: &choice) {
            report.attributes[attribute] = .text(try one(choices))
        }
        let numbers: [(Attribute, [Int])] = [
            (.durationMin, [30, 90]), (.amountNIS, [1000, .max]), (.amountApproximate, [1]), (.meetingsHeld, [2]),
            (.knowledgeItem, [0, 1]), (.achievement, [0, 1]),
        ]
        for (attribute, choices) in numbers where Bool.random(using: &choice) {
            report.attributes[attribute] = .integer(try one(choices))
        }
        return report
    }

    /// Records a file with `reports`, of which some rows were understood by guess, some are held, and some are held rows of
    /// an earlier file that come back, with or without others that still wait.
    private func record(
        _ reports: [ActivityReport],
        _ function: Function,
        _ byte: UInt8,
        _ held: inout [HeldRowReference],
        _ choice: inout SeededGenerator
    ) async throws {
        var (reports, reading) = (reports, StoreFixture.reading(byte))
        func comesBack() -> HeldRowReference? {
            guard Bool.random(using: &choice), let place = held.indices.randomElement(using: &choice) else {
                return nil
            }
            return held.remove(at: place)
        }
        for place in reports.indices { reports[place].mends = comesBack() }
        let rows = (0..<Int.random(in: 0...3, using: &choice)).map { row in
            HeldRow(row: row, cells: [], findings: [Finding(.clusterUnknown, row: row)], mends: comesBack())
        }
        reading.findings = rows.flatMap(\.findings)
        for code in [FindingCode.valueGuessed, .needInferred, .dateInferred] where Bool.random(using: &choice) {
            reading.findings.append(Finding(code, row: 2))
        }
        reading.isRejected = Int.random(in: 0..<8, using: &choice) == 0
        let file = try StoreFixture.file("\(byte).csv", function: function)
        let recorded = try #require(
            try await fixture.record([.begin(file), .reports(reports), .held(rows), .end(reading)]).first
        )
        held += (0..<recorded.counts.held).map { HeldRowReference(file: recorded.id, position: $0 + 1) }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `after any additions, revisions, and rows that were held and came back`(_ seed: UInt64) async throws {
        var choice = SeededGenerator(seed: seed)
        var held: [HeldRowReference] = []
        for round in 0..<40 {
            var written: [Function: [ActivityReport]] = [:]
            for _ in 0..<Int.random(in: 1...6, using: &choice) {
                let report = try report(&choice)
                written[report.function, default: []].append(report)
            }
            for (function, reports) in written {
                let byte = UInt8(2 * round + (function == .help ? 0 : 1))
                try await record(reports, function, byte, &held, &choice)
            }
            // Mostly several batches are followed at once.
            guard Bool.random(using: &choice) else { continue }
            #expect(try await facts(fixture.store) == countedAnew(), "seed \(seed), round \(round)")
        }
        let again = try #require(try Store.openForReading(at: fixture.folder.path("eshkold.sqlite")))
        #expect(try await facts(again) == countedAnew(), "seed \(seed), opened again")
        #expect(try await again.problems() == [], "seed \(seed)")
        let qualities = try await facts(again).filter { !$0.units.isEmpty }.map(\.quality)
        #expect(qualities.contains { $0.files.accepted > 0 && $0.files.withWarnings > 0 && $0.files.held > 0 })
    }

    @Test(
        arguments: [
            ("יוסי ברק, רות לוי", nil, nil, "יוסי ברק", 1), ("מר נועם שלו", nil, nil, "נועם שלו", 1),
            ("דפנה לירון ורות לוי", nil, nil, "רות לוי", 1), ("רות לוי, יוסי ברק", nil, nil, "יוסי ברק; רות לוי", 2),
            ("נועה ארזי, רות לוי", "P-01", "רות לוי", "גב' רות לוי", 1), ("נועה ארזי", "P-01", nil, "רות לוי", 0),
            ("מר", nil, nil, "מר", 0),
        ] as [(String, String?, String?, String, Int)]
    )
    func `each person whom a cell names is one, whatever stands beside, also when the names are gone`(
        _ escort: String,
        _ known: String?,
        _ others: String?,
        _ overseer: String,
        _ pairs: Int
    ) async throws {
        var help = try StoreFixture.report("ליווי", escort: escort)
        help.attributes[.escortId] = known.map { .text($0) }
        help.attributes[.escortOthers] = others.map { .text($0) }
        let oversight = try StoreFixture.report("בקרה", function: .oversight, escort: overseer)
        var files: Set<Int64> = []
        for (byte, report) in [help, oversight].enumerated() {
            let file = try StoreFixture.file("\(byte).csv", function: report.function)
            let reading = StoreFixture.reading(UInt8(byte))
            let recorded = try await fixture.record([.begin(file), .reports([report]), .end(reading)])
            files.formUnion(recorded.map(\.id))
        }
        func counted() async throws -> [Int] { try await countedAnew()[2].units.map(\.personPairs) }
        #expect(try await counted() == [pairs])
        for _ in 1...2 {
            try await fixture.store.removeWords(of: files, at: Date()) {}
            #expect(try await counted() == [pairs])
        }
    }

    @Test func `whom the registry knows is counted also beside others`() async throws {
        for (byte, escort) in ["נועה ארזי, רות לוי", "נועה ארזי"].enumerated() {
            let function: Function = byte == 0 ? .help : .oversight
            var report = try StoreFixture.report("פעילות", function: function, escort: escort)
            report.attributes[.escortId] = .text("P-01")
            report.attributes[.escortOthers] = byte == 0 ? .text("רות לוי") : nil
            let file = try StoreFixture.file("\(byte).csv", function: function)
            try await fixture.record([report], as: file, sha: UInt8(byte))
        }
        #expect(try await countedAnew()[2].units.map(\.personPairs) == [1])
    }

    @Test func `beside a reader who sees the store as it was before`() async throws {
        func record(_ name: String, _ byte: UInt8) async throws {
            try await fixture.record([try StoreFixture.report(name)], as: StoreFixture.file("\(byte).csv"), sha: byte)
        }
        try await record("ראשונה", 1)
        _ = try await facts(fixture.store)
        try await record("שנייה", 2)
        let before = try DatabasePool(path: fixture.folder.path("eshkold.sqlite")).makeSnapshot()
        try await record("שלישית", 3)
        _ = try await facts(fixture.store)
        let cache = fixture.store.cache
        for period in Self.periods { _ = try await before.read { try PeriodFacts.fetch($0, of: period, cache) } }
        #expect(try await facts(fixture.store) == countedAnew())
    }

    @Test func `after a name was erased, and what was remembered of it is gone`() async throws {
        var report = try StoreFixture.report("פעילות", escort: "דנה לוי")
        report.recordID = RecordID(function: .help, organisation: .elka, externalID: "A-7")
        report.attributes[.serviceName] = .text("המרכז של דנה לוי")
        report.attributes[.stage] = .text("SETUP")
        try await fixture.record([report], as: StoreFixture.file("a.csv"), sha: 1)
        _ = try await facts(fixture.store)
        let remembered = { () throws -> [Data] in
            try DatabaseQueue(path: self.fixture.folder.path("eshkold.sqlite")).read { db in
                try Data.fetchAll(db, sql: "SELECT content FROM counted")
            }
        }
        let name = Data("דנה לוי".utf8)
        #expect(try remembered().contains { $0.range(of: name) != nil })
        _ = try await fixture.erase("דנה לוי")
        #expect(try remembered().isEmpty)
        #expect(try await facts(fixture.store) == countedAnew())
        #expect(try remembered().allSatisfy { $0.range(of: name) == nil })

        report.attributes[.serviceName] = .text("אחר")
        try await fixture.record([report], as: StoreFixture.file("b.csv"), sha: 2)
        #expect(try await facts(fixture.store) == countedAnew())
    }

    @Test func `persons of whom the names were erased count as they did`() async throws {
        for (number, name) in ["דנה לוי", "רן כהן"].enumerated() {
            for function in [Function.help, .oversight] {
                let byte = UInt8(2 * number + (function == .help ? 0 : 1))
                try await fixture.record(
                    [try StoreFixture.report("פעילות \(byte)", function: function, escort: name)],
                    as: StoreFixture.file("\(byte).csv", function: function),
                    sha: byte
                )
            }
        }
        let before = try await facts(fixture.store)
        #expect(before.last?.units.map(\.personPairs) == [2])
        for name in ["דנה לוי", "רן כהן"] { _ = try await fixture.erase(name) }
        #expect(try await facts(fixture.store) == before)
    }

    @Test func `services and persons of one name under many spellings stay apart when it is erased, and together`()
        async throws
    {
        let code = try StoreFixture.code("P-01")
        let person = Person(code: code, firstName: "תמר", surnames: ["רז"], aliases: ["תמי רז"])
        func report(
            _ activity: String,
            _ function: Function = .help,
            escort: String,
            id: Code? = nil,
            unit: String = "WEST-NEGEV",
            service: String? = nil
        ) throws -> ActivityReport {
            var report = try StoreFixture.report(activity, unit: unit, function: function, escort: escort)
            report.attributes[.escortId] = id.map { .text($0.rawValue) }
            report.attributes[.serviceName] = service.map { .text($0) }
            report.attributes[.stage] = service.map { _ in .text("SETUP") }
            return report
        }
        let help = [
            try report("א", escort: "תמר רז", service: "פרויקט תמר רז"),
            try report("ב", escort: "תמי-רז", service: "פרויקט תמי רז"),
            try report("ג", escort: "תמר אלוון", id: code),
            try report("ד", escort: "תמר", id: code, unit: "BEIT-HAKEREM"),
            try report("ה שיחה עם תמר רזניק ועם תמר אלוון", escort: "תמר רזניק", service: "פרויקט תמר רז"),
            try report("ו", escort: "רות לוי"),
        ]
        let oversight = [
            try report("ז", .oversight, escort: "תמר  רז", service: "פרויקט תמר רז"),
            try report("ח", .oversight, escort: "תמר אלון", id: code, unit: "BEIT-HAKEREM"),
            try report("ט", .oversight, escort: "תמר רזניק"),
        ]
        try await fixture.record(help, as: StoreFixture.file("דוח תמר_רז.csv"), sha: 1)
        let other = try StoreFixture.file("b.csv", function: .oversight)
        try await fixture.record(oversight, as: other, sha: 2)
        let before = try await facts(fixture.store)
        #expect(before.last?.units.map(\.personPairs) == [1, 2])
        // Retention took the names of some of them, and of one file alone.
        let files = try await fixture.store.files(limit: 9)
        try await fixture.store.markFiled(files, at: Date(timeIntervalSince1970: 1))
        let old = try #require(files.last?.id)
        try await fixture.store.removeWords(of: [old], at: Date(timeIntervalSince1970: 2)) {}
        #expect(try await facts(fixture.store) == before)

        let erasure = try await fixture.erase("תמי רז", of: [person])
        #expect(erasure.activities == 7)
        let after = try await facts(fixture.store)
        func unnamed(_ facts: [PeriodFacts]) -> [PeriodFacts] {
            facts.map { facts in
                var facts = facts
                for index in facts.units.indices { facts.units[index].services = [] }
                return facts
            }
        }
        #expect(unnamed(after) == unnamed(before))
        let services = try #require(after.last?[StoreFixture.code("WEST-NEGEV")]).services
        #expect(Set(services.map(\.name)).count == 2 && services.allSatisfy { !$0.name.contains("רז") })
        #expect(try await fixture.store.files(limit: 9).map(\.file.name) == ["b.csv", "דוח [הוסר שם \(old)].csv"])
        let rows = try await DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM oversight_activity ORDER BY id").map {
                let said = ActivityColumns.attributes(of: $0)
                return [said.text(.escort), said.text(.escortId)]
            }
        }
        #expect(rows.map(\.first) == ["[הוסר שם]", "[הוסר שם]", "תמר רזניק"])
        #expect(rows.compactMap { $0[1] }.allSatisfy { $0.hasPrefix("~") })
        #expect(try await fixture.store.problems() == [])
    }

    @Test func `what was counted is remembered by a store that is opened anew, unless it cannot be read`() async throws
    {
        try await fixture.record([try StoreFixture.report("one")], as: StoreFixture.file("a.csv"), sha: 1)
        let facts = try await facts(fixture.store)
        let path = fixture.folder.path("eshkold.sqlite")
        let database = try DatabaseQueue(path: path)
        // Rows that nobody can find: what is known of them is remembered.
        try await database.write { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            try db.execute(sql: "UPDATE help_activity SET period = 'hidden'")
        }
        let reader = try #require(try Store.openForReading(at: path))
        #expect(try await self.facts(reader) == facts)
        try await database.write { db in try db.execute(sql: "UPDATE counted SET content = x'00'") }
        let other = try #require(try Store.openForReading(at: path))
        #expect(try await self.facts(other) != facts)
    }
}
