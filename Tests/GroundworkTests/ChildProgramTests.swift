import Foundation
import Groundwork
import TestSupport
import XCTest

final class ChildProgramTests: XCTestCase {
  private func output(
    _ program: String, _ arguments: [String], environment: [String: String]? = nil
  ) throws -> (String, ChildProgram.Ending) {
    let pipe = Pipe()
    let child = try ChildProgram.start(
      program, arguments, environment: environment,
      output: pipe.fileHandleForWriting.fileDescriptor)
    try pipe.fileHandleForWriting.close()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    return (String(decoding: bytes, as: UTF8.self), child.wait())
  }

  func testArgumentsEnvironmentAndEndings() throws {
    let (text, ending) = try output(
      "sh", ["-c", "echo \"$1\" $COLOUR; exit 7", "sh", "a  b"],
      environment: ["COLOUR": "red", "PATH": "/usr/bin:/bin"])
    XCTAssertEqual(text, "a  b red\n")
    XCTAssertEqual(ending, .exit(7))
    XCTAssertEqual(try output("/bin/sh", ["-c", "kill -TERM $$"]).1, .signal(SIGTERM))
  }

  func testWhatCannotBeStartedSaysWhy() {
    assertThrows(
      try ChildProgram.start("no-such-program-here", []), ChildProgram.Failure.self,
      "no-such-program-here cannot be started (no such file or directory)")
    assertThrows(
      try ChildProgram.start(NSTemporaryDirectory(), []), ChildProgram.Failure.self,
      "permission denied")
  }

  /// A child has the defaults of signals, whatever is caught or ignored here.
  func testSignalsAreTheChildsOwn() throws {
    let before = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, before) }
    XCTAssertEqual(try output("/bin/sh", ["-c", "kill -PIPE $$; echo lives"]).1, .signal(SIGPIPE))
  }

  func testAGroupOfItsOwnIsKilledAsAWhole() throws {
    let pipe = Pipe()
    let child = try ChildProgram.start(
      "/bin/sh", ["-c", "sleep 600 & echo; wait"],
      output: pipe.fileHandleForWriting.fileDescriptor, hasOwnGroup: true)
    try pipe.fileHandleForWriting.close()
    XCTAssertEqual(pipe.fileHandleForReading.availableData, Data("\n".utf8))
    XCTAssertNil(child.endingIfOver())
    child.kill()
    XCTAssertEqual(child.wait(), .signal(SIGKILL))
    // The end of the pipe: nobody is left who holds it open.
    XCTAssertEqual(pipe.fileHandleForReading.readDataToEndOfFile(), Data())
  }

  /// A descriptor that is open here, and does not ask to be closed, is not the child's.
  func testNothingButTheThreeStreamsIsInherited() throws {
    let descriptor = open("/dev/null", O_RDONLY)
    defer { close(descriptor) }
    XCTAssertEqual(fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0)
    let (text, ending) = try output(
      "/bin/sh", ["-c", "[ -e /proc/self/fd/\(descriptor) ] && echo there || echo gone"])
    XCTAssertEqual(text, "gone\n")
    XCTAssertEqual(ending, .exit(0))
  }

  /// Threads of libraries block signals; what one of them starts can be interrupted all the same.
  func testWhatAThreadBlocksIsNotTheChilds() throws {
    var (blocked, before) = (sigset_t(), sigset_t())
    sigfillset(&blocked)
    pthread_sigmask(SIG_SETMASK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    XCTAssertEqual(try output("/bin/sh", ["-c", "kill -INT $$; echo lives"]).1, .signal(SIGINT))
  }
}
