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
  ("00", "Enough", "enough"),
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

/// The chapters whose page has a second part.
let chaptersInParts: Set<String> = ["01", "03", "07", "09"]

/// The chapters that have exercises: all but the opening.
let exerciseChapters = chapters.filter { $0.number != "00" }

/// What a chapter's tasks stand on beside the kit: modules that a capstone trains or measures with.
let exerciseModules: [String: [Target.Dependency]] = [
  "01": ["Corpora"], "06": ["Corpora"], "08": ["Corpora"],
]

let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")

// Several processes and machines: `swift build --traits MPI`, which is `./workbook setup --mpi`.
// Swift says `#if MPI`. Without the trait nothing needs an MPI to be there.
let messagePassing = Target.Dependency.target(
  name: "CMessagePassing", condition: .when(traits: ["MPI"]))
let openMPI = Target.Dependency.target(name: "COpenMPI", condition: .when(traits: ["MPI"]))

/// The modules of the core library, floor by floor: a module imports only what stands on lower
/// floors. This is the one list of them: the umbrella, the tests of the structure and the hash of a run
/// read it from here.
let libraryModules: [(floor: Int, name: String, dependencies: [Target.Dependency])] = [
  (1, "Groundwork", ["CLibCrypto", "CProcesses", realModule]),
  (
    2, "Tensors",
    ["Groundwork", "COpenBLAS", "COpenBLASKernels", "COneDNN", messagePassing, realModule]
  ),
  (2, "Figures", ["Groundwork", "CGnuplotIostream"]),
  (3, "Tokenizers", ["Groundwork", "CPCRE2", heap, realModule]),
  (3, "Corpora", ["Groundwork", realModule]),
  (4, "Models", ["Groundwork", "Tensors", "Tokenizers"]),
  (4, "TrainingData", ["Groundwork", "Tensors", "Tokenizers", "Corpora"]),
  (
    5, "Training",
    [
      "Groundwork", "Tensors", "Figures", "Tokenizers", "Corpora", "Models", "TrainingData",
      realModule,
    ]
  ),
  (5, "Quantization", ["Groundwork", "Tensors", "Tokenizers", "Models", "CDotProducts"]),
  (6, "Inference", ["Groundwork", "Tensors", "Tokenizers", "Models", "CDotProducts", realModule]),
  (6, "ScalingLaws", ["Groundwork", "Tensors", "Models", realModule]),
  (
    7, "Sweeps",
    [
      "Groundwork", "Corpora", "Tensors", "Tokenizers", "Models", "TrainingData", "Training",
      "ScalingLaws", realModule,
    ]
  ),
  (7, "Retrieval", ["Groundwork", "Tokenizers", "Corpora", "CSQLite"]),
  (
    8, "Advice",
    [
      "Groundwork", "Tensors", "Figures", "Tokenizers", "Corpora", "Models", "TrainingData",
      "Training",
      "Inference", "ScalingLaws", "Sweeps", "Retrieval", realModule,
    ]
  ),
  (
    9, "Notebook",
    ["Groundwork", "Figures", "Tokenizers", "Corpora", "Models", "TrainingData", "Training"]
  ),
  (9, "ExerciseKit", ["Groundwork"]),
]

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
  .systemLibrary(
    name: "CPCRE2", path: "Sources/CPCRE2", pkgConfig: "libpcre2-8",
    providers: [.apt(["libpcre2-dev"])]),
  .systemLibrary(
    name: "CSQLite", path: "Sources/CSQLite", pkgConfig: "sqlite3",
    providers: [.apt(["libsqlite3-dev"])]),
  .target(
    name: "COneDNN", path: "Sources/COneDNN", exclude: ["README.md"],
    linkerSettings: [.linkedLibrary("dnnl")]),
  .target(name: "COpenBLASKernels", path: "Sources/COpenBLASKernels", exclude: ["README.md"]),
  .target(name: "CProcesses", path: "Sources/CProcesses", exclude: ["README.md"]),
  .target(name: "CDotProducts", path: "Sources/CDotProducts", exclude: ["README.md"]),
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
  // The umbrella that chapters stand on.
  .target(
    name: "WorkbookCore", dependencies: libraryModules.map { .byName(name: $0.name) },
    path: "Sources/WorkbookCore", exclude: ["README.md"], swiftSettings: native),
  // Floor 10: the live page, which is no part of the umbrella: chapters link no HTTP server.
  .target(
    name: "LivePage", dependencies: ["WorkbookCore", flyingFox, flyingSocks],
    path: "Sources/LivePage", exclude: ["README.md", "Web"], swiftSettings: native),
  // Floor 11: the command line.
  .executableTarget(
    name: "workbook", dependencies: ["WorkbookCore", "LivePage", argumentParser],
    path: "Sources/workbook", exclude: ["README.md"], swiftSettings: native),
  // Tests mirror the modules.
  .target(
    name: "TestSupport", dependencies: ["Groundwork", "Tensors"], path: "Tests/TestSupport",
    swiftSettings: native),
  tests("GroundworkTests", ["Groundwork", "TestSupport"]),
  tests("TensorsTests", ["Tensors", "COpenBLASKernels", "TestSupport"]),
  tests("FiguresTests", ["Figures", "TestSupport"]),
  tests("TokenizersTests", ["Tokenizers", "Corpora", "TestSupport"]),
  tests("CorporaTests", ["Corpora", "TestSupport"]),
  tests("ModelsTests", ["Models", "TestSupport"]),
  .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
  tests("TrainingDataTests", ["TrainingData", "TestSupport"]),
  tests("TrainingTests", ["Training", "TestSupport", "CAllocationCounter"]),
  tests("QuantizationTests", ["Quantization", "CDotProducts", "TestSupport"]),
  tests(
    "InferenceTests",
    ["Inference", "Quantization", "Corpora", "Training", "CDotProducts", "TestSupport"]),
  tests("ScalingLawsTests", ["ScalingLaws", "Models", "Tensors", "TestSupport"]),
  tests(
    "SweepsTests", ["Sweeps", "ScalingLaws", "Models", "Training", "TrainingData", "TestSupport"]),
  tests("RetrievalTests", ["Retrieval", "Corpora", "Tokenizers", "TestSupport"]),
  tests(
    "AdviceTests",
    [
      "Advice", "Corpora", "Inference", "Models", "Tokenizers", "Training", "TrainingData",
      "TestSupport",
    ]),
  tests("NotebookTests", ["Notebook", "Figures", "Tokenizers", "Corpora", "TestSupport"]),
  tests("ExerciseKitTests", ["ExerciseKit", "TestSupport"]),
  tests(
    "ExerciseTests", ["ExerciseKit"] + exerciseChapters.map { .byName(name: "check-\($0.number)") }),
  tests("LivePageTests", ["LivePage", "TestSupport", "WorkbookCore"]),
  tests("CommandLineTests", ["TestSupport", "WorkbookCore"]),
]

