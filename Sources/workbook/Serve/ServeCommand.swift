import ArgumentParser
import Foundation
import LivePage
import WorkbookCore

/// `serve`: the book as a live page on this machine.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Opens the book as a live page: read, run chapters, solve exercises, try things out.",
    discussion: """
      Example: ./workbook serve
      Example: ./workbook serve --port 8411

      Answers on 127.0.0.1 alone, to whoever knows the address that it prints: it holds a key, new at \
      each start. Ctrl-C ends it, and interrupts a chapter that runs.
      """)

  @Option(help: "The port; 0 for any that is free.")
  var port: UInt16 = 0

  func run() throws {
    let root = try PackageRoot.find()
    var settings = LivePage.Settings(root: root, program: try Self.program())
    settings.port = port
    Interruption.watch()
    let page = try LivePage(settings)
    defer { page.stop() }
    print(page.address)
    StandardStreams.flushOutput()
    Console.note("open this address in a browser on this machine; Ctrl-C ends the page")
    // An address that nobody has read is known to nobody.
    while !Interruption.isRequested, !StandardStreams.isOutputLost {
      if let failure = page.failure { throw failure }
      usleep(100_000)
    }
    Console.note("closing the page")
  }

  /// This program, as the system knows it: chapters are run by it.
  private static func program() throws -> String {
    let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    guard let path else { throw InputError("/proc is not there; the page cannot start chapters") }
    return path
  }
}
