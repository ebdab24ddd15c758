import Foundation
import LivePage
import XCTest

/// Which files are handed out: those of the project that pages show, and nothing beside them.
final class FileTests: XCTestCase {
  func testNoPathLeadsOut() throws {
    let house = try SmallHouse()
    let charts = house.root + "/.workbook/smoke-1/charts"
    try SmallHouse.write("<svg/>", to: charts + "/01-a.svg")
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: charts + "/link.svg", withDestinationPath: house.root + "/../secret.svg")
    try files.createSymbolicLink(
      atPath: house.root + "/.workbook/out", withDestinationPath: house.root + "/..")
    XCTAssertEqual(try house.visitor.get("chart/smoke-1/charts/01-a.svg").status, 200)
    for path in [
      "chart/../../secret.svg", "chart/smoke-1/../../../secret.svg",
      "chart/%2e%2e/%2e%2e/secret.svg", "chart/..%2f..%2fsecret.svg", "chart/%2e%2e%2fsecret.svg",
      "chart/..%5c..%5csecret.svg", "chart/%252e%252e/secret.svg", "chart//etc/hostname.svg",
      "chart/%2fetc%2fhostname.svg", "chart/smoke-1/charts/link.svg", "chart/out/secret.svg",
      "chart/smoke-1/charts/01-a.svg%00.svg", "chart/smoke-1/charts/", "chart/smoke-1/charts",
      "chart/smoke-1/charts/none.svg", "chart/./smoke-1/charts/01-a.svg",
      "live.css/../../../Package.swift", "Package.swift", "Sources/LivePage/Web/live.js",
      "advice/../report.html", "advice/Chapters/report.html", "read/../Package.swift",
      "read/images/..%2f..%2fPackage.swift", "exercise/..%2f..", "exercise/1.1/..",
    ] {
      let reply = try house.visitor.get(path)
      XCTAssertEqual(reply.status, 404, path)
      XCTAssertFalse(reply.body.contains("what nobody may see"), path)
    }
  }

  /// A reader gets a page that says what is missing, a script JSON.
  func testWhatIsMissingIsSaid() throws {
    let house = try SmallHouse()
    let reply = try house.visitor.get("chart/%3Cb%3E.svg")
    XCTAssertEqual(reply.status, 404)
    XCTAssertEqual(reply.headers["content-type"], "text/html; charset=utf-8")
    XCTAssertTrue(reply.body.contains("<p>chart/&lt;b&gt;.svg: not found</p>"), reply.body)
    XCTAssertFalse(reply.body.contains("<b>"), reply.body)
    XCTAssertTrue(reply.body.contains("href=\"../live.css\""), reply.body)
    let asked = try house.visitor.post("api/none", "{}")
    XCTAssertEqual(asked.status, 404)
    XCTAssertEqual(asked.headers["content-type"], "application/json")
  }

  func testAPictureRunsNothing() throws {
    let house = try SmallHouse()
    try SmallHouse.write(
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>",
      to: house.root + "/.workbook/smoke-1/charts/01-a.svg")
    let reply = try house.visitor.get("chart/smoke-1/charts/01-a.svg")
    XCTAssertEqual(reply.headers["content-type"], "image/svg+xml")
    let policy = try XCTUnwrap(reply.headers["content-security-policy"])
    XCTAssertTrue(policy.contains("sandbox") && !policy.contains("script-src"), policy)
  }

  func testAReportIsFoundAndShown() throws {
    let house = try SmallHouse()
    XCTAssertTrue(try house.visitor.get("advice").body.contains("There is no report yet"))
    try SmallHouse.write("{}", to: house.root + "/my advice/report.json")
    try SmallHouse.write("<p>Continue.</p>", to: house.root + "/my advice/report.html")
    let list = try house.visitor.get("advice").body
    XCTAssertTrue(list.contains("advice/my%20advice/report.html"), list)
    XCTAssertEqual(
      try house.visitor.get("advice/my%20advice/report.html").body, "<p>Continue.</p>")
  }
}
