// swift-tools-version: 6.2
import PackageDescription

/// One list for every Swift target: the language mode of Swift 7 where it can be had today, each use of unsafe
/// memory marked, each warning an error.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// The house: each target, what it is built from. The order is that of `docs/architecture.md`, whose table a test
/// holds against the imports.
let package = Package(
    name: "eshkold",
    products: [
        .executable(name: "eshkold", targets: ["Daemon"]),
        .executable(name: "central-office", targets: ["CentralOffice"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        // What Hummingbird is built on: the limits of a connection are set below it.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    ],
    targets: [
        .target(name: "Accompaniment", dependencies: ["CZlib", crypto]),
        .target(name: "CLinux"),
        .target(name: "Faults"),
        .target(name: "Intake", dependencies: ["Accompaniment", "CLinux", "Faults", crypto, logging, mustache]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "Store", dependencies: ["Accompaniment", "CSQLite", "Faults", grdb, sqlite, crypto]),
        .target(name: "Pages", dependencies: ["Accompaniment", mustache]),
        .target(name: "Settings", dependencies: ["Accompaniment", yams, crypto]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Sync", dependencies: ["Accompaniment", "Faults", "Store", "CCurl", crypto, logging]),
        .executableTarget(
            name: "Daemon",
            dependencies: [
                "Accompaniment", "CLinux", "Faults", "Intake", "Pages", "Settings", "Store", "Sync", arguments,
                lifecycle,
                signals, logging,
            ]
        ),
        .executableTarget(
            name: "CentralOffice",
            dependencies: [
                "Accompaniment", "Pages", "Settings", grdb, crypto, arguments, lifecycle, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(name: "CSpawn", path: "Tests/CSpawn"),
        .target(name: "TestSupport", dependencies: ["Accompaniment", "CSpawn", "Settings"], path: "Tests/TestSupport"),
        .testTarget(name: "AccompanimentTests", dependencies: ["Accompaniment", "TestSupport", crypto]),
        .testTarget(name: "IntakeTests", dependencies: ["Intake", "Accompaniment", "TestSupport", logging]),
        .testTarget(name: "PagesTests", dependencies: ["Pages", "Accompaniment", "TestSupport"]),
        .testTarget(name: "StoreTests", dependencies: ["Store", "Accompaniment", "TestSupport", grdb]),
        .testTarget(name: "SyncTests", dependencies: ["Sync", "Store", "Accompaniment", "TestSupport", grdb, logging]),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "Accompaniment", "Intake", "Settings", "Store", "Sync", "TestSupport", logging, grdb,
            ]
        ),
        .testTarget(
            name: "SystemTests",
            dependencies: ["Accompaniment", "Faults", "TestSupport", "Daemon", "CentralOffice", grdb],
            exclude: [
                "office_contract.py", "office_contract.toml", "share_copy.py", "validate.py", "verify_push.py",
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

let unsafeFree: Set<Target.TargetType> = [.regular, .executable, .test]
for target in package.targets where unsafeFree.contains(target.type) && !["CLinux", "CSpawn"].contains(target.name) {
    target.swiftSettings = strict
}
