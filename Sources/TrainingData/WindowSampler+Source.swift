import Corpora
import Tokenizers

extension WindowSampler {
  /// One stream of tokens, where its documents begin, and how often it is drawn from.
  public struct Source: Sendable {
    /// Where tokens lie.
    private enum Storage: Sendable {
      case memory(tokens: [Int32], documentStarts: [Int])
      case shard(TokenShard)
    }

    public var name: String
    public var weight: Double
    private var storage: Storage
    /// The id that ends documents, if it is known to stand in the stream.
    private let endOfText: Int32?

    /// A stream whose documents end with an end-of-text id; without one, it is one document.
    public init(name: String, tokens: [Int32], weight: Double = 1, endOfText: Int32? = nil) {
      var starts = [0]
      if let endOfText {
        for (index, id) in tokens.dropLast().enumerated() where id == endOfText {
          starts.append(index + 1)
        }
      }
      self.name = name
      self.weight = weight
      self.endOfText = endOfText
      storage = .memory(tokens: tokens, documentStarts: starts)
    }

    /// Documents that stand apart, in the order given; empty ones are passed over.
    public init(name: String, documents: [[Int32]], weight: Double = 1) {
      var tokens: [Int32] = []
      var starts: [Int] = []
      tokens.reserveCapacity(documents.reduce(0) { $0 + $1.count })
      for document in documents where !document.isEmpty {
        starts.append(tokens.count)
        tokens += document
      }
      self.name = name
      self.weight = weight
      endOfText = nil
      storage = .memory(tokens: tokens, documentStarts: starts)
    }

    /// A corpus's ids.
    ///
    /// - Parameter keepsDocuments: whether the borders of documents matter; they are kept in any case
    ///   where the tokenizer has an end-of-text id.
    /// - Throws: `TokenizerError`.
    public init(
      name: String, corpus: Corpus, tokenizer: any Tokenizer, keepsDocuments: Bool = false
    ) throws {
      if keepsDocuments, tokenizer.endOfText == nil {
        self.init(name: name, documents: try corpus.texts.map { try tokenizer.encode($0) })
      } else {
        self.init(
          name: name, tokens: try tokenizer.encode(documents: corpus.texts),
          endOfText: tokenizer.endOfText)
      }
    }

    /// The documents of a shard, which stay on the disk.
    ///
    /// - Parameter endOfText: the id that ends documents, where the shard's do.
    public init(name: String, shard: TokenShard, weight: Double = 1, endOfText: Int32? = nil) {
      self.name = name
      self.weight = weight
      self.endOfText = endOfText
      storage = .shard(shard)
    }

    /// The shard that the tokens lie in, if they lie in one.
    public var shard: TokenShard? {
      if case .shard(let shard) = storage { shard } else { nil }
    }

    public var tokenCount: Int {
      switch storage {
      case .memory(let tokens, _): tokens.count
      case .shard(let shard): shard.tokenCount
      }
    }

    /// All tokens; of a shard, a copy.
    public var tokens: [Int32] {
      get {
        switch storage {
        case .memory(let tokens, _): tokens
        case .shard(let shard): shard.tokens(0..<shard.tokenCount)
        }
      }
      set { storage = .memory(tokens: newValue, documentStarts: documentStarts) }
    }

    /// The index in `tokens` of each document's first token, in order, the first of them 0.
    public var documentStarts: [Int] {
      switch storage {
      case .memory(_, let starts): starts
      case .shard(let shard):
        (0..<shard.documentCount).map { shard.range(ofDocument: $0).lowerBound }
      }
    }

    // MARK: What the sampler reads

    var documentCount: Int {
      switch storage {
      case .memory(_, let starts): starts.count
      case .shard(let shard): shard.documentCount
      }
    }

    @inline(__always)
    func token(at index: Int) -> Int32 {
      switch storage {
      case .memory(let tokens, _): tokens[index]
      case .shard(let shard): shard[index]
      }
    }

    /// Copies tokens, without allocating anything.
    func read(_ range: Range<Int>, into target: UnsafeMutablePointer<Int32>) {
      switch storage {
      case .memory(let tokens, _):
        tokens.withUnsafeBufferPointer {
          guard let base = $0.baseAddress else { return }
          target.update(from: base + range.lowerBound, count: range.count)
        }
      case .shard(let shard): shard.read(range, into: target)
      }
    }

    /// Whether each document begins after the one before and within the tokens.
    var isConsistent: Bool {
      switch storage {
      case .memory(let tokens, let starts):
        starts.first == 0 && zip(starts, starts.dropFirst()).allSatisfy(<)
          && starts.last.map { $0 < tokens.count } == true
      // The shard's own check; there, documents may be empty.
      case .shard: true
      }
    }

    /// The number of the document that holds a token.
    func document(holding index: Int) -> Int {
      guard case .memory(_, let starts) = storage else {
        return shard?.document(holding: index) ?? 0
      }
      var low = 0
      var high = starts.count - 1
      while low < high {
        let middle = (low + high + 1) / 2
        if starts[middle] <= index { low = middle } else { high = middle - 1 }
      }
      return low
    }

    /// A document's tokens.
    func range(ofDocument number: Int) -> Range<Int> {
      switch storage {
      case .memory(let tokens, let starts):
        starts[number]..<(number + 1 < starts.count ? starts[number + 1] : tokens.count)
      case .shard(let shard): shard.range(ofDocument: number)
      }
    }

    /// A document as a model reads it that sees no other: from the end-of-text token before it, where
    /// there is one, so that its first token is asked too, up to the token before its own end.
    ///
    /// - Returns: the tokens to read, and whether the one after them is the last one's label.
    func separated(_ number: Int) -> (range: Range<Int>, isFollowed: Bool) {
      let own = range(ofDocument: number)
      guard let endOfText else { return (own, false) }
      let begins = own.lowerBound > 0 && token(at: own.lowerBound - 1) == endOfText
      let start = own.lowerBound - (begins ? 1 : 0)
      // A shard may hold documents without a token; they read nothing, also not the end before them.
      guard !own.isEmpty else { return (start..<start, false) }
      let ends = token(at: own.upperBound - 1) == endOfText
      return (start..<own.upperBound - (ends ? 1 : 0), ends)
    }

    /// The first id that lies outside a vocabulary, if there is one.
    public func firstID(outside vocabularySize: Int) -> Int32? {
      switch storage {
      case .memory(let tokens, _): return tokens.first { $0 < 0 || $0 >= vocabularySize }
      case .shard(let shard):
        // Its ids were held against its own vocabulary when it was opened.
        guard shard.vocabularySize > vocabularySize else { return nil }
        return (0..<shard.tokenCount).lazy.map { shard[$0] }.first { $0 >= vocabularySize }
      }
    }
  }
}
