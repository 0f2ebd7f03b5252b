internal import Accompaniment

extension AssignmentNote {
    /// The entry under `engagements` of the registry that the note amounts to, for its operator to confirm and complete: a
    /// question mark stands for what only they know. `nil` where the remark was not understood, of the nation, which no
    /// escort is engaged for, and in a file of oversight, which accompanies nobody.
    func proposal(in file: DroppedFile, _ lexicon: Lexicon) -> String? {
        guard file.function == .help, unit != .national else { return nil }
        let known: Code? =
            switch person.map({ lexicon.people.resolve($0, organisation: file.organisation, unit: unit) }) {
            case .exact(let code), .near(let code): code
            default: nil
            }
        let said = day?.description ?? Self.unknown
        let entry: String
        switch status {
        case .ended:
            let engagement = (lexicon.registry.engagements ?? []).last {
                $0.unit == unit && $0.role == .escort && $0.person == known
            }
            let listed = known == nil ? nil : engagement
            let status = listed?.status == .acting ? "status: ACTING, " : ""
            entry = "\(status)from: \(listed?.from.description ?? Self.unknown), until: \(said)"
        case .acting: entry = "status: ACTING, from: \(said)"
        case .new:
            entry = "from: \(said)"
        default: return nil
        }
        let who = "person: \(known?.rawValue ?? Self.unknown)"
        return "- {unit: \(unit.rawValue), organisation: \(file.organisation.rawValue), \(who), \(entry)}"
            + (person.map { "  # \($0.split(whereSeparator: \.isNewline).joined(separator: " "))" } ?? "")
    }

    /// In quotes, so that the reader of the registry says of it that it is no day and no code.
    private static let unknown = "\"?\""
}
