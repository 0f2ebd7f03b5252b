/// Why a command cannot do its work: a sentence for the operator, and the exit status that goes with it.
struct StartFailure: Error, CustomStringConvertible {
    /// Exit statuses of every command (design.md 3.1).
    enum Exit: Int32 {
        /// Work is left, or there are findings.
        case workLeft = 1
        case usage = 2
        /// sysexits.h, EX_CONFIG.
        case configuration = 78
    }

    let description: String
    let exit: Exit

    init(_ description: String, exit: Exit = .workLeft) {
        self.description = description
        self.exit = exit
    }
}
