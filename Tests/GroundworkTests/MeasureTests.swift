import Groundwork
import XCTest

/// Times, bytes in words, means. What a clock says is no test's business.
final class MeasureTests: XCTestCase {
  func testABodyRunsAsOftenAsItIsTimed() throws {
    var runs = 0
    let seconds = Stopwatch.shortest(of: 5) { runs += 1 }
    XCTAssertEqual(runs, 5)
    // A quotient of two times, and a logarithm of one, are numbers whatever the clock's steps.
    XCTAssertGreaterThan(seconds, 0)
    XCTAssertTrue(seconds.isFinite)
    _ = Stopwatch.shortest(of: 0) { runs += 1 }
    XCTAssertEqual(runs, 6)
    let (value, time) = Stopwatch.timed { 6 * 7 }
    XCTAssertEqual(value, 42)
    XCTAssertGreaterThan(time, 0)
    struct Failure: Error {}
    XCTAssertThrowsError(try Stopwatch.seconds { throw Failure() }) {
      XCTAssertTrue($0 is Failure, "\($0)")
    }
  }

  func testBytesInWords() {
    for (count, text) in [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_000, "1 kB"), (1_001, "2 kB"),
      (999_999, "1000 kB"),
      (1_000_000, "1.0 MB"), (1_234_567, "1.2 MB"), (2_500_000_000, "2500.0 MB"),
    ] {
      XCTAssertEqual(ByteCount.text(count), text)
    }
    XCTAssertEqual(ByteCount.text(24_000_000, in: 8), "24.0 MB in 8.0 s, 3.0 MB/s")
    // No time at all is no reason to divide by nothing.
    XCTAssertEqual(ByteCount.rate(0, seconds: 0), "0.0 MB/s")
  }

  func testMeans() {
    XCTAssertEqual([1.0, 2, 6].mean, 3)
    XCTAssertEqual([1.0, 2, 6].dropFirst().mean, 4)
    XCTAssertTrue([Double]().mean.isNaN)
  }
}
