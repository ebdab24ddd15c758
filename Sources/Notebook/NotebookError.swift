import Figures
import Groundwork

/// What can go wrong between a chapter and its results.
public enum NotebookError: UserFacingError, Equatable {
  /// The chapter's options; ends with status 2.
  case usage(String)
  /// The folder of the workbook cannot be found.
  case rootMissing(path: String)
  /// No stored results to draw or weave from.
  case noResults(tier: String)
  /// A chart that no chapter has drawn.
  case noSuchChart(name: String, known: [String])
  /// A chapter's source that cannot be read as one.
  case source(path: String, line: Int, problem: String)
  /// A text of the user's that is too short to hold anything out of it.
  case corpusTooShort(name: String, byteCount: Int, needed: Int)
  /// Nothing general is here for the user's own text to be set against.
  case noGeneralText(beside: [String])
  /// A manifest whose list of modules cannot be read.
  case badManifest(path: String)
  /// Stored results that are damaged.
  case damaged(path: String)

  public var description: String {
    switch self {
    case .usage(let message): message
    case .rootMissing(let path): "\(path): not the folder of the workbook"
    case .noResults(let tier): "there are no results of the \(tier) tier yet"
    case .noSuchChart(let name, let known):
      "there is no chart \"\(name)\"; the charts are \(known.joined(separator: " "))"
    case .source(let path, let line, let problem): "\(path):\(line): \(problem)"
    case .corpusTooShort(let name, let byteCount, let needed):
      "\(name): \(ByteCount.text(byteCount)) of text is too little for a chapter; give at least \(ByteCount.text(needed))"
    case .noGeneralText(let names):
      "a general text to set \(names.joined(separator: ", ")) against is missing"
    case .badManifest(let path): "\(path): the list of modules cannot be read"
    case .damaged(let path): "\(path): damaged; delete it and run the chapter again"
    }
  }
}

extension FigureError: UserFacingError {}
