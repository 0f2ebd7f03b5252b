/// Why the service did not start: what happened, and what the operator can do.
enum StartFailure: Error, CustomStringConvertible {
    /// A file or option that somebody must correct first.
    case configuration(String)
    /// The machine refuses: a directory, a port, another instance.
    case environment(String)

    var description: String {
        switch self {
        case .configuration(let message), .environment(let message): message
        }
    }

    /// 78 is EX_CONFIG of sysexits: systemd need not try again.
    var exitCode: Int32 {
        switch self {
        case .configuration: 78
        case .environment: 1
        }
    }
}
