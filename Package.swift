// swift-tools-version: 6.2
import PackageDescription

// Numeric loops vectorise for the machine they are built on. The flag lives here, not on the
// command line, because flags given to `swift build` change every target's hash and rebuild all.
#if arch(arm64)
  let nativeFlags = ["-Xcc", "-mcpu=native"]
#else
  let nativeFlags = ["-Xcc", "-march=native"]
#endif

let native: [SwiftSetting] = [.unsafeFlags(nativeFlags)]
let onMainActor: [SwiftSetting] = native + [.defaultIsolation(MainActor.self)]

/// The chapters, in reading order: (number, folder name, target name).
let chapters: [(number: String, name: String, slug: String)] = [
  ("01", "Tokenizer", "tokenizer"),
  ("02", "Attention", "attention"),
  ("03", "Transformer", "transformer"),
  ("04", "Sampling", "sampling"),
  ("05", "Pretraining", "pretraining"),
  ("06", "Quantization", "quantization"),
  ("07", "ScalingLaws", "scaling-laws"),
  ("08", "MixedPretraining", "mixed-pretraining"),
  ("09", "Decision", "decision"),
]

let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

// Several processes and machines: `swift build --traits MPI`, which is `./workbook setup --mpi`.
// Swift says `#if MPI`. Without the trait nothing needs an MPI to be there.
let messagePassing = Target.Dependency.target(
  name: "CMessagePassing", condition: .when(traits: ["MPI"]))
let openMPI = Target.Dependency.target(name: "COpenMPI", condition: .when(traits: ["MPI"]))

/// One module of the core library. A module imports only modules on lower floors.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(name)", exclude: ["README.md"],
    swiftSettings: native)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: native)
}

var targets: [Target] = [
  // Floor 0: thin shims over system libraries.
  .systemLibrary(
    name: "COpenBLAS", path: "Sources/COpenBLAS", pkgConfig: "openblas",
    providers: [.apt(["libopenblas-dev"])]),
  .systemLibrary(
    name: "CLibCrypto", path: "Sources/CLibCrypto", pkgConfig: "libcrypto",
    providers: [.apt(["libssl-dev"])]),
  .target(
    name: "CGnuplotIostream", path: "Sources/CGnuplotIostream", exclude: ["README.md"],
    linkerSettings: [
      .linkedLibrary("boost_iostreams"), .linkedLibrary("boost_system"),
      .linkedLibrary("boost_filesystem"), .linkedLibrary("util"),
    ]),
  .systemLibrary(
    name: "COpenMPI", path: "Sources/COpenMPI", pkgConfig: "ompi-c",
    providers: [.apt(["libopenmpi-dev"])]),
  .target(
    name: "CMessagePassing", dependencies: [openMPI], path: "Sources/CMessagePassing",
    exclude: ["README.md"], cSettings: [.define("WORKBOOK_MPI", .when(traits: ["MPI"]))]),
  // Floor 1: what needs no tensor.
  module("Groundwork", ["CLibCrypto", realModule]),
  // Floor 2.
  module("Tensors", ["Groundwork", "COpenBLAS", messagePassing, realModule]),
  module("Figures", ["CGnuplotIostream"]),
  // Floor 3.
  module("Tokenizers", ["Groundwork", heap, realModule]),
  module("Corpora", ["Groundwork", realModule]),
  // Floor 4.
  module("Models", ["Groundwork", "Tensors", "Tokenizers"]),
  // Floor 5.
  module("Training", ["Groundwork", "Tensors", "Tokenizers", "Corpora", "Models", realModule]),
  module("Quantization", ["Groundwork", "Tensors", "Models"]),
  // Floor 6.
  module("Inference", ["Groundwork", "Tensors", "Tokenizers", "Models", realModule]),
  module("ScalingLaws", ["Groundwork", "Tensors", "Models", realModule]),
  // Floor 7.
  module(
    "Sweeps",
    [
      "Groundwork", "Tensors", "Tokenizers", "Corpora", "Models", "Training", "ScalingLaws",
      realModule,
    ]),
  // Floor 9.
  module("Notebook", ["Groundwork", "Figures", "Tokenizers", "Corpora", "Models", "Training"]),
  module("ExerciseKit", ["Groundwork"]),
  // The umbrella that chapters stand on.
  .target(
    name: "WorkbookCore",
    dependencies: [
      "Groundwork", "Tensors", "Figures", "Tokenizers", "Corpora", "Models", "Training",
      "Quantization", "Inference", "ScalingLaws", "Sweeps", "Notebook", "ExerciseKit",
    ], path: "Sources/WorkbookCore", exclude: ["README.md"], swiftSettings: native),
  // Floor 10: the command line.
  .executableTarget(
    name: "workbook", dependencies: ["WorkbookCore", argumentParser], path: "Sources/workbook",
    exclude: ["README.md"], swiftSettings: native),
  // Tests mirror the modules.
  .target(
    name: "TestSupport", dependencies: ["Groundwork", "Tensors"], path: "Tests/TestSupport",
    swiftSettings: native),
  tests("GroundworkTests", ["Groundwork"]),
  tests("TensorsTests", ["Tensors", "TestSupport"]),
  tests("FiguresTests", ["Figures"]),
  tests("TokenizersTests", ["Tokenizers", "Corpora", "TestSupport"]),
  tests("CorporaTests", ["Corpora"]),
  tests("ModelsTests", ["Models", "TestSupport"]),
  .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
  tests("TrainingTests", ["Training", "TestSupport", "CAllocationCounter"]),
  tests("QuantizationTests", ["Quantization", "TestSupport"]),
  tests("InferenceTests", ["Inference", "Training", "TestSupport"]),
  tests("ScalingLawsTests", ["ScalingLaws", "Models", "Tensors", "TestSupport"]),
  tests("SweepsTests", ["Sweeps", "ScalingLaws", "Models", "Training", "TestSupport"]),
  tests("NotebookTests", ["Notebook", "Figures", "Tokenizers", "Corpora"]),
  tests("ExerciseKitTests", ["ExerciseKit"]),
  tests(
    "ExerciseTests",
    ["ExerciseKit"]
      + chapters.flatMap {
        [.byName(name: "Exercises\($0.number)"), .byName(name: "Solutions\($0.number)")]
      }),
  tests("CommandLineTests", ["TestSupport", "WorkbookCore"]),
]

