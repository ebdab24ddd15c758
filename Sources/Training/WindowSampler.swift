import Tensors

/// Where training sequences come from: one or several token streams, cut into windows at random
/// places or into sequences of packed documents.
///
/// What a sequence gets depends on the seed, the step and its number in the batch alone: neither on
/// earlier draws (so that a resumed run needs no state), nor on the number of replicas.
public final class WindowSampler: Sendable {
  public let contextLength: Int
  public let packing: SequencePacking
  /// Whether attention is to keep within documents; then no label crosses their borders either.
  public let separatesDocuments: Bool
  private let sources: [Source]
  private let packed: [PackedDocuments]
  private let cumulativeWeights: [Double]
  private let seed: UInt64

  /// - Throws: `TrainingError.corpusTooShort` for a stream without a single window, or without a
  ///   document of two tokens where documents are packed.
  public init(
    sources: [Source], contextLength: Int, seed: UInt64, packing: SequencePacking = .windows,
    separatesDocuments: Bool = false
  ) throws(TrainingError) {
    guard !sources.isEmpty else { throw .impossible("there is no text to train on") }
    let needed = packing == .windows ? contextLength + 1 : 2
    for source in sources where source.tokens.count < needed {
      throw .corpusTooShort(name: source.name, tokens: source.tokens.count, needed: needed)
    }
    for source in sources where !source.isConsistent {
      throw .impossible("the tokens of \(source.name) were replaced, but not its documents")
    }
    var total = 0.0
    var sums: [Double] = []
    for source in sources {
      guard source.weight >= 0, source.weight.isFinite else {
        throw .impossible("the weight of \(source.name) is \(source.weight)")
      }
      total += source.weight
      sums.append(total)
    }
    guard total > 0 else { throw .impossible("the weights of the mixture are all zero") }
    packed =
      packing == .documents
      ? sources.map { PackedDocuments($0, contextLength: contextLength) } : []
    for (source, packed) in zip(sources, packed) where packed.sequenceCount == 0 {
      throw .impossible("\(source.name) has no document of two tokens or more")
    }
    self.sources = sources
    self.contextLength = contextLength
    self.packing = packing
    self.separatesDocuments = separatesDocuments
    self.seed = seed
    cumulativeWeights = sums
  }

  /// A sampler of the sequences that a training asks for.
  public convenience init(
    sources: [Source], training: TrainingConfiguration
  ) throws(TrainingError) {
    try self.init(
      sources: sources, contextLength: training.contextLength, seed: training.seed,
      packing: training.packing, separatesDocuments: training.separatesDocuments)
  }

  /// Tokens in all streams together.
  public var tokenCount: Int { sources.reduce(0) { $0 + $1.tokens.count } }

  /// Writes one sequence's ids, and the ids that follow each of them.
  ///
  /// A position has no label (`CrossEntropyKernel.ignoredTarget`) where nothing follows it: in room
  /// that is left over, and, where documents are separated, at the last token of each.
  ///
  /// - Parameter documentStarts: receives the first position that each position may see: that of its
  ///   document, if documents are separated, else 0.
  /// - Shape: tokens, targets and documentStarts (contextLength).
  public func fill(
    step: Int, sequence: Int, tokens: UnsafeMutablePointer<Int32>,
    targets: UnsafeMutablePointer<Int32>, documentStarts: UnsafeMutablePointer<Int32>? = nil
  ) {
    var position = 0
    visit(step: step, sequence: sequence) { all, piece in
      // Documents that are not separated predict each other's beginnings.
      if position > 0, !separatesDocuments { targets[position - 1] = all[piece.start] }
      let last = piece.count - 1
      for i in 0...last {
        tokens[position + i] = all[piece.start + i]
        documentStarts?[position + i] = separatesDocuments ? Int32(position) : 0
      }
      for i in 0..<last { targets[position + i] = all[piece.start + i + 1] }
      targets[position + last] =
        piece.continues ? all[piece.start + piece.count] : CrossEntropyKernel.ignoredTarget
      position += piece.count
    }
    while position < contextLength {
      tokens[position] = 0
      targets[position] = CrossEntropyKernel.ignoredTarget
      documentStarts?[position] = separatesDocuments ? Int32(position) : 0
      position += 1
    }
  }

  /// The labels in a step's whole batch, which is what its loss is a mean over.
  ///
  /// Every process that takes part counts them all by itself.
  public func labelCount(step: Int, batch: Int) -> Int {
    if packing == .windows && !separatesDocuments { return batch * contextLength }
    var count = 0
    for sequence in 0..<batch {
      var isOpen = true
      visit(step: step, sequence: sequence) { _, piece in
        // The label that fill(…) gives to the end of the piece before.
        if !isOpen && !separatesDocuments { count += 1 }
        isOpen = piece.continues
        count += piece.count - (isOpen ? 0 : 1)
      }
    }
    return count
  }

  /// Draws a sequence and visits its pieces from left to right.
  private func visit(
    step: Int, sequence: Int,
    _ body: (_ all: UnsafeBufferPointer<Int32>, _ piece: PackedDocuments.Piece) -> Void
  ) {
    var stream = RandomStream(
      seed: seed, stream: UInt64(truncatingIfNeeded: step) << 20 ^ UInt64(sequence))
    let choice = sources.count == 1 ? 0 : stream.index(cumulative: cumulativeWeights)
    sources[choice].tokens.withUnsafeBufferPointer { all in
      switch packing {
      case .windows:
        let start = stream.index(below: all.count - contextLength)
        visitWindow(start..<start + contextLength, source: choice) { body(all, $0) }
      case .documents:
        let packed = packed[choice]
        let number = stream.index(below: packed.sequenceCount)
        let (first, end) = (packed.bounds[number], packed.bounds[number + 1])
        // Each of a sequence's documents comes first in turn, and so has the first positions.
        let turn = stream.index(below: end - first)
        for index in first + turn..<end { body(all, packed.pieces[index]) }
        for index in first..<first + turn { body(all, packed.pieces[index]) }
      }
    }
  }

  /// A window is one piece, or one of each document where documents are separated.
  private func visitWindow(
    _ window: Range<Int>, source: Int, _ body: (PackedDocuments.Piece) -> Void
  ) {
    guard separatesDocuments else {
      return body(.init(start: window.lowerBound, count: window.count, continues: true))
    }
    var start = window.lowerBound
    var number = sources[source].document(holding: start)
    while start < window.upperBound {
      let documentEnd = sources[source].end(ofDocument: number)
      let end = min(documentEnd, window.upperBound)
      body(.init(start: start, count: end - start, continues: end < documentEnd))
      start = end
      number += 1
    }
  }
}
