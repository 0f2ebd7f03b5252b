// swift-tools-version: 6.2
import PackageDescription

/// The input of `scripts/bench`, and what plays the senders. A package of its own: nothing of it belongs in the product.
let package = Package(
    name: "benchmarks",
    targets: ["DropFiles", "GenerateReport"].map {
        .executableTarget(name: $0, swiftSettings: [.treatAllWarnings(as: .error)])
    },
    swiftLanguageModes: [.v6]
)
