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
    /// Whether the file is no part of the original, and was taken away.
    public var isRemoved = false
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
    try Progress.update(root: root) { $0[id] = Progress.Entry() }
    return result
  }

  /// Puts an exercise (`2.3`) or a chapter (`02`, and `0` for the opening) back.
  ///
  /// - Throws: as the two below.
  public func reset(named name: String) throws -> [Reset] {
    guard ExerciseCatalog.isNumber(name) else { return [try reset(name)] }
    guard let number = Int(name) else {
      throw ExerciseError.noChapter(name, count: catalog.folders.count)
    }
    return try reset(chapter: number)
  }

  /// The folder of a chapter: as its exercises' is called, or, for one that has none, as it is found.
  private func chapterFolder(_ number: Int) throws -> String {
    if catalog.folders.indices.contains(number - 1) {
      return "Chapters/\(catalog.folder(ofChapter: number))"
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/Chapters")) ?? []
    let prefix = String(format: "%02d-", number)
    guard let name = names.sorted().first(where: { $0.hasPrefix(prefix) }) else {
      throw ExerciseError.noChapter(String(number), count: catalog.folders.count)
    }
    return "Chapters/\(name)"
  }

  /// Puts a chapter's Swift files back as git has them last, `main.swift` first. The learner's texts
  /// are kept; a section that git does not have is taken away.
  ///
  /// - Throws: `ExerciseError.noChapter`, `.notInGit`; `FileError`.
  public func reset(chapter: Int) throws -> [Reset] {
    let folder = try chapterFolder(chapter)
    let main = "\(folder)/main.swift"
    let listed = try git("ls-tree", "-z", "--name-only", "HEAD", "\(folder)/") ?? ""
    let originals = listed.split(separator: "\0").map(String.init).filter { $0.hasSuffix(".swift") }
    guard originals.contains(main) else { throw ExerciseError.notInGit(path: main) }
    // Everything is read before anything is written.
    let texts = try ([main] + originals.filter { $0 != main }).map { file in
      // `./` is the root of the workbook, which may lie inside another repository.
      guard let text = try git("show", "HEAD:./\(file)") else {
        throw ExerciseError.notInGit(path: file)
      }
      return (file: file, bytes: Array(text.utf8))
    }
    let present = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    let added = present.filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }.sorted()
      .filter { !originals.contains($0) }
    return try texts.map { try replace($0.file, by: $0.bytes) } + added.map { try remove($0) }
  }

  /// What git says in the workbook's folder; nil where it refuses.
  private func git(_ arguments: String...) throws -> String? {
    let said = try CapturedProcess.run("git", ["-C", root] + arguments, withErrors: false)
    return said.ending == .exit(0) ? said.output : nil
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
    let backup = try keep(present, of: file)
    try AtomicFile.write(bytes, to: path)
    return Reset(file: file, isChanged: true, backup: backup)
  }

  /// Keeps a file's text in `.workbook/backups/` and takes the file away.
  private func remove(_ file: String) throws -> Reset {
    let backup = try keep(try AtomicFile.read("\(root)/\(file)"), of: file)
    try FileManager.default.removeItem(atPath: "\(root)/\(file)")
    return Reset(file: file, isChanged: true, backup: backup, isRemoved: true)
  }

  /// Writes a file's text to a backup that is not there yet, and says where.
  private func keep(_ text: [UInt8], of file: String) throws -> String {
    var number = 1
    var backup: String
    repeat {
      backup = ".workbook/backups/\(file).\(number)"
      number += 1
    } while FileManager.default.fileExists(atPath: "\(root)/\(backup)")
    try AtomicFile.write(text, to: "\(root)/\(backup)")
    return backup
  }
}
