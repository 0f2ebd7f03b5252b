import Accompaniment
import Testing

@testable import Intake

/// What a registry with people and local authorities makes of a row (domain.md 5.3, fields 8, 9 and 11).
@Suite struct RegistryListsTests {
    private let table = "אשכול,פעילות,תאריך,מלווה,רשויות\n"

    private func drop(_ escort: String, _ authorities: String = "") throws -> Drop {
        var inbox = Drop.Inbox(organisation: "ORG-URBANICS")
        inbox.people = [
            Person(
                code: try code("P-01"),
                firstName: "נועה",
                surnames: ["ארזי"],
                organisation: try code("ORG-URBANICS")
            ),
            Person(
                code: try code("P-02"),
                firstName: "יואב",
                surnames: ["סלע"],
                organisation: try code("ORG-URBANICS-EXT")
            ),
            Person(code: try code("P-03"), firstName: "רון", surnames: ["גבע"], organisation: try code("ORG-ELKA")),
        ]
        inbox.authorities = [
            authority("AUT-01", "עיר הדוגמה", unit: try code("BEIT-HAKEREM")),
            authority("AUT-02", "כפר הדוגמה", unit: try code("WEST-NEGEV")),
        ].compactMap { $0 }
        return try Drop(table + "בית הכרם,מפגש,11/2015,\(escort),\"\(authorities)\"\n", in: inbox)
    }

    private func authority(_ text: String, _ name: String, unit: Code) -> Registry.Authority? {
        Code(rawValue: text).map {
            Registry.Authority(code: $0, kind: .city, unit: unit, label: Label(he: name, en: text), aliases: [])
        }
    }

    @Test(arguments: [
        ("נועה ארזי", "P-01", "EMPLOYEE"), ("יואב סלע", "P-02", "EXTERNAL_ON_BEHALF"), ("רון גבע", "P-03", nil),
        ("נועה ארזי ויואב סלע", "P-01 P-02", nil), ("מישהי אחרת", nil, nil),
    ])
    func `whom the registry knows brings the identity that it says`(
        _ escort: String,
        _ person: String?,
        _ identity: String?
    ) throws {
        let report = try #require(try drop(escort).reports.first)
        #expect(report.attributes.text(.escortId) == person)
        #expect(report.attributes.text(.identity) == identity)
    }

    @Test(arguments: [
        ("\"נועה ארזי, מר גיל בן\"", "P-01", "גיל בנ"), ("גיל לב ורון בר", nil, "גיל לב,רונ בר"),
        ("נועה ארזי ויואב סלע", "P-01 P-02", nil), ("מר גיל לב", nil, nil),
    ])
    func `whom the registry does not know is a person beside those whom it knows`(
        _ escort: String,
        _ known: String?,
        _ others: String?
    ) throws {
        let report = try #require(try drop(escort).reports.first)
        #expect(report.attributes.text(.escortId) == known)
        #expect(report.attributes.text(.escortOthers) == others)
    }

    @Test func `authorities are codes, and what is not one of them is told`() throws {
        let known = try drop("", "עיר הדוגמה")
        #expect(known.reports.first?.attributes.text(.authorities) == "AUT-01")
        #expect(known.reading.findings.isEmpty)

        let unknown = try drop("", "עיר הדוגמה, עיר אחרת")
        #expect(unknown.reports.first?.attributes.text(.authorities) == "AUT-01")
        #expect(unknown.finding(.valueUnknown)?.written == "עיר אחרת")
    }

    @Test func `an authority of another cluster is told by name, and counted as written`() throws {
        let drop = try drop("", "עיר הדוגמה; כפר הדוגמה")
        #expect(drop.reports.first?.attributes.text(.authorities) == "AUT-01 AUT-02")
        #expect(drop.finding(.valueUnlikely)?.detail == "כפר הדוגמה")
    }

    @Test func `without the list their names stay words`() throws {
        let drop = try Drop(table + "בית הכרם,מפגש,11/2015,,עיר הדוגמה\n")
        #expect(drop.reports.first?.attributes.text(.authorities) == "עיר הדוגמה")
    }
}
