import Groundwork

/// What can be wrong with a text that the user gave.
public enum CorpusError: UserFacingError, Equatable {
  case missing(path: String)
  /// With what was left out, where something was.
  case empty(path: String, leftOut: String? = nil)
  case unreadable(path: String, reason: String)
  case noPaths
  /// A pipe where a text is read several times.
  case onceOnly(path: String)
  /// A folder of token shards in place of text.
  case shards(path: String)
  /// A file that the report of a cleaned folder counts documents of.
  case partMissing(path: String, documents: Int)

  public var description: String {
    switch self {
    case .missing(let path):
      path.unicodeScalars.contains("\u{FFFD}")
        ? "\(path): no such file or folder; a name that is not UTF-8 cannot be given: name the "
          + "folder that it lies in, or rename it"
        : "\(path): no such file or folder; check the path"
    case .empty(let path, let leftOut):
      "\(path): holds no text" + (leftOut.map { " (\($0))" } ?? "")
        + "; give a file or folder of text"
    case .unreadable(let path, let reason): "\(path): cannot be read (\(reason))"
    case .noPaths: "no text was given; name a file or a folder"
    case .onceOnly(let path):
      "\(path): can be read once, as pipes can, and each chapter reads the text; give a file or folder"
    case .shards(let path): "\(path): holds token shards, whose text was encoded already"
    case .partMissing(let path, let documents):
      "\(path): no such file, though the report beside it counts "
        + "\(Plural.count(documents, "document")) in it; clean the text anew"
    }
  }

  var isUnreadable: Bool { if case .unreadable = self { true } else { false } }
}
