import Figures
import Foundation
import TestSupport
import XCTest

/// The shim around gnuplot: failures come back as values, never as signals.
final class GnuplotTests: XCTestCase {
  func testReportsItsErrors() throws {
    let gnuplot = try XCTUnwrap(Gnuplot.executable())
    let result = Gnuplot.run("this is no command", executable: gnuplot)
    XCTAssertNotEqual(result.status, 0)
    XCTAssertTrue(result.message.contains("invalid command"), result.message)
    XCTAssertEqual(Gnuplot.run("x = 1", executable: gnuplot).status, 0)
  }

  func testAMissingExecutableIsAStatus() {
    let result = Gnuplot.run("x = 1", executable: "/nonexistent/gnuplot")
    XCTAssertEqual(result.status, 127)
  }

  func testAProgramThatReadsNothingRaisesNoSignal() {
    // More than a pipe holds, sent to a program that ends at once: without the mask this process
    // would be killed by SIGPIPE.
    let script = String(repeating: "x = 1 # filling the pipe\n", count: 100_000)
    for _ in 0..<5 {
      XCTAssertEqual(Gnuplot.run(script, executable: "/bin/false").status, 1)
    }
    var pending = sigset_t()
    sigpending(&pending)
    XCTAssertEqual(sigismember(&pending, SIGPIPE), 0)
    var mask = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &mask)
    XCTAssertEqual(sigismember(&mask, SIGPIPE), 0)
  }

  func testAGnuplotThatDrawsNothingIsAnError() throws {
    let folder = NSTemporaryDirectory() + "gnuplot-nothing-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "x\n".write(toFile: folder + "/a.csv", atomically: true, encoding: .utf8)
    for script in ["x = 1\n", "plot nonsense(\n"] {
      try script.write(toFile: folder + "/a.gp", atomically: true, encoding: .utf8)
      XCTAssertThrowsError(try Figure.redraw(script: folder + "/a.gp")) { error in
        guard case FigureError.gnuplotFailed("a", _) = error else { return XCTFail("\(error)") }
      }
    }
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder).count, 2)
    assertThrows(
      try Figure.redraw(script: folder + "/none.gp"), FigureError.self, "none.gp: no such file")
  }

  func testDrawingFromSeveralThreads() throws {
    let folder = NSTemporaryDirectory() + "gnuplot-threads-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    DispatchQueue.concurrentPerform(iterations: 4) { index in
      _ = try? FigureFilesTests.everyMark("figure-\(index)").render(in: folder)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    XCTAssertEqual(names.filter { $0.hasSuffix(".svg") }.count, 4)
  }
}
