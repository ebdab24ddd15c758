import Groundwork
import XCTest

final class ProgressLineTests: XCTestCase {
  private let line = ProgressLine("set", total: 4_000_000, isSilent: true)
  private let rate = (1.0, "bytes")

  func testHalfWay() {
    XCTAssertEqual(
      line.text(2_000_000, since: 0, after: 4, rate: rate, note: "loss 1.5"),
      "set: 2000000/4000000, 500000 bytes/s, loss 1.5, 4.0 s left")
  }

  /// The megabyte that arrives with the first word of it says nothing about how fast the next one will be.
  func testTheFirstUpdateHasNoSpeed() {
    XCTAssertEqual(
      line.text(1_048_576, since: 1_048_576, after: 0.004, rate: rate), "set: 1048576/4000000")
    XCTAssertEqual(line.text(0, since: 0, after: 0, rate: rate), "set: 0/4000000")
  }

  /// What was there before is not counted into the speed.
  func testWorkThatIsResumed() {
    XCTAssertEqual(
      line.text(3_000_000, since: 2_000_000, after: 2, rate: rate),
      "set: 3000000/4000000, 500000 bytes/s, 2.0 s left")
  }

  func testTheEndSaysHowLongItTook() {
    XCTAssertEqual(
      line.text(4_000_000, since: 0, after: 200, rate: rate),
      "set: 4000000/4000000, 20000 bytes/s, 3 min 20 s")
    XCTAssertEqual(
      ProgressLine("share", total: 8, isShare: true, isSilent: true).text(8, since: 8, after: 1),
      "share: 100 %, 1.0 s")
  }
}
