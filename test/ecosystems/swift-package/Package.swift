// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "Own",
    dependencies: [
        .package(url: "⟦swift|https://github.com/acme/from.git|1.2.0|github.com/acme/from⟧", from: "1.2.0"),
        .package(url: "⟦swift|https://github.com/acme/exact|1.0.0|github.com/acme/exact⟧", exact: "1.0.0"),
        .package(url: "⟦swift|https://github.com/acme/minor|2.0.0|github.com/acme/minor⟧", .upToNextMinor(from: "2.0.0")),
        .package(url: "⟦swift|https://github.com/acme/range|1.0.0|github.com/acme/range⟧", "1.0.0"..<"2.0.0"),
        .package(url: "⟦swift|https://github.com/acme/branch|main|github.com/acme/branch⟧", branch: "main"),
        .package(url: "⟦swift|https://gitlab.com/acme/rev|aa681bd|gitlab.com/acme/rev⟧", revision: "aa681bd"), // why
        .package(name: "Named", url: "⟦swift|git@github.com:acme/named.git|3.0.0|github.com/acme/named⟧", .upToNextMajor(from: "3.0.0")),
        .package(id: "⟦swift|acme.registry|1.0.0⟧", from: "1.0.0"),
        .package(url: "⟦github|git@github.com:acme/scp.git||acme/scp⟧", branch: "main"),
        .package(path: "../Local"),
        /* .package(url: "https://github.com/acme/commented", from: "1.0.0"), */
    ],
    targets: [
        .target(name: "Own", dependencies: [.product(name: "X", package: "from")]),
        .binaryTarget(name: "Bin", url: "⟦domain|https://bin.acme.example/Bin.xcframework.zip||bin.acme.example⟧", checksum: "00"),
    ]
)