targets += libraryModules.map { module in
  .target(
    name: module.name, dependencies: module.dependencies, path: "Sources/\(module.name)",
    exclude: ["README.md"], swiftSettings: native)
}

for chapter in chapters {
  let folder = "\(chapter.number)-\(chapter.name)"
  targets.append(
    .executableTarget(
      name: "chapter-\(chapter.number)-\(chapter.slug)", dependencies: ["WorkbookCore"],
      path: "Chapters/\(folder)",
      exclude: ["README.md"] + (chaptersInParts.contains(chapter.number) ? ["PART-2.md"] : []),
      swiftSettings: onMainActor))
}

for chapter in exerciseChapters {
  let folder = "\(chapter.number)-\(chapter.name)"
  targets += [
    // A folder an exercise; the learner's files, which are derived from them; and the program that
    // judges these.
    .target(
      name: "Tasks\(chapter.number)",
      dependencies: ["ExerciseKit", "Groundwork"] + exerciseModules[chapter.number, default: []],
      path: "Exercises/Tasks/\(folder)", swiftSettings: native),
    .target(
      name: "Exercises\(chapter.number)",
      dependencies: ["ExerciseKit", "Groundwork", .byName(name: "Tasks\(chapter.number)")],
      path: "Exercises/\(folder)", swiftSettings: native),
    .executableTarget(
      name: "check-\(chapter.number)",
      dependencies: [
        "ExerciseKit", .byName(name: "Exercises\(chapter.number)"),
        .byName(name: "Tasks\(chapter.number)"),
      ],
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
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: targets,
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
