import Accompaniment
import ArgumentParser
import Foundation
import Intake
import Pages
import Store

/// `eshkold report`: a page to look at.
struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Draws the page of a cluster, of an organisation or of the nation as one HTML file.",
        discussion: """
            The page of a cluster is for its chief executive and holds names of services; that of an organisation holds \
            its own figures; the national one holds codes and counts. --workload and --adviser draw how much advisers \
            did for an organisation, in the order of their names: the one for its management, the other for that adviser \
            alone.
            """
    )

    @OptionGroup var config: ConfigOption
    @Option(help: ArgumentHelp("The cluster, by its code.", valueName: "code"))
    var cluster: String?
    @Option(help: ArgumentHelp("The organisation, by its code.", valueName: "code"))
    var organisation: String?
    @Flag(help: "The national view.")
    var national = false
    @Flag(help: "How much each adviser of the organisation did, for its management.")
    var workload = false
    @Option(help: ArgumentHelp("How much this adviser did for it, by the code of the registry.", valueName: "code"))
    var adviser: String?
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
        guard organisation != nil || !tellsOfAdvisers else {
            throw ValidationError("--workload and --adviser are of an organisation: give --organisation.")
        }
        guard !workload || adviser == nil else {
            throw ValidationError("Give --workload for the management or --adviser for one adviser, not both.")
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
        let person = try person(in: lexicon.registry, configuration)
        let store = try configuration.openStore()
        if subject != .national {
            let whose = [cluster ?? organisation, workload ? "workload" : adviser].compactMap { $0 }
            try AccessLog.note("report \(whose.joined(separator: " ")) \(period)", state: configuration.state)
        }
        let page: String
        if tellsOfAdvisers, case .supplier(let organisation) = subject {
            page = try PageRenderer(lexicon: lexicon, language: language).render(
                try await store.workload(of: organisation, in: period, lexicon.people),
                of: person,
                madeAt: Date()
            )
        } else {
            let press = PagePress(
                store: store,
                pulse: Pulse(),
                lexicon: lexicon,
                language: language,
                periodKind: period.kind
            )
            page = try await press.draw(subject, period, now: Date())
        }
        do {
            try Data(page.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
            // Whoever may read it is given it.
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: out)
        } catch {
            throw StartFailure("\(out) cannot be written: check the folder and its mode")
        }
        print(out)
    }

    /// The page names people: it is not for everybody who may look into an inbox.
    private var tellsOfAdvisers: Bool { workload || adviser != nil }

    /// The adviser that is asked for, where the page may lie in the place of `out`.
    private func person(in registry: Registry, _ configuration: Configuration) throws -> Person.ID? {
        guard tellsOfAdvisers else { return nil }
        if let folder = configuration.sharedFolder(around: URL(fileURLWithPath: out).deletingLastPathComponent()) {
            throw StartFailure(
                "\(out) lies in \(folder), and the page is not for everybody who may look into it: write it elsewhere",
                exit: .usage
            )
        }
        guard let adviser else { return nil }
        guard let person = registry.people?.first(where: { $0.code.rawValue == adviser }) else {
            throw StartFailure(
                "there is no adviser \(adviser): write a code of the list 'people' in \(configuration.registry)",
                exit: .usage
            )
        }
        return person.code
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
