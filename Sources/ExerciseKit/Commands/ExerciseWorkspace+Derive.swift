import Foundation
import Groundwork

/// What is derived from the exercises' folders: the learner's files, and each chapter's list of
/// cases.
extension ExerciseWorkspace {
  /// A file that is derived: its text, and where it belongs from the root of the package.
  typealias Derived = (text: String, file: String)

  /// The stub that belongs into the learner's folder.
  func stub(_ info: ExerciseInfo) throws -> Derived {
    let name = catalog.home(info).name
    return (
      commented(try derivedStub(info), info),
      "Exercises/\(catalog.folder(ofChapter: info.chapter))/\(name).swift"
    )
  }

  /// The stub without what is said about it.
  func derivedStub(_ info: ExerciseInfo) throws -> String {
    let text = try solutionText(info)
    do throws(StubDeriver.Problem) {
      return importingGiven(try StubDeriver.derive(from: text), ofChapter: info.chapter)
    } catch {
      throw ExerciseError.badTask(
        path: "\(catalog.home(info).folder)/\(info.id)-Solution.swift", problem: "\(error)")
    }
  }

  /// The list that binds a chapter's exercises to the learner's answers.
  func caseList(ofChapter chapter: Int) throws -> Derived {
    let folder = catalog.folder(ofChapter: chapter)
    let entries = try catalog.exercises(ofChapter: chapter).map { info in
      let path = "\(catalog.home(info).folder)/\(info.id)-"
      let task = String(
        decoding: try AtomicFile.read("\(root)/\(path)Task.swift"), as: UTF8.self)
      guard let exercise = CaseList.exerciseName(inTask: task) else {
        throw ExerciseError.badTask(
          path: path + "Task.swift",
          problem: "expected \"public static let name = Exercise<Type>(\"")
      }
      let solution = try solutionText(info)
      guard let answer = CaseList.answerName(inSolution: solution) else {
        throw ExerciseError.badTask(
          path: path + "Solution.swift", problem: "expected \"public func name(\"")
      }
      return CaseList.Entry(
        id: info.id, exercise: exercise, answer: answer,
        inputs: CallSignature(solution: solution)?.inputs ?? [])
    }
    let text = CaseList.derive(
      chapter: String(format: "%02d", chapter), folder: "\(ExerciseCatalog.place)/\(folder)",
      entries)
    return (text, "Exercises/Checks/\(folder)/Cases.swift")
  }

  /// The text of an exercise's solution, with its marks.
  func solutionText(_ info: ExerciseInfo) throws -> String {
    let path = "\(root)/\(catalog.home(info).folder)/\(info.id)-Solution.swift"
    guard FileManager.default.fileExists(atPath: path) else {
      throw ExerciseError.noSolution(id: info.id)
    }
    return String(decoding: try AtomicFile.read(path), as: UTF8.self)
  }

  /// A text that names what its chapter gives (`Chapter02.BlockSummary`), with the import that it
  /// needs outside of the chapter's own module.
  func importingGiven(_ text: String, ofChapter chapter: Int) -> String {
    let number = String(format: "%02d", chapter)
    guard text.contains("Chapter\(number).") else { return text }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let last = lines.lastIndex { $0.hasPrefix("import ") }
    lines.insert("import Tasks\(number)", at: last.map { $0 + 1 } ?? 0)
    return lines.joined(separator: "\n")
  }

  /// Whether a derived file stands there as it should.
  func isPresent(_ derived: Derived) -> Bool {
    (try? AtomicFile.read("\(root)/\(derived.file)")) == Array(derived.text.utf8)
  }

  /// Throws unless the list of a chapter is what its exercises make it: another one judges none of
  /// the new exercises.
  func requireCurrentList(ofChapter chapter: Int) throws {
    let list = try caseList(ofChapter: chapter)
    guard !isPresent(list) else { return }
    let present = (try? AtomicFile.read("\(root)/\(list.file)")) ?? []
    let text = String(decoding: present, as: UTF8.self)
    let ids = catalog.exercises(ofChapter: chapter).map(\.id)
    guard let id = ids.first(where: { !text.contains("\"\($0)\"") }) ?? ids.first else { return }
    throw ExerciseError.staleList(path: list.file, id: id)
  }

  /// Where derived files are not as they should be: the lint of a fresh checkout.
  public func drift() -> [String] {
    let stubs = catalog.all.compactMap { info in
      drift("the stub of exercise \(info.id)") { try stub(info) }
    }
    return stubs
      + catalog.folders.indices.compactMap { index in
        drift("the list of chapter \(index + 1)") { try caseList(ofChapter: index + 1) }
      }
  }

  private func drift(_ what: String, _ derive: () throws -> Derived) -> String? {
    do {
      let derived = try derive()
      return isPresent(derived) ? nil : "\(derived.file) is not \(what)"
    } catch {
      return "\(what): \(error)"
    }
  }
}
