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

  /// A digest of all bytes, of where documents begin, and of parts that were decided; names do not
  /// count.
  public var fingerprint: String {
    var hash = SHA256Digest()
    for document in documents {
      let part = document.part.map { "\($0.rawValue)/" } ?? ""
      hash.update(Array("\(part)\(document.bytes.count):".utf8))
      hash.update(document.bytes)
    }
    return hash.finish()
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
          Document(
            name: document.name, bytes: document.bytes.prefix(upToCharacterAt: left),
            part: document.part))
      }
      left -= document.bytes.count
    }
    return Corpus(name: name, documents: kept)
  }
}
