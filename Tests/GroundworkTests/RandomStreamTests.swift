import Groundwork
import XCTest

final class RandomStreamTests: XCTestCase {
  func testSameSeedSameNumbersAndTheStateRestoresThem() {
    var first = RandomStream(seed: 42)
    var second = RandomStream(seed: 42)
    XCTAssertEqual((0..<100).map { _ in first.next() }, (0..<100).map { _ in second.next() })
    var resumed = RandomStream(state: first.state)
    XCTAssertEqual(resumed.next(), first.next())
    var other = RandomStream(seed: 42, stream: 1)
    XCTAssertNotEqual(other.next(), second.next())
  }

  func testForksDependOnTheirLabelAloneAndLeaveTheStreamAlone() {
    let stream = RandomStream(seed: 3)
    var a = stream.fork("a")
    var again = stream.fork("a")
    var b = stream.fork("b")
    let drawn = a.next()
    XCTAssertEqual(drawn, again.next())
    XCTAssertNotEqual(drawn, b.next())
  }

  func testMomentsAndRanges() {
    var stream = RandomStream(seed: 1)
    let count = 100_000
    let uniforms = (0..<count).map { _ in stream.uniform() }
    XCTAssertTrue(uniforms.allSatisfy { $0 >= 0 && $0 < 1 })
    XCTAssertEqual(uniforms.reduce(0, +) / Double(count), 0.5, accuracy: 5 * 0.289 / 316)
    let normals = (0..<count).map { _ in stream.normal() }
    XCTAssertEqual(normals.reduce(0, +) / Double(count), 0, accuracy: 5.0 / 316)
    XCTAssertEqual(
      normals.reduce(0) { $0 + $1 * $1 } / Double(count), 1, accuracy: 5 * 1.414 / 316)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[stream.index(below: 7)] += 1 }
    for bin in counts { XCTAssertEqual(Double(bin), 10_000, accuracy: 5 * 93) }
    var weighted = [Int](repeating: 0, count: 3)
    for _ in 0..<10_000 { weighted[stream.index(cumulative: [1, 1, 4])] += 1 }
    XCTAssertEqual(weighted[1], 0, "a weight of zero is never drawn")
    XCTAssertEqual(Double(weighted[0]), 2_500, accuracy: 5 * 44)
  }
}
