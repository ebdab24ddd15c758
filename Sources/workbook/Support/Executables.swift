import Foundation
import WorkbookCore

/// Programs on the PATH.
enum Executables {
  /// The first program of a name on the PATH.
  static func find(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { candidate in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder)
        && !isFolder.boolValue && access(candidate, X_OK) == 0
    }
  }

  /// What a program prints on either stream, or nil where it cannot be started.
  static func output(of name: String, _ arguments: [String]) -> String? {
    guard let path = find(name) else { return nil }
    let pipe = Pipe()
    let end = pipe.fileHandleForWriting
    guard
      let child = try? ChildProgram.start(
        path, arguments, output: end.fileDescriptor, errors: end.fileDescriptor)
    else { return nil }
    try? end.close()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    _ = child.wait()
    return String(decoding: bytes, as: UTF8.self)
  }
}
