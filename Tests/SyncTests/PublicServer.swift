import Foundation
import TestSupport
import Testing

/// nginx on a port of this machine: TLS 1.2 and 1.3, HTTP/2, an answer that echoes the key; certificates of an authority of
/// its own, made for the test.
struct PublicServer {
    let folder: TemporaryDirectory
    let port: Int
    private let program: Program

    /// - Parameters:
    ///   - name: For whom the certificate is.
    ///   - days: How long it holds; 0 for one that is over.
    ///   - wantsCertificate: Clients have to show one of the same authority.
    ///   - address: Where it listens: `127.0.0.1` or `[::1]`.
    ///   - protocols: Which versions of TLS it speaks.
    ///   - options: Further lines of the server's block.
    init(
        name: String = "localhost",
        days: Int = 2,
        wantsCertificate: Bool = false,
        address: String = "127.0.0.1",
        protocols: String = "TLSv1.2 TLSv1.3",
        options: String = ""
    ) async throws {
        folder = try TemporaryDirectory()
        try await Self.authority("ca", in: folder)
        try await Self.certificate("server", for: name, days: days, in: folder)
        try await Self.certificate("client", for: "sender", days: 2, in: folder)
        port = try Self.freePort()
        let root = folder.path
        try folder.write(
            """
            daemon off;
            pid \(root)/nginx.pid;
            error_log \(root)/error.log;
            events {}
            http {
                log_format push "$server_protocol $ssl_protocol $ssl_client_verify $status $connection "
                    "$http_content_encoding";
                access_log \(root)/access.log push;
                client_body_temp_path \(root)/body; proxy_temp_path \(root)/proxy; fastcgi_temp_path \(root)/fcgi;
                uwsgi_temp_path \(root)/uwsgi; scgi_temp_path \(root)/scgi;
                server {
                    listen \(address):\(port) ssl http2;
                    ssl_certificate \(root)/server.pem; ssl_certificate_key \(root)/server.key;
                    ssl_protocols \(protocols); ssl_ciphers ALL:@SECLEVEL=0;
                    ssl_client_certificate \(root)/ca.pem; ssl_verify_client \(wantsCertificate ? "on" : "optional");
                    \(options)
                    location / {
                        default_type application/json;
                        return 200 '{"received":"$http_idempotency_key"}';
                    }
                }
            }
            """,
            to: "nginx.conf"
        )
        program = try Program("/usr/sbin/nginx", ["-c", folder.path("nginx.conf"), "-p", root], in: folder)
        let pid = folder.path("nginx.pid")
        let hasStarted = try await eventually { FileManager.default.fileExists(atPath: pid) || !program.isRunning }
        let complaint = try program.complained()
        try #require(hasStarted && program.isRunning, "\(complaint)")
    }

    func url(_ host: String = "localhost") throws -> URL {
        try #require(URL(string: "https://\(host):\(port)/v1/summaries"))
    }

    /// What it wrote of each request: protocol, TLS, client certificate, status, connection, content coding. Written after the answer, so
    /// that `count` of them are waited for.
    func requests(_ count: Int) async throws -> [[String]] {
        _ = try await eventually(within: .seconds(5)) { try requests.count >= count }
        return try requests
    }

    private var requests: [[String]] {
        get throws {
            try folder.read("access.log").split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        }
    }

    /// The pin of the key that it shows.
    func pin() async throws -> String {
        let key = try await Self.openssl([
            "pkey", "-in", folder.path("server.key"), "-pubout", "-outform", "DER", "-out", folder.path("pub.der"),
        ])
        _ = key
        _ = try await Self.openssl([
            "dgst", "-sha256", "-binary", "-out", folder.path("pub.sha"), folder.path("pub.der"),
        ])
        return "sha256//" + (try Data(contentsOf: URL(fileURLWithPath: folder.path("pub.sha")))).base64EncodedString()
    }

    static func authority(_ name: String, in folder: TemporaryDirectory) async throws {
        _ = try await openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj",
            "/CN=\(name)", "-keyout", folder.path("\(name).key"), "-out", folder.path("\(name).pem"),
        ])
    }

    private static func certificate(_ file: String, for name: String, days: Int, in folder: TemporaryDirectory)
        async throws
    {
        _ = try await openssl([
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=\(name)",
            "-addext", "subjectAltName=DNS:\(name)", "-keyout", folder.path("\(file).key"), "-out",
            folder.path("\(file).csr"),
        ])
        _ = try await openssl([
            "x509", "-req", "-in", folder.path("\(file).csr"), "-CA", folder.path("ca.pem"), "-CAkey",
            folder.path("ca.key"), "-CAcreateserial", "-days", "\(days)", "-copy_extensions", "copy", "-out",
            folder.path("\(file).pem"),
        ])
    }

    /// Whether a client that takes any version gets through to it by `version` alone.
    func speaks(_ version: String) async throws -> Bool {
        let arguments = ["s_client", "-connect", "localhost:\(port)", version, "-cipher", "ALL:@SECLEVEL=0"]
        let result = try await Program.run("/usr/bin/openssl", arguments, in: folder)
        return result.status == 0
    }

    private static func openssl(_ arguments: [String]) async throws -> String {
        let result = try await Program.run("/usr/bin/openssl", arguments, in: TemporaryDirectory())
        try #require(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// A port that nobody listens on at the moment.
    static func freePort() throws -> Int {
        let server = try CaptureServer(.echo())
        defer { server.stop() }
        return try #require(server.url.port)
    }
}
