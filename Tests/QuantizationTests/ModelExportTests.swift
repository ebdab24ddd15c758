import Foundation
import Groundwork
import Models
import Quantization
import TestSupport
import Tokenizers
import XCTest

/// Models that are written for other engines, and what of them comes back.
final class ModelExportTests: XCTestCase {
  private let folder = NSTemporaryDirectory() + "model export \(UUID().uuidString)"

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private static let texts = [
    "The keeper of the light wrote: \"mens rea\", 12,345.67 and it's over.\n\n\tfn main() {}",
    "Straße, naïve café, данные, 日本語, नमस्ते, 👩‍🔬  two spaces\r\n", " leading", "",
    "I'LL say WE'RE HTTPServer2 x=1;y+=22 https://a.b/c?d=e",
  ]

  /// Every tokenizer that has a name in GGUF gives the same ids when it comes back.
  func testTokenizersComeBackWithTheirIDs() throws {
    let names = [
      "tokenizers/gpt2.json", "tokenizers/cl100k.json", "tokenizers/qwen2.json",
      "found-tokenizers/o200k.json", "found-tokenizers/holes.json", "found-tokenizers/lacking.json",
      "found-tokenizers/pieces.json",
    ]
    for name in names {
      let tokenizer = try TokenizerFile.read(Fixtures.path(name))
      let path = "\(folder)/\((name as NSString).lastPathComponent).gguf"
      let metadata: [(key: String, value: GGUFEntry)]
      do {
        metadata = try GGUFTokenizer.metadata(
          of: tokenizer, vocabularySize: tokenizer.vocabularySize + 3, path: path)
      } catch let error as TokenizerError {
        XCTAssertTrue("\(error)".contains("no name for the way"), "\(name): \(error)")
        continue
      }
      try GGUFFile.write(metadata: metadata, tensors: [], to: path)
      let again = try XCTUnwrap(GGUFTokenizer.read(GGUFFile(path: path)), name)
      // The places that the model has beyond its tokenizer are kept free.
      XCTAssertEqual(again.vocabularySize, tokenizer.vocabularySize, name)
      XCTAssertEqual(again.textFrame, tokenizer.textFrame, name)
      for text in Self.texts {
        XCTAssertEqual(
          try again.encode(Array(text.utf8)), try tokenizer.encode(Array(text.utf8)),
          "\(name): \(text)")
        XCTAssertEqual(
          try again.decodeText(again.encode(Array(text.utf8))),
          try tokenizer.decodeText(tokenizer.encode(Array(text.utf8))), "\(name): \(text)")
      }
    }
  }

  func testTokenizersThatTheFormatCannotHold() throws {
    let bloomberg = try TokenizerFile.read(Fixtures.path("tokenizers/bloomberg.json"))
    assertThrows(
      try GGUFTokenizer.metadata(of: bloomberg, vocabularySize: 1, path: "x.gguf"),
      TokenizerError.self, "no name for the way in which this tokenizer cuts texts (bloomberg)")
    assertThrows(
      try GGUFTokenizer.metadata(of: ByteTokenizer(), vocabularySize: 256, path: "x.gguf"),
      TokenizerError.self, "a bytes tokenizer")
  }

  /// A directory becomes a GGUF file and a directory again; what GGUF rounds, it rounds once.
  func testThereAndBackAgain() throws {
    let source = try ModelDirectory.read(Fixtures.path("models/qwen3-grouped"))
    let start = "\(folder)/start"
    try ModelDirectory.write(source, to: start)
    let tokenizer = BytePairTokenizer(merges: [], specialTokens: [])
    XCTAssertGreaterThan(tokenizer.vocabularySize, source.configuration.vocabularySize)
    let file = "\(folder)/model.gguf"
    let report = try ModelExport(of: StoredModels.open(start)).write(to: file, as: .float32)
    XCTAssertFalse(report.hasTokenizer)
    let back = "\(folder)/back"
    _ = try ModelExport(of: StoredModels.open(file)).write(to: back, as: .float32)
    let again = try ModelDirectory.read(back)
    XCTAssertEqual(again.configuration.features, source.configuration.features)
    XCTAssertEqual(
      withExtendedLifetime(again) { again.values.array },
      withExtendedLifetime(source) { source.values.array })
    // Rows of 16 and 24 numbers are no whole blocks.
    let small = try ModelExport(of: StoredModels.open(start)).write(
      to: "\(folder)/small.gguf", as: .q80)
    XCTAssertFalse(small.fallbacks.isEmpty)
    XCTAssertLessThan(small.byteCount, report.byteCount)
    assertThrows(
      try ModelExport(of: StoredModels.open(start)).write(to: "\(folder)/small", as: .q80),
      ModelError.self, "holds F32, F16 or BF16, not Q8_0")
  }
}
