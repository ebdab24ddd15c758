import CGnuplotIostream
import Foundation
import Groundwork

/// The gnuplot of this machine.
public enum Gnuplot {
  /// The path of gnuplot, or nil when no folder of the PATH has it.
  ///
  /// - Parameter path: folders separated by colons; the environment's PATH by default.
  public static func executable(
    path: String? = ProcessInfo.processInfo.environment["PATH"]
  ) -> String? {
    for folder in (path ?? "").split(separator: ":") {
      let candidate = "\(folder)/gnuplot"
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
        !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate)
      {
        return candidate
      }
    }
    return nil
  }

  /// Throws ``FigureError/gnuplotMissing`` when there is no gnuplot: to be asked before any long
  /// work that ends in a chart.
  public static func requireInstalled(
    path: String? = ProcessInfo.processInfo.environment["PATH"]
  ) throws(FigureError) {
    guard executable(path: path) != nil else { throw FigureError.gnuplotMissing }
  }

  /// Runs a script. Returns gnuplot's exit status and what it wrote to its standard error, cut at 4,096
  /// bytes; 127 where it could not be started.
  ///
  /// The calling process gets no SIGPIPE, whatever becomes of gnuplot; and gnuplot ends with it.
  public static func run(
    _ script: String, executable: String
  ) -> (status: Int, message: String) {
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    let errors = unnamedFile()
    var ends: [Int32] = [-1, -1]
    guard nowhere >= 0, errors >= 0, pipe(&ends) == 0 else {
      let reason = String(cString: strerror(errno)).lowercased()
      for descriptor in [nowhere, errors] where descriptor >= 0 { close(descriptor) }
      return (-1, "gnuplot cannot be given its streams (\(reason))")
    }
    // No other child is to hold the pipe open.
    for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    defer { for descriptor in [nowhere, errors] { close(descriptor) } }
    let child: ChildProgram
    do throws(ChildProgram.Failure) {
      child = try ChildProgram.start(
        executable, [], input: ends[0], output: nowhere, errors: errors)
    } catch {
      for descriptor in ends { close(descriptor) }
      return (127, error.description)
    }
    close(ends[0])
    let failure = send(script, to: ends[1])
    let status =
      switch child.wait() {
      case .exit(let status): Int(status)
      // As a shell says it.
      case .signal(let number): 128 + Int(number)
      }
    if let failure { return (-1, failure) }
    var text = [UInt8](repeating: 0, count: 4_096)
    let count = pread(errors, &text, text.count, 0)
    return (status, String(decoding: text.prefix(max(0, count)), as: UTF8.self))
  }

  /// Sends a script and closes the descriptor. Returns why it could not be sent.
  private static func send(_ script: String, to descriptor: Int32) -> String? {
    var message = [CChar](repeating: 0, count: 1_024)
    let bytes = Array(script.utf8)
    let status = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        workbook_gnuplot_send(
          descriptor, characters.baseAddress, characters.count, &message, message.count)
      }
    }
    guard status != 0 else { return nil }
    let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: text, as: UTF8.self)
  }

  /// A file for what gnuplot says, however much; it has no name, so nobody has to remove it.
  private static func unnamedFile() -> Int32 {
    let path = NSTemporaryDirectory() + "workbook-gnuplot-\(UUID().uuidString)"
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if descriptor >= 0 { unlink(path) }
    return descriptor
  }

  /// The first line of gnuplot's message that is not an echo of the script.
  static func reason(in message: String, status: Int) -> String {
    let lines = message.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let reason = lines.last { !$0.isEmpty && !$0.hasPrefix("^") }
    return reason ?? (status == 0 ? "it left no picture" : "it ended with status \(status)")
  }
}
