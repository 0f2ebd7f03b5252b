import Glibc

/// Who may read a secret, and who may say where everything goes.
enum FileModes {
    /// - Throws: ``StartFailure`` for a file that any user of the machine may read; nothing of one that is not there.
    static func requirePrivacy(of path: String, as what: String) throws {
        guard let mode = mode(path), mode & 0o004 != 0 else { return }
        throw StartFailure(
            "\(what) can be read by everybody on this machine: chmod 0640 \(path), with the group of the service, or 0600",
            exit: .configuration
        )
    }

    /// - Throws: ``StartFailure`` for a file that any user of the machine may write; nothing of one that is not there.
    static func requireSafety(of path: String) throws {
        guard let mode = mode(path), mode & 0o002 != 0 else { return }
        throw StartFailure(
            "\(path): everybody on this machine can change it, and so decide what is read and where it is sent: "
                + "chmod 0640 \(path)",
            exit: .configuration
        )
    }

    private static func mode(_ path: String) -> mode_t? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_mode : nil
    }
}
