import Foundation
import WorkbookCore

/// Pages of everything that the library declares, by the docc of the Swift toolchain.
enum DeclarationPages {
  /// The folder beside the site's pages.
  static let folder = "api"

  /// Makes sure that there is a docc: on the PATH, or beside the swift that is.
  ///
  /// - Throws: `InputError` with one line where there is none.
  static func requireDocc() throws {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let beside = folders.map { "\($0)/swift" }.first(where: isProgram).map {
      (($0 as NSString).resolvingSymlinksInPath as NSString).deletingLastPathComponent
    }
    let places = folders.map(String.init) + (beside.map { [$0] } ?? [])
    guard places.contains(where: { isProgram("\($0)/docc") }) else {
      throw InputError(
        "--api: no docc is on the PATH or beside swift; a Swift toolchain from swift.org has it")
    }
  }

  private static func isProgram(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: path)
  }

  /// Makes the pages and puts them into a folder of the site.
  ///
  /// - Returns: the first page, from the site.
  static func make(root: String, beside site: String) throws -> String {
    let ending = try ChildProcess.run(
      "/usr/bin/env", ["bash", "\(root)/.ci/docs", "--base", folder], outputToStandardError: true)
    guard ending == .exit(0) else {
      throw InputError("--api: .ci/docs has failed; see its messages above")
    }
    let target = "\(site)/\(folder)"
    try? FileManager.default.removeItem(atPath: target)
    try AtomicFile.createFolder(site)
    do {
      try FileManager.default.copyItem(atPath: "\(root)/.build/docs/site", toPath: target)
    } catch {
      throw InputError(
        "\(target): the pages cannot be copied there (\(error.localizedDescription))")
    }
    return "\(folder)/documentation/index.html"
  }
}
