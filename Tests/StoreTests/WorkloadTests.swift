import Accompaniment
import Foundation
import Store
import TestSupport
import Testing

/// What each adviser did, counted by hand in a small world.
@Suite
struct WorkloadTests {
    private let fixture: StoreFixture
    private let people: [Person]
    private let period: Period
    private let (noa, yoav): (Workload.Adviser, Workload.Adviser)

    init() throws {
        fixture = try StoreFixture()
        period = try #require(Period(code: "2015-Q4"))
        let (first, second) = (try StoreFixture.code("P-01"), try StoreFixture.code("P-02"))
        people = [
            Person(code: first, firstName: "נועה", surnames: ["ארזי"]),
            Person(code: second, firstName: "יואב", surnames: ["בר סלע"], aliases: ["יואבי"]),
        ]
        (noa, yoav) = (.known(first), .known(second))
    }

    /// A row as the intake would have it.
    private func row(
        _ number: String,
        _ escort: String?,
        ids: String? = nil,
        others: String? = nil,
        minutes: Int? = nil,
        unit: String = "WEST-NEGEV",
        function: Function = .help,
        organisation: String = "ORG-ELKA",
        date: String = "2015-11-30"
    ) throws -> ActivityReport {
        var report = try StoreFixture.report(
            "פעילות \(number)",
            unit: unit,
            function: function,
            date: date,
            escort: escort,
            organisation: organisation
        )
        let code = try StoreFixture.code(organisation)
        report.recordID = RecordID(function: function, organisation: code, externalID: "A-\(number)")
        report.attributes[.escortId] = ids.map { .text($0) }
        report.attributes[.escortOthers] = others.map { .text($0) }
        report.attributes[.durationMin] = minutes.map { .integer($0) }
        return report
    }

    @discardableResult
    private func record(_ rows: [ActivityReport], _ byte: UInt8) async throws -> RecordedFile {
        let file = try StoreFixture.file(
            "\(byte).csv",
            function: rows[0].function,
            organisation: rows[0].organisation.rawValue
        )
        return try await fixture.record(rows, as: file, sha: byte)
    }

    private func workload(of organisation: String = "ORG-ELKA", among people: [Person]? = nil) async throws
        -> Workload
    {
        try await fixture.store.workload(
            of: StoreFixture.code(organisation),
            in: period,
            People(people ?? self.people)
        )
    }

    /// Activities, minutes, and activities with a time, by place.
    private func counts(_ workload: Workload, _ adviser: Workload.Adviser) -> [String: [Int]] {
        (workload.counts[adviser] ?? [:]).reduce(into: [:]) {
            $0[$1.key.rawValue] = [$1.value.activities, $1.value.minutes, $1.value.timed]
        }
    }

    @Test func `activities and minutes by adviser and place, of the help of one organisation in a period`() async throws
    {
        try await record(
            [
                try row("1", "נועה ארזי", ids: "P-01", minutes: 90),
                try row("2", "נועה ארזי", ids: "P-01", unit: "EAST-NEGEV"),
                try row("3", "נועה ארזי ויואב בר סלע", ids: "P-01 P-02", minutes: 60),
                try row("4", "גב' רות לוי", minutes: 30, unit: "AREA-SOUTH"),
                try row("5", "נועה ארזי, רות לוי", ids: "P-01", others: "רות לוי", minutes: 45),
                try row("6", nil, minutes: 15, unit: "NATIONAL"), try row("7", "מר"),
                try row("8", "יואב בר סלע", ids: "P-02", minutes: 20),
                // Of another period at first, and in the end.
                try row("9", "נועה ארזי", ids: "P-01", minutes: 500, date: "2015-05-05"),
                try row("10", "יואב בר סלע", ids: "P-02", minutes: 500, date: "2015-05-05"),
                try row("11", "יואב בר סלע", ids: "P-02", minutes: 500),
            ],
            1
        )
        try await record([try row("12", "נועה ארזי", ids: "P-01", minutes: 500, organisation: "ORG-MIFAM")], 2)
        try await record([try row("13", "נועה ארזי", ids: "P-01", minutes: 500, function: .oversight)], 3)
        // What is revised counts as it is now.
        try await record(
            [
                try row("8", "יואב בר סלע", ids: "P-02", minutes: 25),
                try row("10", "יואב בר סלע", ids: "P-02", minutes: 7, unit: "NATIONAL"),
                try row("11", "יואב בר סלע", ids: "P-02", minutes: 500, date: "2015-05-05"),
            ],
            4
        )
        let workload = try await workload()
        #expect(workload.activities == 9)
        let ruth = Workload.Adviser.named("רות לוי")
        #expect(Set(workload.counts.keys) == [noa, yoav, ruth, .nobody])
        #expect(counts(workload, noa) == ["WEST-NEGEV": [3, 195, 3], "EAST-NEGEV": [1, 0, 0]])
        #expect(counts(workload, yoav) == ["WEST-NEGEV": [2, 85, 2], "NATIONAL": [1, 7, 1]])
        #expect(counts(workload, ruth) == ["AREA-SOUTH": [1, 30, 1], "WEST-NEGEV": [1, 45, 1]])
        #expect(counts(workload, .nobody) == ["NATIONAL": [1, 15, 1], "WEST-NEGEV": [1, 0, 0]])
        let other = try await self.workload(of: "ORG-MIFAM")
        #expect(other.activities == 1 && counts(other, noa) == ["WEST-NEGEV": [1, 500, 1]])
        #expect(try await self.workload(of: "ORG-URBANICS").activities == 0)
    }

