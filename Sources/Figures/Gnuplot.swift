import CGnuplotIostream
import Foundation

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

  /// Runs a script. Returns gnuplot's exit status and what it wrote to its standard error.
  ///
  /// The calling process gets no SIGPIPE, whatever becomes of gnuplot.
  public static func run(
    _ script: String, executable: String
  ) -> (status: Int, message: String) {
    var message = [CChar](repeating: 0, count: 4_096)
    let bytes = Array(script.utf8)
    let status = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        workbook_gnuplot_run(
          executable, characters.baseAddress, characters.count, &message, message.count)
      }
    }
    let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return (Int(status), String(decoding: text, as: UTF8.self))
  }

  /// The first line of gnuplot's message that is not an echo of the script.
  static func reason(in message: String, status: Int) -> String {
    let lines = message.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let reason = lines.last { !$0.isEmpty && !$0.hasPrefix("^") }
    return reason ?? (status == 0 ? "it left no picture" : "it ended with status \(status)")
  }
}
