// swift-tools-version: 6.2
import PackageDescription

/// The input of `scripts/bench`, what plays the senders, and what watches the machine. A package of its own: nothing of it
/// belongs in the product.
let package = Package(
    name: "benchmarks",
    targets: ["DropFiles", "GenerateReport", "Pulse"].map {
        .executableTarget(name: $0, swiftSettings: [.treatAllWarnings(as: .error)])
    },
    swiftLanguageModes: [.v6]
)
