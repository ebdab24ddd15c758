extension WindowSampler {
  /// One stream of tokens, where its documents begin, and how often it is drawn from.
  public struct Source: Sendable {
    public var name: String
    public var tokens: [Int32]
    public var weight: Double
    /// The index in `tokens` of each document's first token, in order, the first of them 0.
    public private(set) var documentStarts: [Int]

    /// A stream whose documents end with an end-of-text id; without one, it is one document.
    public init(name: String, tokens: [Int32], weight: Double = 1, endOfText: Int32? = nil) {
      self.name = name
      self.tokens = tokens
      self.weight = weight
      documentStarts = [0]
      guard let endOfText else { return }
      for (index, id) in tokens.dropLast().enumerated() where id == endOfText {
        documentStarts.append(index + 1)
      }
    }

    /// Documents that stand apart, in the order given; empty ones are passed over.
    public init(name: String, documents: [[Int32]], weight: Double = 1) {
      self.init(name: name, tokens: [], weight: weight)
      documentStarts = []
      tokens.reserveCapacity(documents.reduce(0) { $0 + $1.count })
      for document in documents where !document.isEmpty {
        documentStarts.append(tokens.count)
        tokens += document
      }
    }

    /// Whether each document begins after the one before and within the tokens.
    var isConsistent: Bool {
      documentStarts.first == 0 && zip(documentStarts, documentStarts.dropFirst()).allSatisfy(<)
        && documentStarts.last.map { $0 < tokens.count } == true
    }

    /// The number of the document that holds a token.
    func document(holding index: Int) -> Int {
      var low = 0
      var high = documentStarts.count - 1
      while low < high {
        let middle = (low + high + 1) / 2
        if documentStarts[middle] <= index { low = middle } else { high = middle - 1 }
      }
      return low
    }

    /// One past the last token of a document.
    func end(ofDocument number: Int) -> Int {
      number + 1 < documentStarts.count ? documentStarts[number + 1] : tokens.count
    }
  }
}

/// How training sequences are cut from the text.
public enum SequencePacking: String, Codable, CaseIterable, Sendable {
  /// Windows at random places, whatever documents they run across.
  case windows
  /// Whole documents laid side by side: see `PackedDocuments`.
  case documents
}
