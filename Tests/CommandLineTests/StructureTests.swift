import Foundation
import Notebook
import XCTest

/// The order of the modules: what each may import, and that it uses what it declares.
final class StructureTests: XCTestCase {
  /// Modules that come with the toolchain or the system.
  private let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Dispatch",
  ]

  /// What the manifest's constants for products of other packages stand for.
  private let products = [
    "heap": "HeapModule", "realModule": "RealModule", "argumentParser": "ArgumentParser",
    "messagePassing": "CMessagePassing", "openMPI": "COpenMPI",
  ]

  private func listed() throws -> [PackageModule] {
    try PackageModule.all(root: CommandLineRun.root)
  }

  /// What a module declares, by the names that `import` takes.
  private func declared(_ module: PackageModule) -> Set<String> {
    Set(module.dependencies.map { products[$0] ?? $0 })
  }

  func testDependenciesStandOnLowerFloors() throws {
    let modules = try listed()
    XCTAssertGreaterThanOrEqual(modules.count, 12)
    XCTAssertEqual(modules.map(\.floor), modules.map(\.floor).sorted(), "lower floors come first")
    XCTAssertEqual(Set(modules.map(\.name)).count, modules.count, "a module is listed twice")
    let floors = Dictionary(uniqueKeysWithValues: modules.map { ($0.name, $0.floor) })
    for module in modules {
      XCTAssertTrue((1...9).contains(module.floor), "\(module.name) on floor \(module.floor)")
      for dependency in declared(module) {
        // Shims over system libraries and other packages' products are below every floor.
        let floor = floors[dependency] ?? 0
        XCTAssertLessThan(
          floor, module.floor, "\(module.name) depends on \(dependency), which is not below it")
      }
    }
  }

  /// Nothing is imported that is not declared, and nothing declared that is not imported.
  func testSourcesImportWhatTheyDeclare() throws {
    for module in try listed() {
      let used = try imports(inFolder: "Sources/\(module.name)").subtracting(system)
      let declared = declared(module)
      XCTAssertEqual(
        used.subtracting(declared), [], "Sources/\(module.name) imports what it does not declare")
      XCTAssertEqual(
        declared.subtracting(used), [], "Sources/\(module.name) does not use what it declares")
    }
  }

  /// Every folder of `Sources` is a module of the list, a shim, the umbrella or the command line, and
  /// tells what it is for.
  func testEveryFolderOfSourcesHasItsPlace() throws {
    let sources = CommandLineRun.root + "/Sources"
    let known = Set(try listed().map(\.name)).union(["WorkbookCore", "LivePage", "workbook"])
    for folder in try FileManager.default.contentsOfDirectory(atPath: sources)
    where !folder.hasPrefix(".") && folder != "README.md" {
      let isShim = folder.hasPrefix("C") && folder.dropFirst().first?.isUppercase == true
      XCTAssertTrue(known.contains(folder) || isShim, "Sources/\(folder) is on no floor")
      let isModuleMap = FileManager.default.fileExists(
        atPath: "\(sources)/\(folder)/module.modulemap")
      XCTAssertTrue(
        isModuleMap || FileManager.default.fileExists(atPath: "\(sources)/\(folder)/README.md"),
        "Sources/\(folder) has no README.md")
    }
  }

  func testTheUmbrellaHasEveryModule() throws {
    XCTAssertEqual(
      try imports(inFolder: "Sources/WorkbookCore"), Set(try listed().map(\.name)))
  }

  /// The network is the command line's alone: chapters and the core library run without it.
  func testTheCommandLineStandsOnTheUmbrella() throws {
    XCTAssertEqual(
      try imports(inFolder: "Sources/workbook").subtracting(system),
      ["WorkbookCore", "LivePage", "ArgumentParser", "FoundationNetworking"])
  }

  /// The live page stands on modules of the library, and is the only one that knows an HTTP server.
  func testTheLivePageAloneKnowsTheServer() throws {
    let modules = Set(try listed().map(\.name))
    let used = try imports(inFolder: "Sources/LivePage").subtracting(system)
    XCTAssertEqual(used.subtracting(modules), ["FlyingFox", "FlyingSocks"])
    for folder in try FileManager.default.contentsOfDirectory(
      atPath: CommandLineRun.root + "/Sources")
    where folder != "LivePage" && folder != "README.md" {
      XCTAssertTrue(
        try imports(inFolder: "Sources/\(folder)").isDisjoint(with: ["FlyingFox", "FlyingSocks"]),
        folder)
    }
  }

  func testChaptersStandOnTheCoreLibraryAlone() throws {
    try check(
      CommandLineRun.root + "/Chapters", allowed: system.union(["WorkbookCore"]), minimum: 9)
  }

  /// Chapters count from the opening, 00, without a gap; exercises from 01, a folder a chapter and alike
  /// named.
  func testChaptersCountFromTheOpeningAndExercisesFromOne() throws {
    let root = CommandLineRun.root
    let chapters = Weaver(root: root).chapters()
    for (number, folder) in chapters.enumerated() {
      XCTAssertTrue(folder.hasPrefix(String(format: "%02d-", number)), folder)
    }
    for place in ["Exercises/Tasks", "Exercises/Checks"] {
      let folders = try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(place)")
      XCTAssertEqual(folders.filter { !$0.hasPrefix(".") }.sorted(), Array(chapters.dropFirst()))
    }
    let manifest = try String(contentsOfFile: root + "/Package.swift", encoding: .utf8)
    for folder in chapters {
      let entry = "(\"\(folder.prefix(2))\", \"\(folder.dropFirst(3))\", "
      XCTAssertTrue(manifest.contains(entry), "Package.swift lacks \(entry)…)")
    }
  }

  /// The learner's files and the checks need the kit alone; a task may train with the library.
  func testExercisesStandOnTheKit() throws {
    let numbers = (1...9).flatMap { ["Exercises0\($0)", "Tasks0\($0)"] }
    let kit = system.union(["ExerciseKit", "Groundwork"]).union(numbers)
    let exercises = CommandLineRun.root + "/Exercises"
    let modules = Set(try listed().map(\.name))
    try check(exercises + "/Tasks", allowed: kit.union(modules), minimum: 9)
    try check(exercises + "/Checks", allowed: kit, minimum: 9)
    for folder in try FileManager.default.contentsOfDirectory(atPath: exercises + "/Tasks") {
      try check(exercises + "/" + folder, allowed: kit, minimum: 5)
    }
  }

  /// `@testable` would make tests and programs rebuild everything in turns.
  func testNothingIsImportedAsTestable() throws {
    for file in try swiftFiles(in: CommandLineRun.root + "/Tests") {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      for line in text.split(separator: "\n") where line.contains("import ") {
        XCTAssertFalse(line.hasPrefix("@testable"), "\(file): \(line)")
      }
    }
  }

  func testTheImportPatternSeesEveryForm() {
    XCTAssertEqual(imports(in: "import A\n  import B\n@_exported import C"), ["A", "B", "C"])
    XCTAssertEqual(imports(in: "public import struct D.E\nlet x = 1 // import F"), ["D"])
    XCTAssertEqual(imports(in: "@preconcurrency import G\n@_spi(H) internal import I"), ["G", "I"])
  }

  private func check(
    _ folder: String, allowed: Set<String>, minimum: Int = 0, line: UInt = #line
  ) throws {
    let files = try swiftFiles(in: folder)
    XCTAssertGreaterThanOrEqual(files.count, minimum, folder, line: line)
    for file in files {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      for name in imports(in: text) {
        XCTAssertTrue(
          allowed.contains(name),
          "\(file.dropFirst(CommandLineRun.root.count + 1)) imports \(name); it may import "
            + allowed.sorted().joined(separator: ", "), line: line)
      }
    }
  }

  /// The module names that a text imports.
  private func imports(in text: String) -> [String] {
    let pattern =
      #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/#
    return text.split(separator: "\n").compactMap { line in
      (try? pattern.prefixMatch(in: line)).map { String($0.output.1) }
    }
  }

  /// All that the files of a folder import.
  private func imports(inFolder folder: String) throws -> Set<String> {
    let files = try swiftFiles(in: CommandLineRun.root + "/" + folder)
    return Set(try files.flatMap { imports(in: try String(contentsOfFile: $0, encoding: .utf8)) })
  }

  private func swiftFiles(in folder: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { folder + "/" + $0 }
  }
}
