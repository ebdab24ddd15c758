import Groundwork

/// What can go wrong between a data set's address and its bytes on the disk.
public enum DataSetError: UserFacingError, Equatable {
  case unknown(name: String, known: [String])
  case noHome
  case notCached(name: String, missing: Int, files: Int)
  case damaged(path: String, problem: String)
  case noText(name: String, contents: String)
  case malformed(path: String, problem: String)
  case status(url: String, status: Int, attempts: Int)
  case wrongSize(source: String, expected: Int, found: Int)
  case wrongDigest(source: String, expected: String, found: String)
  case truncated(url: String, expected: Int, found: Int, attempts: Int)
  case stalled(url: String, seconds: Double, attempts: Int)
  case unreachable(url: String, reason: String, attempts: Int)
  case wrongRange(url: String, wanted: Int, got: String)
  case badMirror(String)
  case underway(path: String)
  case notWritable(path: String, reason: String)
  /// A Python package that should carry a file.
  case package(name: String, problem: String)

  public var description: String {
    switch self {
    case .unknown(let name, let known):
      "there is no data set '\(name)'; there are: \(known.joined(separator: ", "))"
    case .noHome:
      "neither XDG_CACHE_HOME nor HOME names a folder for the cache"
    case .notCached(let name, let missing, let files):
      "data set \(name): \(missing) of \(files) files are not in the cache"
    case .damaged(let path, let problem): "\(path): \(problem)"
    case .package(let name, let problem):
      "the Python package \(name) cannot be had: \(problem)"
    case .noText(let name, let contents):
      "data set \(name) holds \(contents), no documents; choose another one"
    case .malformed(let path, let problem): "\(path): \(problem)"
    case .status(let url, let status, let attempts):
      "\(url): the server answers \(status)\(Self.meaning(status))\(Self.after(attempts)); "
        + (status >= 500 ? "try again later" : "check the address or WORKBOOK_DATA_MIRROR")
    case .wrongSize(let source, let expected, let found):
      "\(source): \(found) bytes where \(expected) are expected, so it is another file; "
        + "nothing was kept"
    case .wrongDigest(let source, let expected, let found):
      "\(source): its SHA-256 is \(found.prefix(12))… where \(expected.prefix(12))… is expected, "
        + "so it is damaged or another file; nothing was kept"
    case .truncated(let url, let expected, let found, let attempts):
      "\(url): the connection ended after \(found) of \(expected) bytes\(Self.after(attempts)); "
        + "what came is kept"
    case .stalled(let url, let seconds, let attempts):
      "\(url): nothing came for \(Self.short(seconds)) s\(Self.after(attempts)); what came before "
        + "is kept"
    case .unreachable(let url, let reason, let attempts):
      "\(url): no connection (\(reason))\(Self.after(attempts)); check the network, or name a copy "
        + "in WORKBOOK_DATA_MIRROR"
    case .wrongRange(let url, let wanted, let got):
      "\(url): asked for the bytes from \(wanted) on, the server sent \(got); try again, or name a "
        + "mirror in WORKBOOK_DATA_MIRROR"
    case .badMirror(let mirror):
      "WORKBOOK_DATA_MIRROR is '\(mirror)': neither a folder nor an http address; mend or unset it"
    case .underway(let path):
      "\(path): another process is bringing this file"
    case .notWritable(let path, let reason):
      "\(path): cannot be written (\(reason))"
    }
  }

  public var isResumable: Bool {
    switch self {
    case .truncated, .stalled: true
    default: false
    }
  }

  private static func after(_ attempts: Int) -> String {
    attempts > 1 ? " (\(attempts) attempts)" : ""
  }

  private static func short(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
  }

  private static func meaning(_ status: Int) -> String {
    switch status {
    case 401, 403: " (not allowed)"
    case 404, 410: " (no such file)"
    case 429: " (too many requests)"
    case 500...599: " (a fault of the server)"
    default: ""
    }
  }
}
