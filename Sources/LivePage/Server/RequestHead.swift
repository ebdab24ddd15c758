/// A request's line and headers, read strictly: what two readers could take for two things is refused.
struct RequestHead: Equatable {
  /// Why a head is refused: the status of the answer and a sentence.
  struct Refusal: Error, Equatable {
    let status: Int
    let text: String

    init(_ status: Int, _ text: String) {
      self.status = status
      self.text = text
    }
  }

  let method: String
  /// Path and query as they were sent, percent-encoded.
  let target: String
  /// By names in lower case, each once.
  let headers: [String: String]

  /// The target without its query.
  var path: Substring { target.prefix { $0 != "?" } }

  /// Reads a head, with or without the empty line at its end.
  ///
  /// - Throws: `Refusal` for bytes outside printable ASCII, a malformed line, a header that stands twice,
  ///   a body without a plain length.
  init(_ bytes: some Collection<UInt8>) throws(Refusal) {
    guard bytes.allSatisfy({ (0x20..<0x7F).contains($0) || [0x09, 0x0A, 0x0D].contains($0) }) else {
      throw Refusal(400, "the request's head holds bytes that are no plain text")
    }
    var lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    // A lone end of line of either kind is where two readers part ways.
    guard let first = lines.first, !lines.contains(where: { $0.contains { $0.isNewline } }) else {
      throw Refusal(400, "the request's head is malformed")
    }
    let words = first.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else {
      throw Refusal(400, "the request's first line is malformed")
    }
    method = String(words[0])
    target = String(words[1])
    guard target.hasPrefix("/") else { throw Refusal(400, "the request names no path") }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
        line[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
      else { throw Refusal(400, "a header of the request is malformed") }
      let value = line[line.index(after: colon)...].trimmed
      guard headers.updateValue(value, forKey: line[..<colon].lowercased()) == nil else {
        throw Refusal(400, "a header of the request stands twice")
      }
    }
    self.headers = headers
    guard headers["transfer-encoding"] == nil, headers["upgrade"] == nil else {
      throw Refusal(411, "bodies are sent with their length, in one piece")
    }
  }

  /// The bytes of the body.
  ///
  /// - Throws: `Refusal` for a length that is none.
  func bodyByteCount() throws(Refusal) -> Int {
    guard let text = headers["content-length"] else { return 0 }
    guard !text.isEmpty, text.count < 16, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(text)
    else { throw Refusal(400, "the request's length is no number") }
    return count
  }
}

extension Substring {
  /// Without the blanks around it.
  fileprivate var trimmed: String {
    let text = drop { $0 == " " || $0 == "\t" }
    return String(text.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
