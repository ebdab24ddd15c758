import Foundation

/// Text or numbers that others publish: what it is, where it lies, and what its bytes must be.
///
/// The workbook holds the description alone; `DataSetDownloader` brings the files and
/// `DataSetCache` keeps them.
///
///     try DataSet.named("contracts").files.count     // 163
public struct DataSet: Sendable, Equatable {
  /// What the files hold, and so how documents are read from them.
  public enum Contents: String, Sendable {
    /// Plain text, one document a file.
    case plainText = "plain text"
    /// Plain text between the header and the licence of Project Gutenberg.
    case novels
    /// Plain text with the page and table marks of EDGAR, the archive of company filings.
    case filings
    /// JSON: the paragraphs around tables of annual reports.
    case reportParagraphs = "report paragraphs"
    /// JSON: abstracts of papers, in sections.
    case abstracts
    /// CSV of numbers: no documents.
    case numbers
    /// Files of a tokenizer: no documents.
    case vocabulary
    /// A model: a GGUF file, or the files of a model directory.
    case model

    /// Whether documents can be read from the files.
    public var isText: Bool { ![.numbers, .vocabulary, .model].contains(self) }
  }

  /// One file: its address, and what its bytes must be.
  public struct File: Sendable, Equatable {
    /// Host and path without escapes: the place in a cache and in a mirror.
    public let path: String
    /// The digest of the file in lower-case hexadecimal.
    public let sha256: String
    public let byteCount: Int
    /// The package that carries the file, where it has no address of its own.
    public let package: PythonPackage?

    public init(path: String, sha256: String, byteCount: Int, package: PythonPackage? = nil) {
      self.path = path
      self.sha256 = sha256
      self.byteCount = byteCount
      self.package = package
    }

    /// The address, with what a URL may not hold escaped.
    public var url: String { "https://" + escapedPath }

    /// The path as it stands in a URL.
    public var escapedPath: String {
      // RFC 3986's unreserved characters; everything else that a name may hold is escaped.
      let allowed = Set("-._~/".utf8)
      let digits = Array("0123456789ABCDEF".utf8)
      var text: [UInt8] = []
      for byte in path.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: text.append(byte)
        case _ where allowed.contains(byte): text.append(byte)
        default: text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
      }
      return String(decoding: text, as: UTF8.self)
    }

    /// The last part of the path.
    public var name: String { (path as NSString).lastPathComponent }
  }

  /// A short name for the command line.
  public let name: String
  public let title: String
  public let domain: String
  /// The licence as its publishers state it.
  public let licence: String
  /// Where to read about it.
  public let origin: String
  public let contents: Contents
  public let files: [File]

  public init(
    name: String, title: String, domain: String, licence: String, origin: String,
    contents: Contents, files: [File]
  ) {
    self.name = name
    self.title = title
    self.domain = domain
    self.licence = licence
    self.origin = origin
    self.contents = contents
    self.files = files
  }

  /// A data set whose files stand in a table: a line for each, `SHA-256 bytes path`, the path
  /// below `base`.
  init(
    name: String, title: String, domain: String, licence: String, origin: String,
    contents: Contents, base: String, table: String
  ) {
    let place = base.replacingOccurrences(of: "https://", with: "")
    let files = table.split(separator: "\n").compactMap { line -> File? in
      let fields = line.split(separator: " ", maxSplits: 2)
      guard fields.count == 3, let byteCount = Int(fields[1]) else { return nil }
      return File(path: place + fields[2], sha256: String(fields[0]), byteCount: byteCount)
    }
    self.init(
      name: name, title: title, domain: domain, licence: licence, origin: origin,
      contents: contents, files: files)
  }

  /// The sum of all files.
  public var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

  /// The folder that holds all files, as host and path.
  public var commonPath: String {
    func folders(_ file: File) -> [Substring] { file.path.split(separator: "/").dropLast() }
    guard let first = files.first else { return "" }
    var common = folders(first)
    for file in files {
      common = Array(common.prefix(zip(common, folders(file)).prefix { $0 == $1 }.count))
    }
    return common.joined(separator: "/")
  }

  /// Every set of texts and numbers that the workbook knows.
  public static let all = [
    gutenbergNovels, tinyShakespeare, contracts, tatqa, fomcMinutes, pubMedQA, gpt2Vocabulary,
    chinchillaPoints,
  ]

  /// Existing models that come the same way; each is brought by its name alone.
  public static let models = [smolLM2]

  /// The data set or model of a name.
  ///
  /// - Throws: `DataSetError.unknown`.
  public static func named(_ name: String) throws(DataSetError) -> DataSet {
    guard let found = (all + models).first(where: { $0.name == name }) else {
      throw .unknown(name: name, known: (all + models).map(\.name))
    }
    return found
  }
}
