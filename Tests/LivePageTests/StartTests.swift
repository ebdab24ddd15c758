import Foundation
import LivePage
import XCTest

/// What keeps a page from being served is said, not swallowed.
final class StartTests: XCTestCase {
  func testASocketThatCannotBeOpenedEndsTheStart() throws {
    let house = try SmallHouse()
    let folder = house.root + "/socket"
    // Where the socket belongs stands a folder with something in it.
    try SmallHouse.write("x", to: folder + "/page/file")
    var settings = LivePage.Settings(root: house.root, program: "/bin/true")
    settings.socketFolder = folder
    XCTAssertThrowsError(try LivePage(settings)) {
      guard case LivePageError.notServing(let reason) = $0 else { return XCTFail("\($0)") }
      XCTAssertFalse(reason.isEmpty)
      XCTAssertFalse("\($0)".contains("\n"), "\($0)")
    }
    XCTAssertTrue(FileManager.default.fileExists(atPath: folder + "/page/file"))
    XCTAssertNil(house.page.failure, "the other page goes on")
  }

  func testATakenPortIsSaid() throws {
    let house = try SmallHouse()
    var settings = LivePage.Settings(root: house.root, program: "/bin/true")
    settings.port = house.visitor.port
    XCTAssertThrowsError(try LivePage(settings)) {
      guard case LivePageError.portTaken = $0 else { return XCTFail("\($0)") }
    }
  }
}
