import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// What an erasure asks of folders, and what it does with files, pages and what was before.
@Suite
struct ErasedFilesTests {
    private let fixture: StoreFixture
    private let name = "דנה לוי"
    private let then = Date(timeIntervalSince1970: 1_500_000_000)
    private let now = Date(timeIntervalSince1970: 1_600_000_000)
    private var search: PersonSearch { PersonSearch(name, in: .none) }

    init() throws {
        fixture = try StoreFixture()
    }

    private func report(
        _ number: Int,
        _ activity: String = "ביקור",
        by escort: String = "רות לוי",
        function: Function = .help
    ) throws -> ActivityReport {
        var report = try StoreFixture.report(activity, function: function, escort: escort)
        report.recordID = RecordID(function: function, organisation: .elka, externalID: "A-\(number)")
        return report
    }

    /// - Parameter filedAs: The name in its folder, where it is another one.
    @discardableResult
    private func record(
        _ reports: [ActivityReport],
        as name: String,
        filedAs: String? = nil,
        sha: UInt8,
        isRejected: Bool = false,
        isFiled: Bool = true
    ) async throws -> RecordedFile {
        var file = try StoreFixture.file(name, function: reports.first?.function ?? .help)
        if let filedAs { file.filedAs = "2015-11/\(filedAs)" }
        var reading = StoreFixture.reading(sha)
        reading.isRejected = isRejected
        let recorded = try #require(
            try await fixture.record([.begin(file), .reports(reports), .end(reading)]).first
        )
        if isFiled { try await fixture.store.markFiled([recorded], at: then) }
        return recorded
    }

    private func value(_ column: String, of file: RecordedFile) async throws -> Int64? {
        try await fixture.store.read { db in
            try Int64.fetchOne(db, sql: "SELECT \(column) FROM dropped_file WHERE id = ?", arguments: [file.id])
        }
    }

    @Test func `nothing is changed until the folders of all its files are cleared`() async throws {
        let own = try await record([try report(1, by: name)], as: "a.csv", sha: 1)
        let rejected = try await record([], as: "\(name).csv", sha: 2, isRejected: true, isFiled: false)
        for cleared in [[], [own.id], [rejected.id]] as [Set<Int64>] {
            guard case .toClear(let files) = try await fixture.store.erase(search, cleared: cleared, at: now) else {
                Issue.record("erased, though \(cleared) alone were cleared")
                continue
            }
            #expect(files.map(\.original) == ["accepted/2015-11/a.csv", "rejected/2015-11/\(name).csv"])
            #expect(files.map(\.isFiled) == [true, false])
            #expect(try await fixture.store.records(of: search, .help).activities.count == 1)
            #expect(try await fixture.store.file(id: rejected.id)?.file.name == "\(name).csv")
            #expect(try await value("original_removed_at", of: own) == nil)
        }
    }

    @Test func `files that changed are to be filed anew, and originals that were cleared are gone since then`()
        async throws
    {
        let changed = try await record([try report(1, by: name)], as: "a.csv", sha: 1)
        // Of these the originals alone named the person; retention took one of them before.
        let named = try await record([try report(2)], as: "b.csv", sha: 2)
        let old = try await record([try report(3)], as: "c.csv", sha: 3)
        let originals = try await fixture.store.originals(filedBefore: now).filter { $0.file == old.id }
        try await fixture.store.noteRemoved(originals, at: then)
        let other = try await record([try report(4)], as: "d.csv", sha: 4)
        let waiting = try await record([try report(5)], as: "e.csv", sha: 5, isFiled: false)
        #expect(try await fixture.store.filesWithOriginals().map(\.id) == [changed.id, named.id, other.id])

        let cleared = Set([changed, named, old].map(\.id))
        guard case .done(let erasure) = try await fixture.store.erase(search, cleared: cleared, at: now) else {
            Issue.record("not erased")
            return
        }
        #expect(erasure.files.map(\.id) == [changed.id])
        #expect(try await fixture.store.unfiled(inbox: "elka").map(\.id) == [changed.id, waiting.id])
        var removed: [Int64?] = []
        for file in [changed, named, old, other] { removed.append(try await value("original_removed_at", of: file)) }
        #expect(removed == [now.milliseconds, now.milliseconds, then.milliseconds, nil])
        #expect(try await fixture.store.filesWithOriginals().map(\.id) == [other.id])
    }

    @Test func `what stands in a file alone, or in another one of the same bytes, tells of the file`() async throws {
        let first = try await record([try report(1, "שיחה עם \(name)")], as: "a.csv", sha: 1)
        let again = try await record([try report(1, "שיחה עם \(name)")], as: "b.csv", sha: 1)
        // Bytes that were not read are no bytes alike.
        let unread = try await record([], as: "\(name).csv", sha: 0, isRejected: true)
        let other = try await record([], as: "d.csv", sha: 0, isRejected: true)
        let shown = try await record([], as: "דוח.csv", filedAs: "\(name).csv", sha: 5)
        let sent = try await record([], as: "\(name).csv", filedAs: "דוח.csv", sha: 6)
        let told = Set([first, again, unread, shown, sent].map(\.id))
        #expect(try await fixture.store.records(of: search, .help).files == told)
        let erasure = try await fixture.erase(name)
        #expect(Set(erasure.files.map(\.id)) == told && !told.contains(other.id))
        #expect(try await fixture.store.records(of: search, .help).files.isEmpty)
        // No two are filed under one name.
        let files = try await fixture.store.files(limit: 9).sorted { $0.id < $1.id }
        let masked = files.map { "[הוסר שם \($0.id)].csv" }
        #expect(files.map(\.file.name) == ["a.csv", "b.csv", masked[2], "d.csv", "דוח.csv", masked[5]])
        #expect(
            files.map(\.file.filedAs)
                == ["a.csv", "b.csv", masked[2], "d.csv", masked[4], "דוח.csv"].map { "2015-11/\($0)" }
        )
    }

    @Test(arguments: [Function.help, .oversight])
    func `what an activity said before goes, and is told by its number of today`(_ function: Function) async throws {
        let reports = try (1...3).map { try report($0, by: $0 == 3 ? name : "רות לוי", function: function) }
        let first = try await record(reports, as: "a.csv", sha: 1)
        try await record([try report(3, function: function)], as: "b.csv", sha: 2)
        let period = try #require(Period(code: "2015-Q4"))
        let before = try await fixture.store.facts(of: period)
        let erasure = try await fixture.erase(name)
        #expect(erasure.activities == 1 && erasure.records == [function: [3]] && erasure.files.map(\.id) == [first.id])
        #expect(try await fixture.store.records(of: search, function).activities.isEmpty)
        #expect(try await fixture.store.facts(of: period) == before)
    }

    @Test func `of rows behind the first thousand, too`() async throws {
        let reports = try (1...2100).map { try report($0, $0 % 700 == 0 ? "אצל \(name)" : "ביקור") }
        try await record(reports, as: "a.csv", sha: 1)
        let erasure = try await fixture.erase(name)
        #expect(erasure.records == [.help: [700, 1400, 2100]])
        let rows = try await fixture.store.read { db in
            try String.fetchAll(db, sql: "SELECT activity FROM help_activity WHERE activity <> 'ביקור'")
        }
        #expect(rows == Array(repeating: "אצל [הוסר שם]", count: 3))
    }

    @Test func `whoever a row calls by the first name alone is that person in all of the row, and nowhere else`()
        async throws
    {
        let code = try StoreFixture.code("P-01")
        let person = Person(code: code, firstName: "תמר", surnames: ["רז"])
        func row(_ number: Int, _ escort: String, _ id: Code?, others: String? = nil, _ notes: String) throws
            -> ActivityReport
        {
            var report = try report(number, by: escort)
            report.attributes[.escortId] = id.map { .text($0.rawValue) }
            report.attributes[.escortOthers] = others.map { .text($0) }
            report.attributes[.notes] = .text(notes)
            return report
        }
        try await record(
            [
                try row(1, "תמר", code, "תמר אמרה"), try row(2, "רות לוי", nil, "תמר שמעה"),
                try row(3, "תמר, תמר כהן", code, others: "תמר כהנ", "תמר כהן ותמר"),
            ],
            as: "a.csv",
            sha: 1
        )
        let erasure = try await fixture.erase("תמר רז", of: [person])
        #expect(erasure.records == [.help: [1, 3]])
        let said = try await fixture.store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM help_activity ORDER BY id").map {
                ActivityColumns.attributes(of: $0)
            }
        }
        #expect(said.map { $0.text(.notes) } == ["[הוסר שם] אמרה", "תמר שמעה", "תמר כהן ו[הוסר שם]"])
        #expect(said.map { $0.text(.escort) } == ["[הוסר שם]", "רות לוי", "[הוסר שם], תמר כהן"])
        #expect(said[2].text(.escortOthers) == "תמר כהנ" && said[1].text(.escortOthers) == nil)
    }

    @Test(arguments: ["תמר", "גב' תמר"])
    func `a first name that stands beside the code of the person is anybody's elsewhere`(_ escort: String) async throws
    {
        let code = try StoreFixture.code("P-01")
        let person = Person(code: code, firstName: "תמר", surnames: ["רז"])
        var own = try report(1, by: escort)
        own.attributes[.escortId] = .text(code.rawValue)
        let first = try await record([own], as: "a.csv", sha: 1)
        // What retention left of the name is not hers either.
        let old = try await record([try report(2, by: escort)], as: "b.csv", sha: 2)
        try await fixture.store.removeWords(of: [old.id], at: now) {}
        try await record([try report(3, by: escort, function: .oversight)], as: "c.csv", sha: 3)
        let period = try #require(Period(code: "2015-Q4"))
        let before = try await fixture.store.facts(of: period)
        #expect(before.units.map(\.personPairs) == [1])
        let erasure = try await fixture.erase("תמר רז", of: [person])
        #expect(erasure.records == [.help: [1]] && erasure.files.map(\.id) == [first.id])
        #expect(try await fixture.store.facts(of: period) == before)
    }

    @Test func `whoever stands without a code beside the person's is somebody else, also where nothing else is left`()
        async throws
    {
        let code = try StoreFixture.code("P-01")
        // «עליזה» was an alias once.
        let person = Person(code: code, firstName: "תמר", surnames: ["רז"])
        var own = try report(1, by: "רות כהן, עליזה")
        own.attributes[.escortId] = .text(code.rawValue)
        own.attributes[.escortOthers] = .text("רות כהנ")
        own.attributes[.notes] = .text("עליזה ורות כהן")
        var alone = try report(3, by: "רות כהן")
        alone.attributes[.escortId] = .text(code.rawValue)
        alone.attributes[.escortOthers] = .text("רות כהנ")
        let file = try await record([own, try report(2, by: "רות כהן"), alone], as: "a.csv", sha: 1)
        let erasure = try await fixture.erase("תמר רז", of: [person])
        #expect(erasure.records == [.help: [1, 3]] && erasure.files.map(\.id) == [file.id])
        let said = try await fixture.store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM help_activity ORDER BY id").map {
                ActivityColumns.attributes(of: $0)
            }
        }
        #expect(said.prefix(2).map { $0.text(.escort) } == ["רות כהן, [הוסר שם]", "רות כהן"])
        #expect(said[0].text(.notes) == "[הוסר שם] ורות כהן")
        #expect(said.map { $0.text(.escortOthers) } == ["רות כהנ", nil, "רות כהנ"])
        #expect([said[0], said[2]].allSatisfy { $0.text(.escortId)?.hasPrefix("~") == true })
    }

    @Test func `whoever stands beside the person stays who they are`() async throws {
        let (noa, dan) = (try StoreFixture.code("P-01"), try StoreFixture.code("P-02"))
        let people = [
            Person(code: noa, firstName: "נועה", surnames: ["ארזי"]),
            Person(code: dan, firstName: "דן", surnames: ["בר"]),
        ]
        var both = try report(1, by: "נועה ארזי, דן בר, ד\"ר רות לוי, גיל לב")
        both.attributes[.escortId] = .text("P-01 P-02")
        both.attributes[.escortOthers] = .text("רות לוי,גיל לב")
        try await record([both, try report(2, by: "רות לוי, גיל לב")], as: "a.csv", sha: 1)
        let old = try await record([try report(3, by: "רות לוי, גיל לב")], as: "b.csv", sha: 2)
        try await fixture.store.removeWords(of: [old.id], at: now) {}
        for (number, name) in ["דן בר", "רות לוי", "גיל לב"].enumerated() {
            var report = try report(number + 4, by: name, function: .oversight)
            if name == "דן בר" { report.attributes[.escortId] = .text("P-02") }
            try await record([report], as: "\(number).csv", sha: UInt8(number + 3))
        }
        let period = try #require(Period(code: "2015-Q4"))
        let before = try await fixture.store.facts(of: period)
        #expect(before.units.map(\.personPairs) == [3])
        _ = try await fixture.erase("נועה ארזי", of: people)
        _ = try await fixture.erase("רות לוי", of: people)
        #expect(try await fixture.store.facts(of: period) == before)
        let said = try await fixture.store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM help_activity ORDER BY id").map {
                ActivityColumns.attributes(of: $0)
            }
        }
        #expect(said[0].text(.escort) == "[הוסר שם], דן בר, [הוסר שם], גיל לב")
        #expect(said[0].text(.escortId)?.wholeMatch(of: /~[0-9a-f]{16} P-02/) != nil)
        #expect(said[0].text(.escortId)?.hasPrefix(PersonKey(id: "P-01").sign) == false)
        #expect(said[0].text(.escortOthers)?.wholeMatch(of: /~[0-9a-f]{16},גיל לב/) != nil)
        #expect(said[1].text(.escortOthers) == said[0].text(.escortOthers))
        // What retention left of a name is hers, too: nobody who knows the name finds it.
        let gil = try #require(PersonKey.pseudonym(of: "גיל לב"))
        let left = try #require(said[2].text(.escortOthers))
        #expect(left == said[0].text(.escortOthers)?.replacing("גיל לב", with: gil))
        #expect(said[2].text(.escort) == "[הוסר שם]")
    }

    @Test(arguments: [("תמי רז", "תמר רז", "תמר רז", 0), ("ותמוש", "ותמוש", "תמוש", 1)])
    func `two spellings without a code count as they did, apart or together`(
        _ helper: String,
        _ overseer: String,
        _ name: String,
        _ pairs: Int
    ) async throws {
        let person = Person(
            code: try StoreFixture.code("P-01"),
            firstName: "תמר",
            surnames: ["רז"],
            aliases: ["תמי רז", "תמוש"]
        )
        let old = try await record([try report(1, by: helper)], as: "a.csv", sha: 1)
        try await record([try report(2, by: overseer, function: .oversight)], as: "b.csv", sha: 2)
        try await fixture.store.removeWords(of: [old.id], at: now) {}
        let period = try #require(Period(code: "2015-Q4"))
        let before = try await fixture.store.facts(of: period)
        #expect(before.units.map(\.personPairs) == [pairs])
        let erasure = try await fixture.erase(name, of: [person])
        #expect(erasure.records == [.help: [1], .oversight: [1]])
        #expect(try await fixture.store.facts(of: period) == before)
    }

    @Test func `names of services are not to be found by who knows the name, and are the same in all rows`()
        async throws
    {
        func names() async throws -> [String] {
            let fixture = try StoreFixture()
            let reports = try (1...2).map { number in
                var report = try report(number)
                report.attributes[.serviceName] = .text("המרכז של \(name)")
                report.attributes[.stage] = .text("SETUP")
                return report
            }
            try await fixture.record(reports, as: StoreFixture.file(), sha: 1)
            _ = try await fixture.erase(name)
            return try await fixture.store.read { db in
                try String.fetchAll(db, sql: "SELECT DISTINCT service_name FROM help_activity")
            }
        }
        let names = [try await names(), try await names()]
        #expect(names.allSatisfy { $0.count == 1 && $0[0].wholeMatch(of: /המרכז של \[הוסר שם [0-9a-f]{10}\]/) != nil })
        #expect(names[0] != names[1])
    }

    @Test func `pages are drawn anew where something was erased, and else stay`() async throws {
        try await record([try report(1, by: name)], as: "a.csv", sha: 1)
        let current = try #require(Period(code: "2015-Q4"))
        let due = { try await fixture.store.pagesDue(at: "a", current: current) }
        for page in try await due() { try await fixture.store.note(page, at: "a") }
        _ = try await fixture.erase("גיל לב")
        #expect(try await due().isEmpty)
        _ = try await fixture.erase(name)
        #expect(try await due().map(\.period) == [current])
    }

    @Test(arguments: ["2015-Q2", "2015-Q4"])
    func `where figures would change nothing is erased, in the period of the activity and in the last one`(
        _ period: String
    ) async throws {
        for (number, date) in ["2015-05-05", "2015-11-30"].enumerated() {
            var report = try StoreFixture.report("ביקור \(number)", date: date, escort: number == 0 ? name : nil)
            report.attributes[.serviceName] = .text("המרכז של \(name)")
            report.attributes[.stage] = .text("SETUP")
            if number == 1 { report.attributes[.serviceName] = nil }
            try await fixture.record([report], as: StoreFixture.file("\(number).csv"), sha: UInt8(number))
            let counted = try #require(Period(code: number == 0 ? "2015-Q2" : "2015-Q4"))
            _ = try await fixture.store.facts(of: counted)
        }
        // What was counted and remembered is no more what the rows say.
        try await fixture.store.write { db in
            try db.execute(sql: "UPDATE help_activity SET unit = 'EAST-NEGEV' WHERE period = ?", arguments: [period])
        }
        let error = await #expect(throws: StoreError.self) { try await fixture.erase(name) }
        #expect(error?.description.contains("nothing was erased: the figures of \(period) would change") == true)
        #expect(error?.disposition == .stop)
        #expect(try await fixture.store.records(of: search, .help).activities.count == 1)
    }
}
