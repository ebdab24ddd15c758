import Foundation
import Groundwork

/// Whether a chapter's check was built from the files as they are now.
///
/// `swift build` with nothing to do takes a second, which nine chapters make ten.
struct CheckStamp {
  let path: String
  /// Names, sizes and times of the files that the check is built from.
  let fingerprint: String

  /// Takes the fingerprint: before a build, so that an edit meanwhile builds again.
  init(root: String, chapter: Int, folder: String) {
    path = "\(root)/.build/workbook-stamps/" + String(format: "check-%02d", chapter)
    let manager = FileManager.default
    var lines: [String] = [root]
    for part in [
      "Exercises/\(folder)", "Exercises/Tasks/\(folder)", "Exercises/Checks/\(folder)",
      "Sources", "Package.swift",
    ] {
      let below = (try? manager.subpathsOfDirectory(atPath: "\(root)/\(part)")) ?? []
      for name in [part] + below.sorted().map({ "\(part)/\($0)" }) {
        var status = stat()
        guard stat("\(root)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
          continue
        }
        let time = status.st_mtim
        lines.append("\(name) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)")
      }
    }
    fingerprint = lines.joined(separator: "\n")
  }

  /// Whether the last build saw these files.
  var holds: Bool {
    (try? AtomicFile.read(path)) == Array(fingerprint.utf8)
  }

  /// Says that a build of these files succeeded. A stamp that cannot be written costs a second.
  func write() { try? AtomicFile.write(fingerprint, to: path) }
}
