internal import Glibc

/// Who may read a secret, and who may say where everything goes.
package enum FileModes {
    /// Why a file must not hold a secret, and what to do: every user of the machine may read it. `nil` where that is not
    /// so, and for a file that is not there.
    ///
    /// - Parameter what: What the file is, in words for the operator.
    package static func mistake(inPrivacyOf path: String, as what: String) -> String? {
        guard isGranted(0o004, path) else { return nil }
        return "\(what) can be read by everybody on this machine: "
            + "chmod 0640 \(path), with the group of the service, or 0600"
    }

    /// Why a file must not be followed, and what to do: every user of the machine may write it. `nil` where that is not so,
    /// and for a file that is not there.
    package static func mistake(inSafetyOf path: String) -> String? {
        guard isGranted(0o002, path) else { return nil }
        return "\(path): everybody on this machine can change it, and so decide what is read and where it is sent: "
            + "chmod 0640 \(path)"
    }

    private static func isGranted(_ right: mode_t, _ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & right != 0
    }
}
