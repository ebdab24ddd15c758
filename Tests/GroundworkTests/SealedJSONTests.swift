import Groundwork
import TestSupport
import XCTest

/// A sealed object is told from a damaged one.
final class SealedJSONTests: XCTestCase {
  private let members = [
    JSONObject.Member(key: Array("loss".utf8), value: 1.25),
    JSONObject.Member(key: Array("runs".utf8), value: [["name": "a \u{E9}", "steps": 12], .null]),
    JSONObject.Member(key: Array("rate".utf8), value: 99.0),
  ]

  func testWhatWasSealedIsReadAndLayoutDoesNotCount() throws {
    let bytes = SealedJSON.encoded(members)
    let (object, isSealed) = try XCTUnwrap(SealedJSON.read(bytes))
    XCTAssertTrue(isSealed)
    XCTAssertEqual(Array(object.members.dropLast()), members)
    let flat = JSONValue.object(object).encoded()
    XCTAssertNotEqual(flat, bytes)
    XCTAssertEqual(SealedJSON.read(flat)?.isSealed, true)
    let bare = JSONValue.object(JSONObject(members: members)).encoded()
    XCTAssertEqual(SealedJSON.read(bare)?.isSealed, false)
  }

  func testNoDamageKeepsTheSealUnlessItMeansTheSame() throws {
    let bytes = SealedJSON.encoded(members)
    let meaning = try StrictJSON.parse(bytes)
    for (name, mutant) in damaged(bytes, count: 300, seed: 11) {
      guard SealedJSON.read(mutant)?.isSealed == true else { continue }
      XCTAssertEqual(try StrictJSON.parse(mutant), meaning, name)
    }
  }
}
