/// The folders below `.eshkold/claims` into which files are moved when they are claimed: one file in each, under its own
/// name. While many files come in, a folder that is empty again takes the next one, for making and removing folders is
/// what a file system is slowest at.
struct ClaimSlots {
    private var free: [String] = []

    /// An empty folder for one file.
    mutating func take(in claims: Directory) throws(FolderError) -> (slot: String, folder: Directory) {
        let slot = free.popLast() ?? Self.fresh()
        return (slot, try claims.directory(slot))
    }

    /// Gives back a folder that is empty.
    mutating func giveBack(_ slot: String) {
        free.append(slot)
    }

    /// Removes the folders that nobody needs at present.
    mutating func clear(in claims: Directory) {
        free.removeAll { claims.removeDirectory($0) }
    }

    /// Identifies one file in `slot` for ever, also when the slot is used again.
    static func claim(in slot: String) -> String { "\(slot)/\(fresh())" }

    /// The folder of a claim.
    static func slot(of claim: String) -> String { String(claim.prefix { $0 != "/" }) }

    private static func fresh() -> String { String(UInt64.random(in: .min ... .max), radix: 36) }
}
