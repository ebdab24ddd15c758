import Groundwork

/// A named collection of documents.
///
///     let corpus = try Corpus.read(paths: ["filings.txt"])
///     let (training, validation) = corpus.split(validationFraction: 0.1, seed: 1)
public struct Corpus: Sendable {
  public var name: String
  public var documents: [Document]

  public init(name: String, documents: [Document]) {
    self.name = name
    self.documents = documents
  }

  public var byteCount: Int { documents.reduce(0) { $0 + $1.bytes.count } }

  /// The documents' bytes, for tokenizers.
  public var texts: [[UInt8]] { documents.map(\.bytes) }

  /// A digest of all bytes and of where documents begin; names do not count.
  public var fingerprint: String {
    var hash = SHA256Digest()
    for document in documents {
      hash.update(Array("\(document.bytes.count):".utf8))
      hash.update(document.bytes)
    }
    return hash.finish()
  }

  /// Cuts the corpus in two, the same way for the same seed.
  ///
  /// From ten documents on, whole documents go to either side, drawn by the seed until the
  /// validation side has its share of the bytes; identical documents go to the same side, so that
  /// nothing read in training is asked in validation. With fewer, the last part of the text, from
  /// the end of a line on, is the validation side.
  ///
  /// - Parameter validationFraction: the share of the bytes, in (0, 1).
  public func split(
    validationFraction: Double, seed: UInt64 = 1
  ) -> (training: Corpus, validation: Corpus) {
    let total = byteCount
    let wanted = Int(Double(total) * validationFraction)
    guard documents.count >= 10 else { return splitAtTheEnd(wanted: wanted) }
    var copies: [[UInt8]: [Int]] = [:]
    var order: [[UInt8]] = []
    for (index, document) in documents.enumerated() {
      if copies[document.bytes] == nil { order.append(document.bytes) }
      copies[document.bytes, default: []].append(index)
    }
    guard order.count >= 2 else { return splitAtTheEnd(wanted: wanted) }
    var stream = RandomStream(seed: seed).fork("split")
    order.shuffle(using: &stream)
    var chosen: Set<Int> = []
    var bytes = 0
    for text in order.dropLast() where bytes < max(wanted, 1) {
      let indices = copies[text] ?? []
      chosen.formUnion(indices)
      bytes += indices.count * text.count
    }
    func part(_ isValidation: Bool) -> Corpus {
      Corpus(
        name: name,
        documents: documents.indices.filter { chosen.contains($0) == isValidation }
          .map { documents[$0] })
    }
    return (part(false), part(true))
  }

  /// The last `wanted` bytes of the whole text, from the beginning of a line on where there is one
  /// near, are the validation side.
  private func splitAtTheEnd(wanted: Int) -> (training: Corpus, validation: Corpus) {
    var training = documents
    var validation: [Document] = []
    var left = max(wanted, 1)
    while let last = training.popLast() {
      if last.bytes.count <= left && !training.isEmpty {
        validation.insert(last, at: 0)
        left -= last.bytes.count
        if left == 0 { break }
        continue
      }
      let cut = Self.lineStart(near: last.bytes.count - left, in: last.bytes)
      if cut > 0 {
        training.append(Document(name: last.name, bytes: Array(last.bytes[..<cut])))
      }
      if cut < last.bytes.count {
        validation.insert(Document(name: last.name, bytes: Array(last.bytes[cut...])), at: 0)
      }
      break
    }
    return (
      Corpus(name: name, documents: training), Corpus(name: name, documents: validation)
    )
  }

  /// The beginning of the line at a place, if that line began within the last 4,096 bytes; else the
  /// place itself, moved back to the beginning of a UTF-8 sequence.
  private static func lineStart(near place: Int, in bytes: [UInt8]) -> Int {
    var cut = min(max(place, 0), bytes.count)
    let earliest = max(1, cut - 4_096)
    var line = cut
    while line > earliest && bytes[line - 1] != 0x0A { line -= 1 }
    if line > earliest { return line }
    while cut > 0 && cut < bytes.count && bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
    return cut
  }

  /// Several corpora as one.
  public static func joined(_ corpora: [Corpus], name: String) -> Corpus {
    Corpus(name: name, documents: corpora.flatMap(\.documents))
  }

  /// The first documents, until `byteCount` bytes are reached; the last one is cut at a UTF-8
  /// boundary.
  public func prefix(byteCount: Int) -> Corpus {
    var left = byteCount
    var kept: [Document] = []
    for document in documents where left > 0 {
      if document.bytes.count <= left {
        kept.append(document)
      } else {
        kept.append(
          Document(name: document.name, bytes: document.bytes.prefix(upToCharacterAt: left)))
      }
      left -= document.bytes.count
    }
    return Corpus(name: name, documents: kept)
  }
}
