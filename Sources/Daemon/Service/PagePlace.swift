import Accompaniment
import CLinux
import Foundation
import Glibc
import Intake
import Pages

/// A folder into which pages go, and for whom they are.
struct PagePlace: Sendable {
    /// By which the store remembers what is in it: `inbox NAME`, or the path of the folder.
    let name: String
    let subject: PageSubject
    /// Writes a page under its name, in the place of an earlier one; false where there is no place for it yet.
    let put: @Sendable (_ page: String, _ name: String) async throws -> Bool
}

extension IntakeLine {
    /// For the management of the organisation. Pages of oversight are in no folder of an inbox, which adviser and overseer
    /// of a cluster would share (S5).
    var pagePlace: PagePlace? {
        guard inbox.settings.function == .help else { return nil }
        return PagePlace(
            name: "inbox \(inbox.settings.name)",
            subject: .supplier(inbox.settings.organisation)
        ) { [inbox] page, name in
            try await inbox.place(report: page, named: name)
        }
    }
}

/// A folder beside the inboxes into which pages go, for readers who drop nothing.
struct PageFolder: Sendable {
    let path: String
    let subject: PageSubject

    var pagePlace: PagePlace {
        PagePlace(name: path, subject: subject) { page, name in
            try await OwnThread.run { try put(page, named: name) }
            return true
        }
    }

    /// Writes a page in the place of an earlier one: whole, or not at all. It is on the disk when this returns: the store
    /// is told that it is there, and must not remember it longer than the disk does.
    ///
    /// - Throws: ``StartFailure`` naming the page.
    private func put(_ page: String, named name: String) throws {
        let url = URL(fileURLWithPath: path).appending(path: name)
        do {
            try Data(page.utf8).write(to: url, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: url.path)
        } catch {
            throw StartFailure("the page \(url.path) cannot be written: make the folder, owned by the service")
        }
        let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(folder) }
        guard folder >= 0, clinux_syncfs(folder) == 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw StartFailure("the page \(url.path) cannot be put on the disk: \(reason): look at its disk or share")
        }
    }
}
