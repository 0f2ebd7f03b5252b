import Accompaniment
import Foundation
import Intake
import Pages
import Settings
import Sync

extension Configuration {
    /// Reads and checks a configuration file. Relative paths are relative to it.
    ///
    /// - Throws: ``StartFailure`` with every mistake on a line of its own.
    static func load(_ path: String) throws -> Configuration {
        try requireSafety(of: path)
        let reader = YAMLReader(file: path)
        guard let root = reader.root() else { throw failure(reader) }
        let base = URL(fileURLWithPath: path).deletingLastPathComponent().path
        func resolve(_ text: String) -> String? {
            guard !text.isEmpty else { return nil }
            // As text alone: a URL would look at the file, and wait for a share that does not answer.
            return text.hasPrefix("/") ? text : "\(base)/\(text)"
        }
        let state = root.value("state", expected: "a path", resolve)
        let metrics = root.value("metrics", expected: "a path", resolve)
        let registry = root.value("registry", expected: "a path", resolve)
        let language = root.value("language", expected: "he or en", Language.init(rawValue:))
        let period = root.value("period", expected: "month, quarter, half or year", Period.Kind.init(rawValue:))
        let (inboxSections, officeSections) = (root.list("inboxes"), root.list("offices"))
        let reportSections = root.list("reports")
        var configuration = Configuration(
            state: state ?? "/var/lib/eshkold",
            metrics: metrics ?? "\(state ?? "/var/lib/eshkold")/eshkold.prom",
            registry: registry ?? "/etc/eshkold/registry.yaml",
            language: language ?? .hebrew,
            period: period ?? .quarter,
            inboxes: inboxSections.compactMap { inbox($0, resolve) },
            offices: officeSections.compactMap { office($0, resolve) },
            reports: reportSections.compactMap { report($0, resolve) },
            retention: retention(root.section("retention")),
            heartbeat: heartbeat(root.section("heartbeat")),
            lines: [:]
        )
        unique("reports path", configuration.reports.map(\.path), reportSections)
        unique("inbox", configuration.inboxes.map(\.name), inboxSections)
        unique("inbox path", configuration.inboxes.map(\.path), inboxSections)
        unique("office", configuration.offices.map(\.name), officeSections)
        root.finish()
        if configuration.inboxes.isEmpty, reader.mistakes.isEmpty { root.note("there is no inbox under 'inboxes'") }
        guard reader.mistakes.isEmpty else { throw failure(reader) }
        configuration.lines = reader.lines
        return configuration
    }

    /// The registry that the configuration names.
    ///
    /// - Throws: ``StartFailure`` for a file that cannot be used, or that lacks the organisation of an inbox.
    func loadLexicon() throws -> Lexicon {
        try Self.requireSafety(of: registry)
        let lexicon = try RegistryFile.load(registry)
        for inbox in inboxes where lexicon.organisation(inbox.organisation.rawValue) == nil {
            throw StartFailure(
                "inbox \(inbox.name): the registry knows no organisation \(inbox.organisation.rawValue): add it to "
                    + registry,
                exit: .configuration
            )
        }
        for folder in reports {
            switch folder.subject {
            case .cluster(let code) where !lexicon.registry.clusters.contains { $0.code == code }:
                throw StartFailure(
                    "reports \(folder.path): the registry knows no cluster \(code.rawValue): add it to \(registry)",
                    exit: .configuration
                )
            case .supplier(let code) where lexicon.organisation(code.rawValue) == nil:
                throw StartFailure(
                    "reports \(folder.path): the registry knows no organisation \(code.rawValue): add it to \(registry)",
                    exit: .configuration
                )
            case .cluster, .supplier, .national: break
            }
        }
        return lexicon
    }

    /// The offices with their secrets.
    ///
    /// - Throws: ``StartFailure`` with every mistake on a line of its own.
    func loadOffices() throws -> [Office] {
        var mistakes: [String] = []
        let loaded = offices.compactMap { settings in
            do {
                return try settings.office()
            } catch {
                mistakes.append("\(error)")
                return nil
            }
        }
        guard mistakes.isEmpty else { throw StartFailure(mistakes.joined(separator: "\n"), exit: .configuration) }
        return loaded
    }

    private static func failure(_ reader: YAMLReader) -> StartFailure {
        StartFailure(reader.mistakes.sorted().map(\.description).joined(separator: "\n"), exit: .configuration)
    }

    /// Notes every section whose value an earlier one has already. Sections that could not be read have no value, so
    /// they are compared only where all could.
    private static func unique(_ what: String, _ values: [String], _ sections: [YAMLReader.Section]) {
        guard values.count == sections.count else { return }
        for (index, value) in values.enumerated() where values[..<index].contains(value) {
            sections[index].note("the same \(what) stands twice: each needs its own")
        }
    }

    private static func inbox(_ section: YAMLReader.Section, _ resolve: (String) -> String?) -> InboxSettings? {
        let name = section.required("name", expected: "a short name", name)
        let path = section.required("path", expected: "the path of a folder", resolve)
        let organisation = section.required("organisation", expected: "a code such as ORG-ELKA", Code.init(rawValue:))
        let function = section.required("function", expected: "HELP or OVERSIGHT", Function.init(rawValue:))
        let settle = section.value("settle", expected: "a time such as 2s", Units.duration)
        let rescan = section.value("rescan", expected: "a time such as 60s", Units.duration)
        let limit = section.value("max-file-size", expected: "a size such as 64MiB", Units.bytes)
        section.finish()
        guard let name, let path, let organisation, let function else { return nil }
        return InboxSettings(
            name: name,
            path: path,
            organisation: organisation,
            function: function,
            settle: settle ?? .seconds(2),
            rescan: rescan ?? .seconds(60),
            maxFileSize: limit ?? 64 << 20
        )
    }

