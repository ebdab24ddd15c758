import Foundation
import XCTest

/// The house's order: what a module may import.
final class StructureTests: XCTestCase {
  /// The floor of each module; a module imports only what stands lower.
  private let floors = [
    "COpenBLAS": 0, "CLibCrypto": 0, "CGnuplotIostream": 0,
    // Flags of Open MPI for the shim over it.
    "COpenMPI": -1, "CMessagePassing": 0,
    "Groundwork": 1,
    "Tensors": 2, "Figures": 2,
    "Tokenizers": 3, "Corpora": 3,
    "Models": 4,
    "Training": 5, "Quantization": 5,
    "Inference": 6, "ScalingLaws": 6,
    "Sweeps": 7,
    "Notebook": 9, "ExerciseKit": 9,
    "WorkbookCore": 9,
    "workbook": 10,
  ]

  /// Modules that come with the toolchain or the system.
  private let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Dispatch",
  ]

  /// What the manifest's names for products of other packages stand for.
  private let products = [
    "heap": "HeapModule", "realModule": "RealModule", "argumentParser": "ArgumentParser",
    "messagePassing": "CMessagePassing", "openMPI": "COpenMPI",
  ]

  func testDependenciesStandOnLowerFloors() throws {
    let declared = try declaredDependencies()
    XCTAssertGreaterThanOrEqual(declared.count, 11)
    for (module, dependencies) in declared {
      let floor = try XCTUnwrap(floors[module], "\(module) has no floor; give it one here")
      for dependency in dependencies
      where floors[dependency] != nil || !products.values.contains(dependency) {
        let lower = try XCTUnwrap(floors[dependency], "\(dependency) has no floor")
        XCTAssertTrue(
          lower < floor || module == "WorkbookCore",
          "\(module) depends on \(dependency), which is not below it")
      }
    }
  }

  func testSourcesImportOnlyWhatTheyDeclare() throws {
    let declared = try declaredDependencies()
    let sources = CommandLineRun.root + "/Sources"
    let folders = try FileManager.default.contentsOfDirectory(atPath: sources).sorted()
    for folder in folders where !folder.hasPrefix(".") {
      XCTAssertNotNil(floors[folder], "Sources/\(folder) has no floor; give it one in this test")
      var allowed = system.union(declared[folder] ?? [])
      // The network is the command line's alone: chapters and the core library run without it.
      if folder == "workbook" {
        allowed.formUnion(["WorkbookCore", "ArgumentParser", "FoundationNetworking"])
      }
      try check(sources + "/" + folder, allowed: allowed)
    }
  }

  func testChaptersStandOnTheCoreLibraryAlone() throws {
    try check(
      CommandLineRun.root + "/Chapters", allowed: system.union(["WorkbookCore"]), minimum: 9)
  }

  func testExercisesStandOnTheKit() throws {
    let numbers = (1...9).flatMap { ["Exercises0\($0)", "Solutions0\($0)"] }
    try check(
      CommandLineRun.root + "/Exercises",
      allowed: system.union(["ExerciseKit", "Groundwork"]).union(numbers), minimum: 27)
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

  private func swiftFiles(in folder: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { folder + "/" + $0 }
  }

  /// The manifest's `module("Name", ["A", heap])`, as names of modules.
  private func declaredDependencies() throws -> [String: Set<String>] {
    let path = CommandLineRun.root + "/Package.swift"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var result: [String: Set<String>] = [:]
    for match in text.matches(
      of: #/(?:\n  module\(\s*|name: )"(\w+)",\s*(?:dependencies: )?\[([^\]]*)\]/#)
    {
      let entries = match.output.2.split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      let names = entries.filter { !$0.isEmpty }.map { entry in
        products[entry] ?? entry.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
      }
      let module = String(match.output.1)
      if floors[module] != nil || match.output.0.contains("module(") {
        result[module] = Set(names)
      }
    }
    return result
  }
}
