import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

/// What became of a file: the real one, read by the real reader from its first byte to its last.
struct Drop {
    let reading: FileReading
    let reports: [ActivityReport]
    let held: [HeldRow]
    /// The size of each lot in which rows were handed on.
    let lots: [Int]

    /// Where a file is dropped, and how it is understood.
    struct Inbox {
        var organisation = "ORG-ELKA"
        var function = Function.help
        var period = Period.Kind.quarter
        var language = Language.hebrew
        /// Added to the shipped registry.
        var people: [Person]?
        var authorities: [Registry.Authority]?
        /// 1 December 2015.
        var received = Date(timeIntervalSince1970: 1_448_928_000)

        fileprivate func lexicon() throws -> Lexicon {
            guard people != nil || authorities != nil else { return try Shipped.lexicon() }
            var registry = try Shipped.lexicon().registry
            (registry.people, registry.authorities) = (people, authorities)
            return try Lexicon(registry)
        }
    }

    init(_ content: String, in inbox: Inbox = Inbox()) throws {
        try self.init(bytes: Data(content.utf8), in: inbox)
    }

    /// One of the files of `Examples/2015`.
    init(example name: String, in inbox: Inbox = Inbox()) throws {
        let path = "\(Repository.root)/Examples/2015/\(name)"
        try self.init(bytes: try Data(contentsOf: URL(fileURLWithPath: path)), in: inbox)
    }

    init(bytes: Data, in inbox: Inbox = Inbox()) throws {
        let folder = try TemporaryDirectory()
        try folder.write(bytes, to: "report")
        let understanding = FileUnderstanding(
            lexicon: try inbox.lexicon(),
            periodKind: inbox.period,
            language: inbox.language
        )
        let file = DroppedFile(
            inbox: "test",
            organisation: try code(inbox.organisation),
            function: inbox.function,
            claim: "",
            name: "report",
            filedAs: "2015-12/report",
            size: bytes.count,
            receivedAt: inbox.received
        )
        let rows = Rows()
        reading = try understanding.read(file, from: try openBytes("report", in: folder)) { rows.take($0) }
        (reports, held, lots) = (rows.reports, rows.held, rows.lots)
    }

    func finding(_ code: FindingCode) -> Finding? { reading.findings.first { $0.code == code } }

    /// The codes of all findings, each once, sorted.
    var codes: [String] { Set(reading.findings.map(\.code.rawValue)).sorted() }

    private final class Rows {
        var reports: [ActivityReport] = []
        var held: [HeldRow] = []
        var lots: [Int] = []

        /// Gives the reports back at once, as somebody does who needs them no more.
        func take(_ event: IntakeEvent) -> [ActivityReport] {
            switch event {
            case .reports(let more):
                reports += more
                lots.append(more.count)
                return more
            case .held(let more):
                held += more
                lots.append(more.count)
            case .begin, .end, .abandon: Issue.record("a file emits nothing but rows")
            }
            return []
        }
    }
}