    private static func report(_ section: YAMLReader.Section, _ resolve: (String) -> String?) -> PageFolder? {
        let path = section.required("path", expected: "the path of a folder", resolve)
        let subject = section.required("for", expected: "a cluster, an organisation (ORG-…) or NATIONAL") { text in
            Code(rawValue: text).map(PageSubject.init)
        }
        section.finish()
        guard let path, let subject else { return nil }
        return PageFolder(path: path, subject: subject)
    }

    private static func office(_ section: YAMLReader.Section, _ resolve: (String) -> String?) -> OfficeSettings? {
        let name = section.required("name", expected: "a short name", name)
        let url = section.required("url", expected: "an https:// address (http:// only to this machine)", address)
        let every = section.value("every", expected: "a time such as 15m, on-change, or daily 06:00", schedule)
        let timeZone = section.value("time-zone", expected: "a name such as Asia/Jerusalem", TimeZone.init(identifier:))
        let secret = "credential:NAME, file:PATH or env:NAME"
        let signingKey = section.value("signing-key", expected: secret) { SecretReference($0, resolve: resolve) }
        let token = section.value("token", expected: secret) { SecretReference($0, resolve: resolve) }
        let caFile = section.value("ca-file", expected: "a path", resolve)
        let certificate = section.value("client-certificate", expected: "a path", resolve)
        let key = section.value("client-key", expected: "a path", resolve)
        let acknowledgement = section.value(
            "acknowledgement",
            expected: "echo or status",
            Office.Acknowledgement.init(rawValue:)
        )
        let proxy = section.value("proxy", expected: "an address such as http://proxy.example:3128") { text in
            URL(string: text).flatMap { ["http", "https"].contains($0.scheme) && $0.user == nil ? $0 : nil }
        }
        let pinnedKey = section.value("pinned-key", expected: "sha256// and base64 of 32 bytes") { text in
            text.hasPrefix("sha256//") && Data(base64Encoded: String(text.dropFirst(8)))?.count == 32 ? text : nil
        }
        if (certificate == nil) != (key == nil) {
            section.note("'client-certificate' and 'client-key' belong together: add the other one")
        }
        section.finish()
        guard let name, let url else { return nil }
        return OfficeSettings(
            name: name,
            url: url,
            schedule: every ?? .every(.seconds(900)),
            timeZone: timeZone ?? .current,
            signingKey: signingKey,
            token: token,
            caFile: caFile,
            clientCertificate: certificate,
            clientKey: key,
            acknowledgement: acknowledgement ?? .echo,
            proxy: proxy,
            pinnedKey: pinnedKey
        )
    }

    private static func requireSafety(of path: String) throws {
        if let mistake = FileModes.mistake(inSafetyOf: path) { throw StartFailure(mistake, exit: .configuration) }
    }

    private static func retention(_ section: YAMLReader.Section?) -> Retention {
        guard let section else { return Retention() }
        func time(_ key: String) -> Duration? {
            section.value(key, expected: "a time such as 30d or 24mo", Units.duration)
        }
        let retention = Retention(originals: time("originals"), freeText: time("free-text"), log: time("log"))
        section.finish()
        return retention
    }

    private static func heartbeat(_ section: YAMLReader.Section?) -> HeartbeatSettings? {
        guard let section else { return nil }
        let url = section.required("url", expected: "an https:// address (http:// only to this machine)", address)
        let every = section.value("every", expected: "a time such as 5m, 1s at least") { text in
            Units.duration(text).flatMap { $0 >= .seconds(1) ? $0 : nil }
        }
        section.finish()
        return url.map { HeartbeatSettings(url: $0, every: every ?? .seconds(300)) }
    }

    private static func name(_ text: String) -> String? {
        let isName =
            !text.isEmpty && text.utf8.count <= 40 && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        return isName ? text : nil
    }

    /// Plain http never leaves this machine.
    private static func address(_ text: String) -> URL? {
        // A password in an address would be shown with it.
        guard let url = URL(string: text), let host = url.host(), !host.isEmpty, url.user == nil else { return nil }
        if url.scheme == "https" { return url }
        return url.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(host) ? url : nil
    }

    private static func schedule(_ text: String) -> Schedule? {
        let words = text.split(separator: " ")
        if words == ["on-change"] { return .onChange }
        if let interval = Units.duration(text) { return .every(interval) }
        // Every part counts: what is no number is out of range, and so is one with a sign, as of a time zone.
        let parts = words.last?.split(separator: ":", omittingEmptySubsequences: false) ?? []
        let time = parts.map { $0.first?.isNumber == true ? Int($0) ?? -1 : -1 }
        guard words.count == 2, words[0] == "daily", time.count == 2, (0...23).contains(time[0]),
            (0...59).contains(time[1])
        else { return nil }
        return .daily(hour: time[0], minute: time[1])
    }
}