    @Test func `a name is whose the registry says today, and else stands as it was written`() async throws {
        try await record(
            [
                try row("1", "מר יואב בר-סלע", minutes: 10), try row("2", "יואבי", minutes: 20),
                try row("3", "גיל לב ורון בר", others: "גיל לב,רונ בר", minutes: 40),
                try row("4", "ד\"ר רון בר", minutes: 80), try row("5", "איתן רז", ids: "P-09", minutes: 160),
            ],
            1
        )
        let workload = try await workload()
        let (gil, ron) = (Workload.Adviser.named("גיל לב"), Workload.Adviser.named("רונ בר"))
        let gone = Workload.Adviser.known(try StoreFixture.code("P-09"))
        #expect(Set(workload.counts.keys) == [yoav, gil, ron, gone])
        #expect(counts(workload, yoav) == ["WEST-NEGEV": [2, 30, 2]])
        #expect(counts(workload, gil) == ["WEST-NEGEV": [1, 40, 1]])
        #expect(counts(workload, ron) == ["WEST-NEGEV": [2, 120, 2]])
        #expect(workload.written[gil] == "גיל לב" && workload.written[ron] == "רון בר")
        #expect(workload.written[gone] == "איתן רז")
        // A name of two is nobody's.
        let namesake = Person(code: try StoreFixture.code("P-03"), firstName: "דן", aliases: ["יואבי"])
        let shared = try await self.workload(among: people + [namesake])
        #expect(counts(shared, .named("יואבי")) == ["WEST-NEGEV": [1, 20, 1]])
    }

    @Test func `names that are gone are one line, and no sign of them is told`() async throws {
        let old = try await record(
            [
                try row("1", "רות לוי", minutes: 10), try row("2", "רות לוי, גיל לב", minutes: 20),
                try row("3", "נועה ארזי", ids: "P-01", minutes: 40),
                try row("4", "נועה ארזי, רות לוי", ids: "P-01", others: "רות לוי", minutes: 80),
            ],
            1
        )
        try await fixture.store.markFiled([old], at: Date())
        try await record(
            [
                try row("5", "יואב בר סלע, רות לוי", ids: "P-02", others: "רות לוי", minutes: 160),
                try row("6", "רות לוי", minutes: 320),
            ],
            2
        )
        try await fixture.store.removeWords(of: [old.id], at: Date()) {}
        var workload = try await workload()
        #expect(Set(workload.counts.keys) == [noa, yoav, .named("רות לוי"), .removed])
        #expect(counts(workload, noa) == ["WEST-NEGEV": [2, 120, 2]])
        #expect(counts(workload, .removed) == ["WEST-NEGEV": [3, 110, 3]])
        #expect(counts(workload, .named("רות לוי")) == ["WEST-NEGEV": [2, 480, 2]])

        _ = try await fixture.erase("רות לוי")
        _ = try await fixture.erase("נועה ארזי", of: people)
        workload = try await self.workload()
        #expect(Set(workload.counts.keys) == [yoav, .removed])
        #expect(counts(workload, yoav) == ["WEST-NEGEV": [1, 160, 1]])
        #expect(counts(workload, .removed) == ["WEST-NEGEV": [6, 630, 6]])
        #expect(workload.written.values.allSatisfy { !$0.contains("~") && !$0.contains("רות") })
    }
}
