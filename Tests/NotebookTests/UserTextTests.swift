import Corpora
import Foundation
import Notebook
import TestSupport
import XCTest

/// The user's own text: paths that are kinds of text of their own.
final class UserTextTests: XCTestCase {
  private var root = ""

  override func setUpWithError() throws {
    root = NSTemporaryDirectory() + "user-text-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: root) }

  /// Writes a file of different lines; returns its path.
  private func write(_ name: String, word: String, bytes: Int = 20_000) throws -> String {
    let path = "\(root)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    var text = ""
    while text.utf8.count < bytes { text += "\(word) number \(text.utf8.count)\n" }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func withNotebook(
    _ paths: [String], _ body: @MainActor (Notebook) throws -> Void
  ) throws {
    let root = self.root
    try MainActor.assumeIsolated {
      var options = ChapterOptions()
      options.tier = .smoke
      options.corpus = paths
      try body(
        Notebook(
          chapter: "01-Toy", options: options, root: root, library: CourseLibrary(environment: [:]),
          isSilent: true))
    }
  }

  func testEachPathIsAKindOfTextOfItsOwn() throws {
    let paths = [
      try write("my_notes.txt", word: "note"), try write("law/a.txt", word: "clause"),
    ]
    try withNotebook([paths[0], root + "/law/"]) { notebook in
      XCTAssertEqual(notebook.userCorpora.map(\.name), ["my notes", "law"])
      XCTAssertEqual(notebook.userCorpus?.name, "my notes + law")
      XCTAssertEqual(
        notebook.userCorpus?.byteCount, notebook.userCorpora.reduce(0) { $0 + $1.byteCount })
      let text = notebook.courseText()
      XCTAssertEqual(text.parts.map(\.name), ["my notes", "law"])
      for (part, word) in zip(text.parts, ["note", "clause"]) {
        for document in part.training.documents + part.heldOut.documents {
          XCTAssertTrue(document.text.hasPrefix(word))
        }
        XCTAssertGreaterThan(part.heldOut.byteCount, 0)
      }
    }
  }

  func testTheFieldIsFinanceOrTheUsersOwn() throws {
    try withNotebook([]) { notebook in
      let field = notebook.fieldText(trainingBytes: 30_000, heldOutBytes: 5_000)
      let finance = CourseText.part(
        of: .finance, trainingBytes: 30_000, heldOutBytes: 5_000, seed: 1)
      XCTAssertEqual(field.name, "finance")
      XCTAssertEqual(field.training.fingerprint, finance.training.fingerprint)
      XCTAssertEqual(field.heldOut.fingerprint, finance.heldOut.fingerprint)
    }
    let paths = [try write("a.txt", word: "note"), try write("b.txt", word: "clause")]
    try withNotebook(paths) { notebook in
      let field = notebook.fieldText(trainingBytes: 8_000, heldOutBytes: 1_000)
      XCTAssertEqual(field.name, "your text")
      for word in ["note", "clause"] {
        let bytes = field.training.documents.filter { $0.text.hasPrefix(word) }
          .reduce(0) { $0 + $1.bytes.count }
        XCTAssertTrue((1...5_000).contains(bytes), "\(bytes) bytes of \(word)s")
      }
    }
  }

  func testSharesAreEqualHoweverLongTheTexts() throws {
    let paths = [
      try write("long.txt", word: "long", bytes: 900_000),
      try write("short.txt", word: "short", bytes: 30_000),
    ]
    try withNotebook(paths) { notebook in
      let parts = notebook.courseText().parts
      XCTAssertEqual(parts[0].training.byteCount, 200_000)
      XCTAssertLessThan(parts[1].training.byteCount, 30_000)
      let mixed = notebook.courseText().mixed(
        "both", trainingBytes: 20_000, heldOutBytes: 2_000, seed: 1)
      XCTAssertEqual(mixed.name, "both")
      XCTAssertEqual(mixed.training.byteCount, 20_000)
      XCTAssertEqual(mixed.heldOut.byteCount, 2_000)
      let long = mixed.training.documents.filter { $0.text.hasPrefix("long") }
      XCTAssertEqual(long.reduce(0) { $0 + $1.bytes.count }, 10_000)
    }
  }

  func testNamesThatAreAlikeAreToldApart() throws {
    let paths = [
      try write("x/train.txt", word: "a"), try write("y/train.txt", word: "b"),
      try write("z/x/train.txt", word: "c"),
    ]
    XCTAssertEqual(
      try Notebook.readCorpora(paths).map(\.name), ["x/train 1", "y/train", "x/train 3"])
    XCTAssertEqual(try Notebook.readCorpora([paths[0]]).map(\.name), ["train"])
  }

  func testManyPathsAndSnippetsAreOneText() throws {
    let many = try (0..<7).map { try write("\($0).txt", word: "w\($0)") }
    let one = try Notebook.readCorpora(many)
    XCTAssertEqual(one.map(\.name), ["7 files"])
    XCTAssertEqual(one[0].documents.count, 7)
    XCTAssertEqual(try Notebook.readCorpora(Array(many.prefix(6))).count, 6)
    let snippet = try write("snippet.txt", word: "s", bytes: 500)
    XCTAssertEqual(
      try Notebook.readCorpora([many[0], snippet]).map(\.name), ["0.txt + snippet.txt"])
    XCTAssertThrowsError(try Notebook.readCorpora([snippet])) {
      guard case NotebookError.corpusTooShort(_, _, let needed)? = $0 as? NotebookError else {
        return XCTFail("\($0)")
      }
      XCTAssertEqual(needed, 10_000)
    }
    assertThrows(try Notebook.readCorpora([]), CorpusError.self, "no text was given")
    assertThrows(
      try Notebook.readCorpora([many[0], root + "/none"]), CorpusError.self,
      "none: no such file or folder")
  }

  func testResultsOfOtherKindsLieElsewhere() throws {
    let paths = [try write("d/a.txt", word: "a"), try write("d/b.txt", word: "b")]
    var folders: Set<String> = []
    for corpus in [[root + "/d"], paths, paths.reversed()] {
      try withNotebook(corpus) { folders.insert($0.runDirectory.path) }
    }
    XCTAssertEqual(folders.count, 3)
  }
}
