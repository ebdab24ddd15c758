import Groundwork

/// What can be wrong with a text that the user gave.
public enum CorpusError: UserFacingError, Equatable {
  case missing(path: String)
  case empty(path: String)
  case unreadable(path: String)
  case noPaths

  public var description: String {
    switch self {
    case .missing(let path): "\(path): no such file or folder; check the path"
    case .empty(let path): "\(path): holds no text; give a file or folder of text"
    case .unreadable(let path): "\(path): cannot be read; check its permissions"
    case .noPaths: "no text was given; name a file or a folder"
    }
  }
}
