import Foundation
import TestSupport
import Testing

@testable import Intake

/// The folders of an inbox, and the places in them: design.md 3.3.
@Suite struct InboxLayoutTests {
    private let folder: TemporaryDirectory
    private let november = Date(timeIntervalSince1970: 1_448_280_000)  // 2015-11-23

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func place(_ name: String, in layout: InboxLayout, taken: [String] = []) throws -> String {
        var places = FilingPlaces()
        for place in taken { try places.keep(place, in: layout) }
        return try places.take(for: FileName(name), at: november, in: layout)
    }

    @Test func `the folders are made, and made only once`() throws {
        do { _ = try InboxLayout(path: folder.path, known: nil) }
        let again = try InboxLayout(path: folder.path, known: nil)
        for name in ["accepted", "rejected", "to-fix", "receipts", "reports", ".eshkold/claims"] {
            var isDirectory: ObjCBool = false
            let exists = unsafe FileManager.default.fileExists(atPath: folder.path(name), isDirectory: &isDirectory)
            #expect(exists && isDirectory.boolValue, "\(name)")
        }
        #expect(
            try FolderListing(again.root).next(9).map(\.shown) == [
                ".eshkold", "accepted", "receipts", "rejected", "reports", "to-fix",
            ]
        )
    }

    @Test func `a second service on the same folder is refused, until the first lets go`() throws {
        var first: InboxLayout? = try InboxLayout(path: folder.path, known: nil)
        let error = #expect(throws: FolderError.self) { try InboxLayout(path: folder.path, known: nil) }
        #expect(try #require(error).description.contains("another eshkold"))
        let listed = try first.map { try FolderListing($0.claims).next(1) }
        #expect(listed == [])
        first = nil
        _ = try InboxLayout(path: folder.path, known: nil)
    }

    @Test func `a folder that does not exist is named, with what to do`() {
        let error = #expect(throws: FolderError.self) { try InboxLayout(path: folder.path("nowhere"), known: nil) }
        #expect(error?.description.contains("nowhere") == true)
        #expect(error?.description.contains("create the folder") == true)
    }

    @Test func `a folder of the service that is a link is not followed`() throws {
        let elsewhere = try TemporaryDirectory()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("accepted"),
            withDestinationPath: elsewhere.path
        )
        #expect(throws: FolderError.self) { try InboxLayout(path: folder.path, known: nil) }
        #expect(elsewhere.files(below: "").isEmpty)
    }

    @Test(arguments: [
        ("דוח.csv", "2015-11/דוח.csv"), ("report", "2015-11/report"), ("a.b.json", "2015-11/a.b.json"),
        ("דוח\u{202E}.csv", "2015-11/דוח_.csv"), ("a\nb.csv", "2015-11/a_b.csv"),
    ])
    func `a name that is free is kept, below the month of its arrival`(_ name: String, _ expected: String) throws {
        #expect(try place(name, in: try InboxLayout(path: folder.path, known: nil)) == expected)
    }

    @Test(arguments: ["accepted", "rejected"])
    func `a name that is taken gets a number before its ending`(_ taken: String) throws {
        let layout = try InboxLayout(path: folder.path, known: nil)
        _ = try layout.folder(taken, month: "2015-11")
        try folder.write("x", to: "\(taken)/2015-11/דוח.csv")
        #expect(try place("דוח.csv", in: layout) == "2015-11/דוח (2).csv")
        #expect(try place("דוח.csv", in: layout, taken: ["2015-11/דוח (2).csv"]) == "2015-11/דוח (3).csv")
        #expect(try place("דוח", in: layout) == "2015-11/דוח")
    }

    @Test func `a name whose receipt is there is taken, and one that is promised too`() throws {
        let layout = try InboxLayout(path: folder.path, known: nil)
        _ = try layout.folder("receipts", month: "2015-11")
        try folder.write("x", to: "receipts/2015-11/דוח.csv.html")
        #expect(try place("דוח.csv", in: layout) == "2015-11/דוח (2).csv")
        #expect(try place("b.csv", in: layout, taken: ["2015-11/b.csv"]) == "2015-11/b (2).csv")
        #expect(try place("b.csv", in: layout, taken: ["2015-10/b.csv"]) == "2015-11/b.csv")
    }

    @Test(arguments: [
        ("Report.csv", "report.CSV"), ("ca\u{0301}.csv", "c\u{00E1}.csv"), ("דוח.csv", "דוח.csv"),
    ])
    func `names that look the same from Windows are one name`(_ first: String, _ second: String) throws {
        let layout = try InboxLayout(path: folder.path, known: nil)
        var places = FilingPlaces()
        #expect(try places.take(for: FileName(first), at: november, in: layout) == "2015-11/\(first)")
        let next = try places.take(for: FileName(second), at: november, in: layout)
        #expect(next.contains(" (2)."))
        places.release(next)
        #expect(try places.take(for: FileName(second), at: november, in: layout) == next)
    }

    @Test(arguments: [
        ("CON.csv", "_CON.csv"), ("aux", "_aux"), ("a:b?.csv", "a_b_.csv"), ("דוח. ", "דוח"), ("...", "_"),
        ("lpt1.x.csv", "_lpt1.x.csv"), ("console.csv", "console.csv"),
    ])
    func `a place has a name that Windows can open`(_ name: String, _ expected: String) throws {
        #expect(try place(name, in: try InboxLayout(path: folder.path, known: nil)) == "2015-11/\(expected)")
    }

    @Test(arguments: ["דוח.csv", "דוח.csv.csv"])
    func `rows that wait to be mended are never replaced by those of another file`(_ waiting: String) throws {
        let layout = try InboxLayout(path: folder.path, known: nil)
        try folder.write("x", to: "to-fix/\(waiting)")
        #expect(try place("דוח.csv", in: layout) == "2015-11/דוח (2).csv")
    }

    @Test(arguments: [
        String(repeating: "א", count: 125) + ".csvx", String(repeating: "a", count: 251) + ".csv",
        String(repeating: "a", count: 255), String(repeating: "a.", count: 127) + "b",
        "x." + String(repeating: "y", count: 253), "a" + String(repeating: "\u{0301}", count: 127),
    ])
    func `a name of two hundred and fifty-five bytes fits, with its receipt and its number`(_ name: String) throws {
        #expect(name.utf8.count == 255)
        let layout = try InboxLayout(path: folder.path, known: nil)
        try folder.write("x", to: name)
        var places = FilingPlaces()
        var given: Set<String> = []
        for _ in 1...3 {
            let place = try places.take(for: FileName(name), at: november, in: layout)
            given.insert(place)
            let shown = FileName("\(place.dropFirst("2015-11/".count)).html")
            let receipts = try layout.folder("receipts", month: "2015-11")
            try layout.own.write([], as: shown, in: receipts, mode: 0o640)
        }
        #expect(given.count == 3)
        #expect(folder.files(below: "receipts").count == 3)
    }

    @Test func `a file is moved whole and never onto another`() throws {
        let layout = try InboxLayout(path: folder.path, known: nil)
        try folder.write("new", to: "a")
        try folder.write("old", to: "b")
        #expect(try !layout.root.move(FileName("a"), to: layout.root, as: FileName("b")))
        #expect(throws: FolderError.self) { try layout.root.move(FileName("gone"), to: layout.root, as: FileName("c")) }
        #expect(try layout.root.move(FileName("a"), to: layout.claims, as: FileName("c")))
        #expect(try folder.read("b") == "old")
        #expect(try folder.read(".eshkold/claims/c") == "new")
    }

    @Test func `a file is written whole under its name, and nothing else is left`() throws {
        let layout = try InboxLayout(path: folder.path, known: nil)
        let toFix = try layout.folder("to-fix", month: nil)
        for content in ["first", "second, and longer", ""] {
            try layout.own.write(Array(content.utf8), as: FileName("דוח.csv"), in: toFix, mode: 0o660)
            #expect(try folder.read("to-fix/דוח.csv") == content)
        }
        #expect(try FolderListing(toFix).next(9).map(\.shown) == ["דוח.csv"])
        #expect(try FolderListing(layout.own).next(9).map(\.shown) == ["claims", "inbox", "lock"])
    }
}
