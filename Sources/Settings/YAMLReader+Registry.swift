package import Accompaniment
internal import Crypto
internal import Yams

extension YAMLReader {
    /// The whole file as the registry; `nil` where it has mistakes, which are noted: the first one of each entry of a list,
    /// every key that is not known, and where there are none of these, all that does not hold together.
    package func registry() -> Registry? {
        // `try?`: whoever throws has noted why.
        guard let node = node(), var registry = try? Registry(node, at: "", of: self), mistakes.isEmpty else {
            return nil
        }
        registry.digest = Self.digest(node)
        for mistake in registry.mistakes {
            let list = mistake.list.reduce(node) { below, key in below?.mapping?[Node(key)] }
            note(mistake.message, list?.sequence?[mistake.entry])
        }
        return mistakes.isEmpty ? registry : nil
    }

    /// SHA-256 in hex of what is written, whatever the comments, spaces and quotation marks.
    private static func digest(_ node: Node) -> String {
        var written: [UInt8] = []
        // Bytes that no text holds say where each text ends, and where each list and mapping begins and ends.
        func add(_ node: Node) {
            switch node {
            case .scalar(let scalar):
                written += scalar.string.utf8
                written.append(0xFF)
            case .sequence(let list):
                written.append(0xFE)
                for entry in list { add(entry) }
                written.append(0xFC)
            case .mapping(let mapping):
                written.append(0xFD)
                for (key, value) in mapping {
                    add(key)
                    add(value)
                }
                written.append(0xFC)
            // Whoever reads a file puts in its place what it stands for.
            case .alias: break
            }
        }
        add(node)
        return SHA256.hash(data: written).hex
    }
}

/// The version of the vocabulary.
private struct LabelPack: Text {
    static let form = "a version of up to 40 letters, digits, full stops and dashes, such as 2015-11.1"
    let text: String

    init?(text: String) {
        guard Registry.isLabelPack(text), PersonalData.finds(in: text).isEmpty else { return nil }
        self.text = text
    }
}

extension TermGroup: Text {}
extension Function: Text {}
extension Registry.Unit.Kind: Text {}
extension Registry.Organisation.Kind: Text {}
extension Registry.Authority.Kind: Text {}
extension Engagement.Role: Text {}
extension Engagement.Status: Text {}

extension Registry: Mapping {
    init(_ entry: YAMLReader.Section) throws(Noted) {
        self.init(
            labelPack: (try entry.required("label-pack") as LabelPack).text,
            units: try entry.required("units"),
            organisations: try entry.required("organisations"),
            forums: try entry.required("forums"),
            people: try entry.optional("people"),
            authorities: try entry.optional("authorities"),
            engagements: try entry.optional("engagements"),
            expectations: try entry.optional("expectations"),
            terms: try entry.required("terms")
        )
    }
}

extension Label: Mapping {
    init(_ entry: YAMLReader.Section) throws(Noted) {
        self.init(he: try entry.required("he"), en: try entry.required("en"))
    }
}

extension Registry.Unit: Mapping {
    init(_ entry: YAMLReader.Section) throws(Noted) {
        self.init(
            code: try entry.required("code"),
            kind: try entry.required("kind"),
            area: try entry.optional("area"),
            label: try entry.required("label"),
            aliases: try entry.required("aliases"),
            stage: try entry.optional("stage"),
            incorporatedOn: try entry.optional("incorporated-on"),
            criteria: try entry.optional("criteria")
        )
    }
}

extension Registry.Organisation: Mapping {
    init(_ entry: YAMLReader.Section) throws(Noted) {
        self.init(
            code: try entry.required("code"),
            kind: try entry.required("kind"),
            label: try entry.required("label"),
            aliases: try entry.required("aliases"),
            onBehalfOf: try entry.optional("on-behalf-of"),
            consents: try entry.optional("consents")
        )
    }
}

extension Registry.Authority: Mapping {
    init(_ entry: YAMLReader.Section) throws(Noted) {
        self.init(
            code: try entry.required("code"),
            kind: try entry.required("kind"),
            unit: try entry.required("unit"),
            label: try entry.required("label"),
            aliases: try entry.required("aliases")
        )
    }
}

extension Registry.Term: Mapping {
    init(_ entry: YAMLReader.Section) throws(Noted) {
        self.init(
            code: try entry.required("code"),
            label: try entry.required("label"),
            aliases: try entry.required("aliases"),
            function: try entry.optional("function"),
            domain: try entry.optional("domain")
        )
    }
}

extension Person: Mapping {
    init(_ entry: YAMLReader.Section) throws(Noted) {
        self.init(
            code: try entry.required("code"),
            firstName: try entry.required("first-name"),
            surnames: try entry.optional("surnames") ?? [],
            aliases: try entry.optional("aliases") ?? [],
            organisation: try entry.optional("organisation"),
            units: try entry.optional("units") ?? []
        )
    }
}

extension Engagement: Mapping {
    init(_ entry: YAMLReader.Section) throws(Noted) {
        self.init(
            unit: try entry.required("unit"),
            role: try entry.optional("role") ?? .escort,
            status: try entry.optional("status") ?? .active,
            organisation: try entry.optional("organisation"),
            person: try entry.optional("person"),
            from: try entry.required("from"),
            until: try entry.optional("until")
        )
    }
}

extension Expectation: Mapping {
    init(_ entry: YAMLReader.Section) throws(Noted) {
        self.init(
            organisation: try entry.required("organisation"),
            unit: try entry.required("unit"),
            from: try entry.optional("from"),
            until: try entry.optional("until")
        )
    }
}
