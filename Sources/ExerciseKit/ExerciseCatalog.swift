import Foundation
import Groundwork

/// Every exercise of a checkout, in order, as the folders below `Exercises/Tasks` have them.
///
///     Exercises/Tasks/02-Attention/2.3-ScaledScores/2.3-Task.swift
public struct ExerciseCatalog: Sendable {
  /// Where the exercises stand, from the root of the package.
  static let place = "Exercises/Tasks"

  /// The exercises, chapter by chapter.
  public let all: [ExerciseInfo]
  /// The folders of the chapters, by number: "02-Attention".
  public let folders: [String]
  /// The exercises' names, by id: "2.3-ScaledScores".
  private let names: [String: String]

  /// Reads the folders.
  ///
  /// - Throws: `ExerciseError.noTasks` where there are none, `.badTask` for one that is not as it
  ///   should be.
  public init(root: String) throws(ExerciseError) {
    folders = Self.folders(in: "\(root)/\(Self.place)")
    guard !folders.isEmpty else { throw .noTasks }
    var all: [ExerciseInfo] = []
    var names: [String: String] = [:]
    for (index, folder) in folders.enumerated() {
      let chapter = index + 1
      guard folder.hasPrefix(String(format: "%02d-", chapter)) else {
        throw .badTask(path: "\(Self.place)/\(folder)", problem: "chapters are named 01-Name on")
      }
      let found = try Self.exercises(in: "\(Self.place)/\(folder)", ofChapter: chapter, root: root)
      all += found.map(\.info)
      for (info, name) in found where names.updateValue(name, forKey: info.id) != nil {
        throw .badTask(
          path: "\(Self.place)/\(folder)/\(name)", problem: "there is another exercise \(info.id)")
      }
    }
    self.all = all
    self.names = names
  }

  /// The exercise of an id.
  public func exercise(_ id: String) -> ExerciseInfo? { all.first { $0.id == id } }

  /// The exercises of a chapter.
  public func exercises(ofChapter chapter: Int) -> [ExerciseInfo] {
    all.filter { $0.chapter == chapter }
  }

  /// A chapter's folder: "02-Attention".
  func folder(ofChapter chapter: Int) -> String { folders[chapter - 1] }

  /// An exercise's folder, from the root of the package, and its name, "2.3-ScaledScores".
  func home(_ info: ExerciseInfo) -> (folder: String, name: String) {
    let name = names[info.id] ?? info.id
    return ("\(Self.place)/\(folder(ofChapter: info.chapter))/\(name)", name)
  }

  /// A chapter's exercises by number, with the names of their folders.
  private static func exercises(
    in place: String, ofChapter chapter: Int, root: String
  ) throws(ExerciseError) -> [(info: ExerciseInfo, name: String)] {
    var found: [(number: Int, info: ExerciseInfo, name: String)] = []
    for name in folders(in: "\(root)/\(place)") {
      let parts = name.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard let id = parts.first, parts.count == 2, id.hasPrefix("\(chapter)."),
        let number = Int(id.dropFirst("\(chapter).".count)), number > 0,
        id == "\(chapter).\(number)"
      else {
        throw .badTask(
          path: "\(place)/\(name)", problem: "exercises here are named \(chapter).1-Name on")
      }
      let path = "\(place)/\(name)/\(id)-Task.swift"
      guard let bytes = try? AtomicFile.read("\(root)/\(path)") else {
        throw .badTask(path: path, problem: "it is missing, or cannot be read")
      }
      do throws(ExerciseInfo.Problem) {
        let text = String(decoding: bytes, as: UTF8.self)
        found.append((number, try ExerciseInfo(id: String(id), prose: text), name))
      } catch {
        throw .badTask(path: path, problem: "\(error)")
      }
    }
    return found.sorted { $0.number < $1.number }.map { ($0.info, $0.name) }
  }

  /// The names of the folders in a folder, sorted; hidden ones aside.
  private static func folders(in path: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      return !name.hasPrefix(".")
        && FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
        && isFolder.boolValue
    }.sorted()
  }
}
