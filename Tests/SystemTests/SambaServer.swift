import Foundation
import Synchronization
import TestSupport

/// A real Samba on this machine alone, with a configuration and an account of its own, that shares one folder in the way
/// of docs/operator.md, "Sharing with Samba". Ended when the test lets go of it.
final class SambaServer {
    private let folder: TemporaryDirectory
    private let server: Program
    let port: Int

    private static let programs = ["/usr/sbin/smbd", "/usr/bin/smbclient", "/usr/bin/pdbedit"]
    static let share = "inbox"
    static let password = "pw"
    /// Whose name a sender signs in with. Started by root, the server must have somebody else for it.
    static let sender = geteuid() == 0 ? "daemon" : NSUserName()
    /// Each server of this process listens on another port: two of one user may share one, and get each other's calls.
    private static let ports = Mutex(Int.random(in: 20_000..<30_000))

    /// Asked once; says what is missing.
    static let isInstalled = {
        let missing = programs.filter { !FileManager.default.isExecutableFile(atPath: $0) }
        if missing.isEmpty { return true }
        print("SAMBA IS NOT TESTED: \(missing.joined(separator: ", ")) missing. apt-get install samba smbclient")
        return false
    }()

    init(sharing path: String) async throws {
        folder = try TemporaryDirectory()
        try folder.folder("ncalrpc")
        port = Self.ports.withLock { port in
            port += 1
            return port
        }
        let configuration = try folder.write(Self.configuration(path, port: port, own: folder.path), to: "smb.conf")
        let enrolled = try await Program.run(
            "/bin/sh",
            [
                "-c", "printf '%s\\n' \(Self.password) \(Self.password) | pdbedit -s \"$0\" -t -a \(Self.sender)",
                configuration,
            ],
            in: folder
        )
        guard enrolled.status == 0 else { throw StartError(text: enrolled.errors) }
        // In the process group of its program, with which it ends.
        server = try Program(
            "/usr/sbin/smbd",
            ["--foreground", "--no-process-group", "--debug-stdout", "--configfile=\(configuration)"],
            in: folder
        )
        let isReady = try await eventually { try await self.run("ls").status == 0 || !self.server.isRunning }
        guard isReady, server.isRunning else { throw StartError(text: try server.printed()) }
    }

    struct StartError: Error {
        let text: String
    }

    /// Starts a client that does `commands` one after another, and ends.
    func client(_ commands: [String]) throws -> Program {
        try Program(
            "/usr/bin/smbclient",
            [
                "--configfile", folder.path("smb.conf"), "--port", "\(port)",
                "--user", "\(Self.sender)%\(Self.password)", "//127.0.0.1/\(Self.share)",
                "--command", commands.joined(separator: "; "),
            ],
            in: folder
        )
    }

    /// Runs a client to its end.
    func run(_ commands: String...) async throws -> Program.Result {
        try await client(commands).wait()
    }

    private static func configuration(_ path: String, port: Int, own folder: String) -> String {
        """
        [global]
        server role = standalone server
        disable netbios = yes
        smb ports = \(port)
        interfaces = lo
        bind interfaces only = yes
        map to guest = never
        load printers = no
        disable spoolss = yes
        private dir = \(folder)
        lock directory = \(folder)
        state directory = \(folder)
        cache directory = \(folder)
        pid directory = \(folder)
        ncalrpc dir = \(folder)/ncalrpc
        log file = \(folder)/log
        # Small pieces, so that a copy can be stopped in its middle.
        smb2 max write = 65536
        smb2 max credits = 16

        [\(share)]
        path = \(path)
        valid users = \(sender)
        force user = \(NSUserName())
        read only = no
        create mask = 0640
        directory mask = 0750
        veto files = /.eshkold/
        """
    }
}
