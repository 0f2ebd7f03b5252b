import Accompaniment
import ArgumentParser
import Foundation
import Pages
import Store

/// `eshkold report`: a page to look at.
struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Draws the page of a cluster, of an organisation or of the nation as one HTML file.",
        discussion: """
            The page of a cluster is for its chief executive and holds names of services; that of an organisation holds \
            its own figures; the national one holds codes and counts.
            """
    )

    @OptionGroup var config: ConfigOption
    @Option(help: ArgumentHelp("The cluster, by its code.", valueName: "code"))
    var cluster: String?
    @Option(help: ArgumentHelp("The organisation, by its code.", valueName: "code"))
    var organisation: String?
    @Flag(help: "The national view.")
    var national = false
    @Option(help: "The period: 2015-Q4, 2015-12, 2015-H2 or 2015.")
    var period: String
    @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
    var out: String
    @Option(help: "he or en; that of the configuration otherwise.")
    var language: String?

    func validate() throws {
        guard [cluster != nil, organisation != nil, national].count(where: { $0 }) == 1 else {
            throw ValidationError("Give one of --cluster, --organisation and --national.")
        }
    }

    func run() async throws {
        let configuration = try Configuration.load(config.path)
        let lexicon = try configuration.loadLexicon()
        guard let period = Period(code: period) else {
            throw StartFailure("'\(period)' is no period: write 2015-Q4, 2015-12, 2015-H2 or 2015", exit: .usage)
        }
        guard let language = language.map(Language.init(rawValue:)) ?? configuration.language else {
            throw StartFailure("the language is he or en", exit: .usage)
        }
        let subject = try subject(in: lexicon.registry)
        let store = try configuration.openStore()
        if subject != .national {
            try AccessLog.note("report \(cluster ?? organisation ?? "") \(period)", state: configuration.state)
        }
        let press = PagePress(
            store: store,
            pulse: Pulse(),
            lexicon: lexicon,
            language: language,
            periodKind: period.kind
        )
        let page = try await press.draw(subject, period, now: Date())
        do {
            try Data(page.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
            // Whoever may read it is given it.
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: out)
        } catch {
            throw StartFailure("\(out) cannot be written: check the folder and its mode")
        }
        print(out)
    }

    private func subject(in registry: Registry) throws -> PageSubject {
        if let cluster {
            let known = registry.clusters.map(\.code)
            guard let code = known.first(where: { $0.rawValue == cluster }) else {
                throw StartFailure(
                    "there is no cluster \(cluster): write one of \(list(known))",
                    exit: .usage
                )
            }
            return .cluster(code)
        }
        guard let organisation else { return .national }
        let known = registry.organisations.filter { $0.kind == .supplier }.map(\.code)
        guard let code = known.first(where: { $0.rawValue == organisation }) else {
            throw StartFailure("there is no supplier \(organisation): write one of \(list(known))", exit: .usage)
        }
        return .supplier(code)
    }

    private func list(_ codes: [Code]) -> String { codes.map(\.rawValue).joined(separator: ", ") }
}
