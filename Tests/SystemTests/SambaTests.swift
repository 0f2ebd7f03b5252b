import Foundation
import TestSupport
import Testing

/// The inbox as most people will have it before them: a share of a real Samba, into which real clients copy.
@Suite(.timeLimit(.minutes(5)), .enabled(if: SambaServer.isInstalled, "apt-get install samba smbclient"))
struct SambaTests {
    private typealias Report = SharedInbox.Report

    @Test func `a small file that is put into the share is taken in`() async throws {
        let inbox = try await SharedInbox()
        let report = Report("small.csv", of: "קובץ קטן")
        try await inbox.put(report)
        try await inbox.expect(report)
    }

    @Test func `a file with a Hebrew name is taken in, and its receipt can be opened through the share`() async throws {
        let inbox = try await SharedInbox()
        let report = Report("דיווח מלווה אשכול, נובמבר.csv", of: "דיווח")
        try await inbox.put(report)
        try await inbox.expect(report)
    }

    @Test func `a large file is taken in whole`() async throws {
        let inbox = try await SharedInbox()
        let report = Report("large.csv", rows: 60_000, of: "קובץ גדול")
        try await inbox.put(report)
        try await inbox.expect(report)
    }

    @Test func `many files that are put in one session are taken in, each once`() async throws {
        let inbox = try await SharedInbox()
        let reports = (1...50).map { Report("many-\($0).csv", of: "קובץ \($0)") }
        let puts = try reports.map { "put \"\(try inbox.keep($0.content, as: $0.name))\" \($0.name)" }
        #expect(try await inbox.samba.client(puts).wait().status == 0)
        try await inbox.expect(reports)
    }

    @Test func `what a killed client left is not taken in, and the whole file after it is`() async throws {
        let inbox = try await SharedInbox()
        let report = Report("killed.csv", rows: 20_000, of: "העתקה שנקטעה")
        let copy = try inbox.putSlowly(report, upTo: report.content.count / 2)
        #expect(try await eventually { inbox.size(of: report.name) > 0 })
        copy.client.signal(SIGKILL)
        _ = try await copy.client.wait()
        // It is read once, which shows that its end is missing, and put back.
        #expect(try await eventually { try await inbox.waiting() == ["INCOMPLETE": 1] })
        #expect(inbox.size(of: report.name) < report.content.count)

        try await inbox.put(report)
        try await inbox.expect(report)
    }

    @Test func `a file whose client stands still is not taken in until it is whole`() async throws {
        let inbox = try await SharedInbox()
        let report = Report("frozen.csv", rows: 20_000, of: "העתקה שנתקעה")
        let copy = try inbox.putSlowly(report, upTo: report.content.count / 2)
        #expect(try await eventually { inbox.size(of: report.name) > 0 })
        try await copy.client.freeze()
        #expect(try await eventually { try await inbox.waiting() == ["OPEN": 1] })
        // Others are taken in meanwhile.
        let other = Report("other.csv", of: "קובץ אחר")
        try await inbox.put(other)
        #expect(try await eventually { try inbox.taken(of: [other]).count == 1 })
        #expect(try await inbox.waiting() == ["OPEN": 1])

        copy.client.signal(SIGCONT)
        try copy.goOn()
        #expect(try await copy.client.wait().status == 0)
        try await inbox.expect(report, other)
    }

    @Test func `a file that is put over another of its name is taken in beside it or in its place`() async throws {
        let inbox = try await SharedInbox()
        let pairs = (1...20).map { number in
            ["ראשון", "שני"].map { Report("over-\(number).csv", rows: 50, of: "\($0) מספר \(number)") }
        }
        let puts = try pairs.flatMap { $0 }.map { report in
            "put \"\(try inbox.keep(report.content, as: UUID().uuidString))\" \(report.name)"
        }
        let result = try await inbox.samba.client(puts).wait()
        #expect(result.status == 0 && !result.output.contains("NT_STATUS"), "\(result.output)")
        #expect(try await eventually(within: .seconds(60)) { try inbox.has(pairs.map { $0[1] }) })
        try await inbox.judge(try inbox.taken(of: pairs.flatMap { $0 }))
    }

    @Test func `a file under the name of an unfinished one is taken in once it is renamed`() async throws {
        let inbox = try await SharedInbox()
        let report = Report("renamed.csv", of: "קובץ ששמו שונה")
        try await inbox.put(report, as: "renamed.csv.part")
        let other = Report("other.csv", of: "קובץ אחר")
        try await inbox.put(other)
        #expect(try await eventually { try inbox.taken(of: [other]).count == 1 })
        #expect(inbox.size(of: "renamed.csv.part") == report.content.count)

        #expect(try await inbox.samba.run("rename renamed.csv.part renamed.csv").status == 0)
        try await inbox.expect(report, other)
    }

    @Test func `a copy that sets the size first and pauses for longer than 'settle' is taken in whole`() async throws {
        let inbox = try await SharedInbox()
        let report = Report("slow.csv", rows: 5_000, of: "העתקה איטית")
        let result = try await copySlowly(report, from: 0, into: inbox)
        #expect(result.status == 0, "\(result.errors)")
        try await inbox.expect(report)
    }

    /// Also where what was there ends inside a letter, of which the second half follows.
    @Test(arguments: [0, 1])
    func `a copy that broke off and is resumed is taken in whole`(_ shift: Int) async throws {
        let inbox = try await SharedInbox()
        let report = Report("resumed.csv", rows: 5_000, of: "העתקה שהתחדשה")
        // Inside the name of the cluster, which opens each row.
        let cut = 2_000 * Report.rowSize + Report.rowSize / 2 + 4 + shift
        #expect((report.content[cut] & 0xC0 == 0x80) == (shift == 1))
        let first = try inbox.keep(report.content.prefix(cut), as: "first")
        #expect(try await inbox.samba.run("put \"\(first)\" \(report.name)").status == 0)
        #expect(try await eventually { try await inbox.waiting() == ["INCOMPLETE": 1] })

        let result = try await copySlowly(report, from: cut, into: inbox)
        #expect(result.status == 0, "\(result.errors)")
        try await inbox.expect(report)
    }

    @Test func `the service's own folder is neither shown nor entered through the share`() async throws {
        let inbox = try await SharedInbox()
        let report = Report("small.csv", of: "קובץ")
        try await inbox.put(report)
        try await inbox.expect(report)
        let listing = try await inbox.samba.run("ls").output
        #expect(listing.contains("accepted") && !listing.contains(".eshkold"))
        let path = try inbox.keep(report.content, as: "own")
        for command in [
            "cd .eshkold", "cd .ESHKOLD", "mkdir .eshkold", "get .eshkold/lock \"\(path)\"", "rmdir .eshkold",
            "put \"\(path)\" .eshkold/own", "rename .eshkold other", "rename accepted .eshkold/accepted",
        ] {
            let result = try await inbox.samba.run(command)
            #expect((result.output + result.errors).contains("NT_STATUS_"), "\(command)")
        }
        try await inbox.judge([report])
    }

    private func copySlowly(_ report: Report, from offset: Int, into inbox: SharedInbox) async throws -> Program.Result
    {
        let python = "\(Repository.root)/.build/python/bin/python"
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "the libraries are not installed: run scripts/test, which installs them"
        )
        let source = try inbox.keep(report.content, as: "source")
        return try await Program.run(
            python,
            [
                "\(Repository.root)/Tests/SystemTests/share_copy.py", "\(inbox.samba.port)", SambaServer.sender,
                SambaServer.password, source, "\(SambaServer.share)\\\(report.name)", "\(offset)",
            ],
            in: TemporaryDirectory()
        )
    }
}
