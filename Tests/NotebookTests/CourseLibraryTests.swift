import Corpora
import Foundation
import Notebook
import TestSupport
import XCTest

/// Which text a run reads where a chapter speaks about language, and what its results are filed under.
final class CourseLibraryTests: XCTestCase {
  private var root = ""

  override func setUpWithError() throws {
    root = NSTemporaryDirectory() + "course-library-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: root) }

  /// A cache in which a field's files have their sizes and no content.
  private func library(_ fields: [CourseField], asMirror: Bool = false) throws -> CourseLibrary {
    let base = "\(root)/\(UUID().uuidString)"
    let folder = asMirror ? base : base + "/pretraining-workbook"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in fields.flatMap(\.dataSets).flatMap(\.files) {
      let path = "\(folder)/\(file.path)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: nil))
      XCTAssertEqual(truncate(path, file.byteCount), 0)
    }
    return CourseLibrary(
      environment: asMirror
        ? ["XDG_CACHE_HOME": root + "/none", "WORKBOOK_DATA_MIRROR": base]
        : ["XDG_CACHE_HOME": base])
  }

  private func write(_ name: String, word: String, bytes: Int = 20_000) throws -> String {
    let path = "\(root)/\(name)"
    var text = ""
    while text.utf8.count < bytes { text += "\(word) number \(text.utf8.count)\n" }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func withNotebook(
    _ library: CourseLibrary, corpus: [String] = [], general: [String] = [],
    _ body: @MainActor (Notebook) throws -> Void
  ) throws {
    let root = self.root
    try MainActor.assumeIsolated {
      var options = ChapterOptions()
      (options.corpus, options.general) = (corpus, general)
      try body(
        Notebook(
          chapter: "08-Toy", options: options, root: root, library: library, isSilent: true))
    }
  }

  func testTheCourseIsEveryFieldsDataSets() {
    XCTAssertEqual(
      DataSet.course.map(\.name), ["gutenberg", "fomc", "tatqa", "contracts", "pubmedqa"])
    for field in CourseField.allCases {
      XCTAssertFalse(field.dataSets.isEmpty)
      for set in field.dataSets {
        XCTAssertEqual(set.domain, field.rawValue)
        XCTAssertTrue(set.contents.isText)
      }
    }
  }

  func testRealTextIsUsedWhereAllOfItIsHere() throws {
    let all = CourseField.allCases
    let (none, some, whole) = (
      try library([]), try library([.general, .law]), try library(all)
    )
    XCTAssertFalse(none.isComplete)
    XCTAssertEqual(some.missing, [.finance, .medicine])
    XCTAssertTrue(some.holds(.law))
    XCTAssertFalse(some.isComplete)
    XCTAssertTrue(whole.isComplete)
    XCTAssertTrue(try library(all, asMirror: true).isComplete)
    for library in [none, some] {
      try withNotebook(library) { notebook in
        XCTAssertEqual(notebook.textOrigin, .worlds)
        XCTAssertTrue(notebook.textDescription.contains("./workbook data get course"))
        XCTAssertEqual(
          try notebook.domains(trainingBytes: 9_000, heldOutBytes: 900).map(\.name),
          World.all.map(\.name))
        let text = try notebook.comparedText(trainingBytes: 9_000, heldOutBytes: 900)
        XCTAssertEqual([text.general.name, text.field.name], ["general", "finance"])
        for document in text.general.training.documents {
          XCTAssertNotNil(World.general.grammar(seed: notebook.seed).parse(document.bytes))
        }
      }
    }
    try withNotebook(some) {
      XCTAssertTrue($0.textDescription.contains("finance, medicine is not here"))
    }
    try withNotebook(whole) { notebook in
      XCTAssertEqual(notebook.textOrigin, .course)
      XCTAssertTrue(notebook.textDescription.contains("novels"))
      // The sizes are right, the bytes are not: nothing is read that is not what it should be.
      assertThrows(
        try notebook.comparedText(trainingBytes: 9_000, heldOutBytes: 900), DataSetError.self,
        "SHA-256")
    }
  }

  func testTheUsersTextIsNeverSetAgainstAWorld() throws {
    let own = [try write("general.txt", word: "mine"), try write("b.txt", word: "two")]
    let other = try write("letters.txt", word: "letter")
    try withNotebook(try library([]), corpus: own) { notebook in
      XCTAssertEqual(notebook.textOrigin, .own)
      for call in [
        { _ = try notebook.domains(trainingBytes: 9_000, heldOutBytes: 900) },
        { _ = try notebook.comparedText(trainingBytes: 9_000, heldOutBytes: 900) },
      ] {
        XCTAssertThrowsError(try call()) {
          let error = $0 as? NotebookError
          XCTAssertEqual(error, .noGeneralText(beside: ["general", "b"]))
          let line = error.map(ChapterRemedy.line(for:)) ?? ""
          XCTAssertTrue(line.hasSuffix("./workbook data get course"), line)
          XCTAssertTrue(line.contains("general text") && line.contains("--general PATH"), line)
        }
      }
    }
    try withNotebook(try library([]), corpus: own, general: [other]) { notebook in
      XCTAssertTrue(notebook.textDescription.contains("letters"))
      let domains = try notebook.domains(trainingBytes: 9_000, heldOutBytes: 900)
      XCTAssertEqual(domains.map(\.name), ["general", "your general", "b"])
      for (part, word) in zip(domains, ["letter", "mine", "two"]) {
        XCTAssertFalse(part.heldOut.documents.isEmpty)
        for document in part.training.documents { XCTAssertTrue(document.text.hasPrefix(word)) }
      }
      let text = try notebook.comparedText(trainingBytes: 8_000, heldOutBytes: 900)
      XCTAssertEqual([text.general.name, text.field.name], ["general", "your text"])
      let counted = ["mine", "two"].map { word in
        text.field.training.documents.filter { $0.text.hasPrefix(word) }.count
      }
      XCTAssertTrue(counted.allSatisfy { $0 > 0 }, "an equal share of each kind: \(counted)")
      XCTAssertTrue(
        text.general.training.documents.allSatisfy { $0.text.hasPrefix("letter") })
    }
  }

  /// Results are found again only where every text is the same.
  func testTheFolderOfARunDependsOnAllItsText() throws {
    let all = CourseField.allCases
    let own = [try write("own.txt", word: "mine")]
    let (first, second) = (
      try write("first.txt", word: "first"), try write("second.txt", word: "second")
    )
    let (none, novels, whole) = (try library([]), try library([.general]), try library(all))
    var folders: [String] = []
    func note(_ library: CourseLibrary, _ corpus: [String] = [], _ general: [String] = []) throws {
      try withNotebook(library, corpus: corpus, general: general) { notebook in
        folders.append(notebook.runDirectory.path)
      }
    }
    try note(none)
    try note(whole)
    try note(none, own)
    try note(novels, own)
    try note(none, own, [first])
    try note(none, own, [second])
    XCTAssertEqual(Set(folders).count, folders.count, "\(folders)")
    let distinct = folders
    folders = []
    try note(novels)
    try note(try library(all, asMirror: true))
    try note(whole, own)
    try note(whole, own, [first])
    XCTAssertEqual(folders, [distinct[0], distinct[1], distinct[3], distinct[4]])
    XCTAssertEqual(RunDirectory.published(root: root, library: none).path, distinct[0])
    XCTAssertEqual(RunDirectory.published(root: root, library: whole).path, distinct[1])
  }

  func testClaimsAboutAKindOfTextAreAskedOfItAlone() throws {
    let own = [try write("own.txt", word: "mine")]
    let scopes: [Claim.Scope] = [.everywhere, .builtInCorpus, .worlds, .courseText]
    for (library, corpus, asked) in [
      (try library([]), [], [true, true, true, false]),
      (try library(CourseField.allCases), [], [true, true, false, true]),
      (try library([]), own, [true, false, false, false]),
    ] {
      try withNotebook(library, corpus: corpus) { notebook in
        for scope in scopes { notebook.claim("\(scope)", false, scope: scope) }
        XCTAssertEqual(
          notebook.failedClaimTexts,
          zip(scopes, asked).filter { $0.1 }.map { "\($0.0)" })
      }
    }
  }

  /// On the real files, where they are here.
  func testTheRealTextIsSplitWithoutLeaks() throws {
    let library = CourseLibrary()
    guard library.isComplete else { throw XCTSkip("the course's real text is not here") }
    try withNotebook(library) { notebook in
      let domains = try notebook.domains(trainingBytes: 300_000, heldOutBytes: 30_000)
      XCTAssertEqual(domains.map(\.name), CourseField.allCases.map(\.rawValue))
      let sizes = Set(domains.map { $0.training.byteCount / 1_000 })
      XCTAssertEqual(sizes, [300], "cut at characters")
      for part in domains {
        let known = Set(part.training.documents.map(\.name))
        XCTAssertTrue(part.heldOut.documents.allSatisfy { !known.contains($0.name) }, part.name)
        XCTAssertGreaterThan(part.heldOut.byteCount, 25_000)
      }
    }
  }
}