for chapter in chapters {
  let folder = "\(chapter.number)-\(chapter.name)"
  targets += [
    .executableTarget(
      name: "chapter-\(chapter.number)-\(chapter.slug)", dependencies: ["WorkbookCore"],
      path: "Chapters/\(folder)", exclude: ["README.md"], swiftSettings: onMainActor),
    // The learner's files, and the compiled source that they are derived from.
    .target(
      name: "Exercises\(chapter.number)", dependencies: ["ExerciseKit", "Groundwork"],
      path: "Exercises/\(folder)", swiftSettings: native),
    .target(
      name: "Solutions\(chapter.number)",
      dependencies: ["ExerciseKit", "Groundwork", .byName(name: "Exercises\(chapter.number)")],
      path: "Exercises/Solutions/\(folder)", swiftSettings: native),
    .executableTarget(
      name: "check-\(chapter.number)",
      dependencies: ["ExerciseKit", .byName(name: "Solutions\(chapter.number)")],
      path: "Exercises/Checks/\(folder)", swiftSettings: native),
  ]
}

// The build system compiles a target anew when a dependency that the target names has changed. A
// struct's layout reaches further: through the umbrella, a program holds structs of modules that it
// does not name, and an old object that moves a new struct crashes. So every target names all Swift
// modules below it.
let swiftTargets = Dictionary(
  uniqueKeysWithValues: targets.filter { $0.swiftSettings != nil }.map { ($0.name, $0) })

@MainActor func modules(named dependencies: [Target.Dependency]) -> [Target] {
  dependencies.compactMap { dependency in
    guard case .byNameItem(let name, _) = dependency else { return nil }
    return swiftTargets[name]
  }
}

for target in swiftTargets.values {
  var (found, next): ([Target], [Target]) = ([], modules(named: target.dependencies))
  while let module = next.popLast() {
    guard !found.contains(where: { $0 === module }) else { continue }
    found.append(module)
    next += modules(named: module.dependencies)
  }
  let named = Set(modules(named: target.dependencies).map(\.name))
  target.dependencies += found.map(\.name).filter { !named.contains($0) }.sorted()
    .map { .byName(name: $0) }
}

let package = Package(
  name: "pretraining-workbook",
  products: [.library(name: "WorkbookCore", targets: ["WorkbookCore"])],
  traits: [.trait(name: "MPI", description: "Replicas over several processes and machines.")],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
  ],
  targets: targets,
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
