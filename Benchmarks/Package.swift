// swift-tools-version: 6.2
import PackageDescription

/// The input of `scripts/bench`. A package of its own: nothing of it belongs in the product.
let package = Package(
    name: "benchmarks",
    targets: [.executableTarget(name: "GenerateReport", swiftSettings: [.treatAllWarnings(as: .error)])],
    swiftLanguageModes: [.v6]
)
