import Foundation
import Groundwork
import Models
import Quantization
import TestSupport
import Tokenizers
import XCTest

/// Models and tokenizers are opened whatever they are kept in.
final class StoredModelsTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "stored \(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ text: String, to name: String) throws -> String {
    try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name)")
    return "\(folder)/\(name)"
  }

  func testADirectoryAndAFile() throws {
    let directory = try StoredModels.open(Fixtures.path("models/llama-grouped-tied"))
    let file = try StoredModels.open(Fixtures.path("gguf/llama.gguf"))
    XCTAssertTrue(directory is DirectoryModel)
    XCTAssertTrue(file is GGUFStoredModel)
    let (a, b) = (try directory.readParameters(), try file.readParameters())
    withExtendedLifetime((a, b)) { XCTAssertEqual(a.values.array, b.values.array) }
    XCTAssertNil(try directory.readTokenizer())
    XCTAssertNil(try file.readTokenizer())
    XCTAssertEqual(file.tokenizerPath, file.path)
    XCTAssertTrue(directory.tokenizerPath.hasSuffix("/tokenizer.json"))
    let whole = try StoredModels.open(Fixtures.path("gguf/bytes.gguf"))
    XCTAssertEqual(try whole.readTokenizer()?.vocabularySize, 332)
    XCTAssertEqual(try whole.readChatTemplate()?.contains("[INST]"), true)
    XCTAssertNotNil(try whole.readWeights().matrix(ParameterNames.tokenEmbedding))
  }

  func testWhatIsNoModel() throws {
    assertThrows(
      try StoredModels.open(folder + "/none"), FileError.self, "no such model directory or GGUF")
    assertThrows(
      try StoredModels.open(try write("text", to: "text")), FileError.self,
      "is a file, but no GGUF file")
    assertThrows(
      try StoredModels.open(try write("text", to: "x.gguf")), GGUFError.self,
      "does not begin with \"GGUF\"")
    assertThrows(try StoredModels.open(folder), FileError.self, "config.json", "no such file")
    assertThrows(
      try StoredModels.readTokenizer(Fixtures.path("gguf/llama.gguf")), FileError.self,
      "has no tokenizer")
    // By its first bytes, whatever its name; a pipe is not read from.
    try AtomicFile.write(
      try AtomicFile.read(Fixtures.path("gguf/bytes.gguf")), to: folder + "/model")
    XCTAssertTrue(StoredModels.isGGUF(folder + "/model"))
    XCTAssertEqual(mkfifo(folder + "/pipe", 0o600), 0)
    XCTAssertFalse(StoredModels.isGGUF(folder + "/pipe"))
    XCTAssertFalse(StoredModels.isGGUF(folder))
  }

  /// A tokenizer with more tokens than the model knows.
  func testATokenizerOfAnotherModel() throws {
    var image = GGUFImage.llama
    image.entries += [
      .text("tokenizer.ggml.model", "gpt2"),
      .texts("tokenizer.ggml.tokens", ["a", "b", "ab", "c", "d", "e", "f"]),
      .texts("tokenizer.ggml.merges", ["a b"]),
    ]
    try AtomicFile.write(image.bytes, to: folder + "/x.gguf")
    let model = try StoredModels.open(folder + "/x.gguf")
    assertThrows(
      try model.readTokenizer(), ModelError.self, "has 7 tokens, but the model knows only 5")
    let inspection = try ModelInspection(path: folder + "/x.gguf")
    XCTAssertEqual(inspection.problems.count, 1)
    XCTAssertFalse(inspection.isSupported)
  }

  func testAChatTemplateOfADirectory() throws {
    let model = Fixtures.path("models/llama-grouped-tied")
    try AtomicFile.write(try AtomicFile.read(model + "/config.json"), to: folder + "/config.json")
    let directory = try DirectoryModel(path: folder)
    XCTAssertNil(try directory.readChatTemplate())
    _ = try write("{\"chat_template\": \"one\"}", to: "tokenizer_config.json")
    XCTAssertEqual(try directory.readChatTemplate(), "one")
    _ = try write(
      "{\"chat_template\": [{\"name\": \"tools\", \"template\": \"a\"}, "
        + "{\"name\": \"default\", \"template\": \"b\"}]}", to: "tokenizer_config.json")
    XCTAssertEqual(try directory.readChatTemplate(), "b")
    _ = try write("three", to: "chat_template.jinja")
    XCTAssertEqual(try directory.readChatTemplate(), "three")
    try FileManager.default.removeItem(atPath: folder + "/chat_template.jinja")
    _ = try write("{", to: "tokenizer_config.json")
    assertThrows(try directory.readChatTemplate(), ModelError.self, "not JSON")
  }

  func testAnInspectionCountsForms() throws {
    let found = try ModelInspection(path: Fixtures.path("gguf/forms.gguf"))
    XCTAssertEqual(found.tensors.count, 13)
    XCTAssertEqual(found.forms.count, 13)
    XCTAssertEqual(found.byteCount, found.forms.reduce(0) { $0 + $1.byteCount })
    XCTAssertEqual(found.forms.first?.name, "F32")
    for form in found.forms {
      let element = GGUFElement.allCases.first { $0.name == form.name }
      XCTAssertEqual(form.bitsPerWeight, element?.bitsPerWeight)
    }
    // No model of any shape.
    XCTAssertNil(found.configuration)
    XCTAssertEqual(found.family, "llama")
    XCTAssertEqual(found.problems.count, 1)
  }

  /// What a model is, is said although some of its tensors cannot be read; every reason is named.
  func testAnInspectionOfFormsThatAreNotSupported() throws {
    var bytes = try AtomicFile.read(Fixtures.path("gguf/bytes.gguf"))
    // A matrix's entry: its name, two dimensions, then the number of its form.
    func setForm(of name: String, to form: UInt8) throws {
      let place = try XCTUnwrap(
        (0..<(bytes.count - name.utf8.count)).first {
          bytes[$0...].starts(with: name.utf8)
        })
      bytes[place + name.utf8.count + 4 + 16] = form
    }
    try setForm(of: "blk.0.attn_q.weight", to: 23)
    try setForm(of: "blk.1.attn_q.weight", to: 23)
    try setForm(of: "blk.1.ffn_up.weight", to: 99)
    let path = folder + "/x.gguf"
    try AtomicFile.write(bytes, to: path)
    let found = try ModelInspection(path: path)
    XCTAssertEqual(found.configuration?.layerCount, 2)
    XCTAssertNotNil(found.tokenizer)
    XCTAssertFalse(found.isSupported)
    XCTAssertEqual(found.problems.count, 2, "\(found.problems)")
    XCTAssertTrue(
      found.problems[0].contains(
        "form IQ4_XS of 2 tensors, the first \"blk.0.attn_q.weight\", is not supported"),
      found.problems[0])
    XCTAssertTrue(
      found.problems[1].contains("form number 99 of \"blk.1.ffn_up.weight\" is not supported"),
      found.problems[1])
    let whole = try ModelInspection(path: Fixtures.path("gguf/bytes.gguf"))
    XCTAssertEqual(found.count, whole.count)
    // Up to the next tensors, which begin where these end.
    XCTAssertEqual(found.byteCount, whole.byteCount)
    XCTAssertEqual(found.forms.first { $0.name == "IQ4_XS" }?.byteCount, 2 * 640)
    // Whoever wants the numbers is told at the first such form.
    assertThrows(try StoredModels.open(path), GGUFError.self, "IQ4_XS is not supported")
  }

  /// Damaged files: an inspection ends in a line, or says what is wrong.
  func testInspectionsOfDamagedFiles() throws {
    let whole = try AtomicFile.read(Fixtures.path("gguf/bytes.gguf"))
    let path = folder + "/x.gguf"
    for (what, bytes) in damaged(whole, count: 200, seed: 77) {
      XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: Data(bytes)), what)
      do {
        let found = try ModelInspection(path: path)
        XCTAssertTrue(found.problems.allSatisfy { !$0.contains("\n") }, what)
        XCTAssertFalse(found.bitsPerWeight.isNaN, what)
      } catch let error as any UserFacingError {
        XCTAssertFalse(error.description.contains("\n"), "\(what): \(error)")
      }
    }
  }
}
