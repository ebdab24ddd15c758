import Foundation
import LivePage
import XCTest

/// A workbook of one chapter with its exercises, in a folder of its own, and a program that plays the
/// command line: it prints what its file `script` says.
final class SmallHouse {
  let root: String
  let page: LivePage
  let visitor: Visitor
  private let temporary: String

  /// The package's folder.
  static var package: String {
    let tests = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return tests.joined(separator: "/")
  }

  init(script: String = "", limits: (inout Limits) -> Void = { _ in }) throws {
    let files = FileManager.default
    temporary = NSTemporaryDirectory() + "live-page-\(UUID().uuidString)"
    root = temporary + "/workbook"
    for folder in [
      "Chapters/01-Tokenizer", "Exercises/Tasks", "Exercises/Checks", "Sources/LivePage",
    ] {
      try files.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
    }
    for place in [
      "Exercises/Tasks/01-Tokenizer", "Exercises/Checks/01-Tokenizer", "Exercises/01-Tokenizer",
      "Sources/LivePage/Web",
    ] {
      try files.copyItem(atPath: "\(Self.package)/\(place)", toPath: "\(root)/\(place)")
    }
    try Self.write("// a package", to: root + "/Package.swift")
    try Self.write("// a chapter", to: root + "/Chapters/01-Tokenizer/main.swift")
    try Self.write("what nobody may see", to: temporary + "/secret.svg")
    let program = temporary + "/program"
    try Self.write("#!/bin/bash\n\(script)\n", to: program)
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    // Tests may be run where Ctrl-C is ignored; a child would inherit that.
    signal(SIGINT, SIG_DFL)
    var settings = LivePage.Settings(root: root, program: program)
    limits(&settings.limits)
    page = try LivePage(settings)
    visitor = try Visitor(page)
  }

  deinit {
    page.stop()
    try? FileManager.default.removeItem(atPath: temporary)
  }

  static func write(_ text: String, to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// The file of an exercise's answer.
  func answer(_ id: String) throws -> String {
    let folder = root + "/Exercises/01-Tokenizer"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return folder + "/" + (try XCTUnwrap(names.first { $0.hasPrefix(id + "-") }))
  }
}
