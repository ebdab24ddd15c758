import Foundation
import Groundwork

/// What the learner's file says of its exercise, and where the types lie that it names.
extension ExerciseWorkspace {
  /// A name that an exercise's code uses and does not declare, and the file that does.
  public struct Given: Equatable, Sendable {
    /// `Chapter02.BlockSummary`.
    public var name: String
    /// From the root of the package.
    public var file: String
  }

  /// The names that an exercise's stub takes from elsewhere in the workbook.
  ///
  /// - Throws: `ExerciseError`; `FileError` where the exercise's files cannot be read.
  public func given(_ info: ExerciseInfo) throws -> [Given] {
    try given(in: derivedStub(info), ofChapter: info.chapter)
  }

  func given(in stub: String, ofChapter chapter: Int) -> [Given] {
    let number = String(format: "%02d", chapter)
    let place = "\(ExerciseCatalog.place)/\(catalog.folder(ofChapter: chapter))"
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(place)")) ?? []
    let files = below.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let bytes = (try? AtomicFile.read("\(root)/\(place)/\(name)")) ?? []
      return (path: "\(place)/\(name)", text: String(decoding: bytes, as: UTF8.self))
    }
    var found: [Given] = []
    for match in stub.matches(of: #/\bChapter\d\d\.(\w+)/#) {
      let name = "Chapter\(number).\(match.output.1)"
      guard String(match.output.0) == name, !found.contains(where: { $0.name == name }),
        let declaration = try? Regex(
          // What the learner's file takes is public; a mistake may have a shorter name for it.
          "\\bpublic (static |indirect |final )*(struct|enum|class|typealias|func|let|var) "
            + "\(match.output.1)\\b"),
        let file = files.first(where: { $0.text.contains(declaration) })
      else { continue }
      found.append(Given(name: name, file: file.path))
    }
    guard stub.contains("\nimport Groundwork\n") else { return found }
    for match in stub.matches(of: #/\b[A-Z]\w+/#) {
      let (name, file) = (String(match.output), "Sources/Groundwork/\(match.output).swift")
      guard !found.contains(where: { $0.name == name }),
        FileManager.default.fileExists(atPath: "\(root)/\(file)")
      else { continue }
      found.append(Given(name: name, file: file))
    }
    return found
  }

  /// The stub with its task and the places of what it names as a comment behind its imports.
  func commented(_ stub: String, _ info: ExerciseInfo) -> String {
    let kind = info.kind == .estimate ? "an estimate" : "a \(info.kind.rawValue)"
    var comment = ["\(info.id) \(info.title) (\(kind), about \(info.minutes) minutes)", ""]
    for paragraph in info.task.split(separator: "\n") {
      comment += TerminalText.wrapped(paragraph, width: 96) + [""]
    }
    let given = given(in: stub, ofChapter: info.chapter)
    comment += given.map { "\($0.name) is in \($0.file)." }
    if given.isEmpty { comment.removeLast() }
    let lines = comment.map { $0.isEmpty ? "//" : "// \($0)" }
    var text = stub.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let last = text.lastIndex { $0.hasPrefix("import ") }
    text.insert(contentsOf: [""] + lines, at: last.map { $0 + 1 } ?? 0)
    return text.joined(separator: "\n")
  }
}
