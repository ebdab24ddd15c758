import Foundation
import Groundwork

/// A folder that `CleanedCorpus.write` made, known by the report in it: its texts are divided already,
/// and nothing in one part is nearly in another.
struct CleanedFolder: Sendable {
  static let reportName = "report.json"
  private static let otherNames = [reportName, "report.txt"]
  /// A report is a few kilobytes: examples in it are few and short.
  private static let longestReport = 16 << 20

  let path: String
  /// What is the same for all paths that lead here.
  let identity: String
  /// Parts that hold documents.
  private let parts: [DocumentSplit.Part]
  /// Parts whose files are not as long as the report says.
  private let changed: [DocumentSplit.Part]

  /// Recognizes a folder; nil for every other.
  ///
  /// - Throws: `CorpusError.partMissing` where the report counts documents of a file that is gone.
  init?(_ path: String) throws(CorpusError) {
    let file = "\(path)/\(Self.reportName)"
    guard let size = Self.size(of: file), size <= Self.longestReport,
      let bytes = try? AtomicFile.read(file),
      let report = (try? StrictJSON.parse(bytes))?.object,
      let listed = report["parts"]?.array, report["dropped"]?.array != nil,
      report["groupsKeptTogether"]?.integer != nil
    else { return nil }
    var (parts, changed): ([DocumentSplit.Part], [DocumentSplit.Part]) = ([], [])
    for entry in listed {
      guard let entry = entry.object,
        let part = entry["name"]?.text.flatMap({ DocumentSplit.Part(rawValue: $0) }),
        let documents = entry["documents"]?.integer, let byteCount = entry["bytes"]?.integer
      else { return nil }
      guard documents > 0 else { continue }
      let text = "\(path)/\(part.fileName)"
      guard let size = Self.size(of: text) else {
        throw .partMissing(path: text, documents: documents)
      }
      parts.append(part)
      // Each document is followed by a line with the mark.
      let (marks, isLarge) = documents.multipliedReportingOverflow(
        by: DocumentMarker.bytes.count + 1)
      let (expected, isLarger) = marks.addingReportingOverflow(byteCount)
      if isLarge || isLarger || size != expected { changed.append(part) }
    }
    guard parts.contains(.training) else { return nil }
    self.path = path
    identity = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    (self.parts, self.changed) = (parts, changed)
  }

  /// The cleaned folder that a file is a part of, and which part; nil for other files.
  static func holding(
    _ path: String
  ) throws(CorpusError) -> (folder: CleanedFolder, part: DocumentSplit.Part)? {
    let name = (path as NSString).lastPathComponent
    guard let part = DocumentSplit.Part.allCases.first(where: { $0.fileName == name }) else {
      return nil
    }
    let parent = (path as NSString).deletingLastPathComponent
    guard let folder = try CleanedFolder(parent.isEmpty ? "." : parent),
      folder.parts.contains(part)
    else { return nil }
    return (folder, part)
  }

  private static func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Whether a file of the folder is one that cleaning made.
  func owns(_ name: String) -> Bool {
    Self.otherNames.contains(name) || parts.contains { $0.fileName == name }
  }

  /// The files to read.
  func entries(_ purpose: TextFileReader.Purpose) -> [TextSource.Entry] {
    files(purpose).map { part in
      let isDivided = purpose == .division && (part != .training || parts.contains(.validation))
      return TextSource.Entry(
        file: TextFolder.File("\(path)/\(part.fileName)"), part: isDivided ? part : nil)
    }
  }

  private func files(_ purpose: TextFileReader.Purpose) -> [DocumentSplit.Part] {
    switch purpose {
    case .everything, .division: parts
    case .vocabulary: [.training]
    case .measurement: [parts.contains(.validation) ? .validation : .training]
    }
  }

  /// What was recognized, and what comes of it.
  func line(_ purpose: TextFileReader.Purpose) -> String {
    let names = files(purpose).map(\.fileName).joined(separator: ", ")
    let hasValidation = parts.contains(.validation)
    let what =
      switch purpose {
      case .everything: "\(names) read, the reports left out"
      case .division:
        hasValidation
          ? "its parts stay as they are (\(names))"
          : "it has no validation part, and \(DocumentSplit.Part.training.fileName) is divided anew"
      case .vocabulary: "\(names) read alone"
      case .measurement:
        hasValidation ? "\(names) read" : "it has no validation part, and \(names) is read"
      }
    let warning =
      changed.isEmpty
      ? ""
      : "; changed since: \(changed.map(\.fileName).joined(separator: ", ")), which may hold the "
        + "same text twice"
    return "\(path): cleaned by data clean; \(what)\(warning)"
  }
}
