import Foundation
import Groundwork

extension ExerciseWorkspace {
  /// What a reset did.
  public struct Reset: Equatable, Sendable {
    /// The file that was put back, from the root of the package.
    public var file: String
    /// Whether the file was another one before, or missing.
    public var isChanged: Bool
    /// Where the learner's text lies now, from the root; nil where there was none to keep.
    public var backup: String?
    /// The chapter's list of cases, from the root, where that had to be written anew.
    public var list: String?
  }

  /// Puts the stub of an exercise back and forgets its progress. The learner's text is kept.
  ///
  /// Writes the chapter's list of cases, too, where that is not what the exercises' folders make it.
  ///
  /// - Throws: `ExerciseError`; `FileError` where something cannot be written, and then nothing is
  ///   lost.
  public func reset(_ id: String) throws -> Reset {
    let info = try exercise(id)
    let (stub, file) = try stub(info)
    let list = try caseList(ofChapter: info.chapter)
    var result = try replace(file, by: Array(stub.utf8))
    if !isPresent(list) {
      try AtomicFile.write(list.text, to: "\(root)/\(list.file)")
      result.list = list.file
    }
    var progress = Progress.read(root: root)
    progress[id] = Progress.Entry()
    try progress.write()
    return result
  }

  /// Puts a chapter's `main.swift` back as git has it last. The learner's text is kept.
  ///
  /// - Throws: `ExerciseError.noChapter`, `.notInGit`; `FileError`.
  public func reset(chapter: Int) throws -> Reset {
    guard catalog.folders.indices.contains(chapter - 1) else {
      throw ExerciseError.noChapter(String(chapter), count: catalog.folders.count)
    }
    let file = "Chapters/\(catalog.folder(ofChapter: chapter))/main.swift"
    // `./` is the root of the workbook, which may lie inside another repository.
    let shown = try CapturedProcess.run(
      "git", ["-C", root, "show", "HEAD:./\(file)"], withErrors: false)
    guard shown.ending == .exit(0) else { throw ExerciseError.notInGit(path: file) }
    return try replace(file, by: Array(shown.output.utf8))
  }

  /// Keeps a file's text in `.workbook/backups/` and writes another in its place.
  ///
  /// Backups are numbered, so that a second reset does not eat the first one's. They do not lie
  /// beside the original: the build and git would take them for part of the workbook.
  private func replace(_ file: String, by bytes: [UInt8]) throws -> Reset {
    let path = "\(root)/\(file)"
    guard FileManager.default.fileExists(atPath: path) else {
      try AtomicFile.write(bytes, to: path)
      return Reset(file: file, isChanged: true, backup: nil)
    }
    let present = try AtomicFile.read(path)
    guard present != bytes else { return Reset(file: file, isChanged: false, backup: nil) }
    var number = 1
    var backup: String
    repeat {
      backup = ".workbook/backups/\(file).\(number)"
      number += 1
    } while FileManager.default.fileExists(atPath: "\(root)/\(backup)")
    try AtomicFile.write(present, to: "\(root)/\(backup)")
    try AtomicFile.write(bytes, to: path)
    return Reset(file: file, isChanged: true, backup: backup)
  }
}
