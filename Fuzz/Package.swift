// swift-tools-version: 6.2
import PackageDescription

/// What an import without a word of its own means in the files of the product.
let asInTheProduct: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

/// What `scripts/fuzz` runs. A package of its own, in which the parts that read what senders write stand alone: their
/// files are links to those of the product, and none of its dependencies is built.
///
/// Built with `-enable-testing`, so that the targets see what is internal, as the tests do.
let package = Package(
    name: "fuzz",
    targets: [
        .target(name: "Accompaniment", swiftSettings: asInTheProduct),
        .target(
            name: "Intake",
            dependencies: ["Accompaniment"],
            // A file on a disk and its hash, for which `MemoryFile.swift` stands in; and what runs threads.
            exclude: ["Reading/FileBytes.swift", "Reading/FileHash.swift", "Reading/IntakeStream.swift"],
            swiftSettings: asInTheProduct
        ),
        .target(name: "Oracle", dependencies: ["Accompaniment", "Intake"]),
    ]
        + ["FuzzCSV", "FuzzJSON", "FuzzDate"].map {
            .executableTarget(
                name: $0,
                dependencies: ["Accompaniment", "Intake", "Oracle"],
                swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)]
            )
        },
    swiftLanguageModes: [.v6]
)
