import Groundwork
import Tokenizers
import XCTest

/// Strings side by side in one buffer are what an array of arrays is.
final class ByteStringsTests: XCTestCase {
  func testThatTheyAreWhatAnArrayIs() {
    var generator = RandomStream(seed: 7)
    var plain: [[UInt8]] = []
    var strings = ByteStrings()
    for _ in 0..<500 {
      let count = generator.index(below: 9)
      let string = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      plain.append(string)
      strings.append(string)
    }
    XCTAssertTrue(plain.contains([]))
    XCTAssertEqual(strings.count, 500)
    XCTAssertEqual(Array(strings), plain)
    XCTAssertEqual(strings, ByteStrings(plain))
    XCTAssertEqual(strings[123], plain[123])
    XCTAssertEqual(strings.dropFirst(490).map { $0 }, Array(plain.dropFirst(490)))
    // The same bytes, cut elsewhere, are other strings.
    XCTAssertNotEqual([[1, 2], [3]] as ByteStrings, [[1], [2, 3]])
    XCTAssertTrue(ByteStrings().isEmpty)
  }
}
