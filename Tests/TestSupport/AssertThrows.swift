import XCTest

/// Asserts that an expression fails with one error and no other: of this type, and saying these words.
///
///     assertThrows(try Corpus.read(paths: []), CorpusError.self, "no text")
///
/// A bare `XCTAssertThrowsError` is content with any error, also with that of a broken test.
public func assertThrows<Result, Failure: Error>(
  _ expression: @autoclosure () throws -> Result, _ type: Failure.Type, _ word: String,
  _ others: String..., note: String = "", file: StaticString = #filePath, line: UInt = #line
) {
  do {
    _ = try expression()
    XCTFail("nothing was thrown where a \(type) should be; \(note)", file: file, line: line)
  } catch {
    guard let failure = error as? Failure else {
      XCTFail(
        "threw \(Swift.type(of: error)) where a \(type) should be: \(error); \(note)", file: file,
        line: line)
      return
    }
    let said = "\(failure)"
    for word in [word] + others where !said.contains(word) {
      XCTFail("does not say \"\(word)\": \(said); \(note)", file: file, line: line)
    }
  }
}
