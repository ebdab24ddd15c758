import Corpora
import Groundwork
import Tensors

/// Where training sequences come from: one or several token streams, cut into windows or into
/// sequences of packed documents, drawn at random or gone through in epochs.
///
/// What a sequence gets depends on the seed, the step and its number in the batch alone: neither on
/// earlier draws (so that a resumed run needs no state), nor on the number of replicas.
public final class WindowSampler: Sendable {
  public let sources: [Source]
  public let settings: SequenceSettings
  /// The sequences of each stream that hold all of its tokens once.
  public let sequenceCounts: [Int]
  /// The order of epochs, if it is that.
  let mixture: Mixture?
  private let packed: [PackedDocuments]
  private let cumulativeWeights: [Double]

  /// - Throws: `TrainingDataError.corpusTooShort` for a stream without a single window, or without a
  ///   document of two tokens where documents are packed.
  public convenience init(
    sources: [Source], settings: SequenceSettings
  ) throws(TrainingDataError) {
    guard !sources.isEmpty else { throw .impossible("there is no text to train on") }
    let needed = settings.packing == .windows ? settings.contextLength + 1 : 2
    for source in sources where source.tokenCount < needed {
      throw .corpusTooShort(name: source.name, tokens: source.tokenCount, needed: needed)
    }
    for source in sources where !source.isConsistent {
      throw .impossible("the tokens of \(source.name) were replaced, but not its documents")
    }
    let packed = settings.packing == .documents ? sources.map { PackedDocuments($0, settings) } : []
    for (source, packed) in zip(sources, packed) where packed.sequenceCount == 0 {
      throw .impossible("\(source.name) has no document of two tokens or more")
    }
    try self.init(sources, settings, packed: packed)
  }

  /// - Parameter batch: sequences a step; it decides something in the order of epochs alone.
  public convenience init(
    sources: [Source], contextLength: Int, seed: UInt64, packing: SequencePacking = .windows,
    separatesDocuments: Bool = false, order: SequenceOrder = .draws, batch: Int = 1
  ) throws(TrainingDataError) {
    try self.init(
      sources: sources,
      settings: SequenceSettings(
        contextLength: contextLength, seed: seed, packing: packing,
        separatesDocuments: separatesDocuments, order: order, batch: batch))
  }

  /// The weights decide here: of tokens and documents, all is known.
  private init(
    _ sources: [Source], _ settings: SequenceSettings, packed: [PackedDocuments]
  ) throws(TrainingDataError) {
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
    let counts =
      settings.packing == .documents
      ? packed.map(\.sequenceCount) : sources.map { $0.tokenCount / settings.contextLength }
    do {
      mixture =
        settings.order == .epochs
        ? try Mixture(
          sources: zip(sources, counts).map { source, count in
            .init(name: source.name, count: count, weight: source.weight)
          }, seed: settings.seed) : nil
    } catch {
      throw .impossible(error.description)
    }
    self.sources = sources
    self.settings = settings
    self.packed = packed
    sequenceCounts = counts
    cumulativeWeights = sums
  }

  /// The same sequences, drawn with other weights; documents are not packed again.
  ///
  /// - Parameter weights: one a source.
  public func reweighted(_ weights: [Double]) throws(TrainingDataError) -> WindowSampler {
    var sources = self.sources
    for (index, weight) in zip(sources.indices, weights) { sources[index].weight = weight }
    return try WindowSampler(sources, settings, packed: packed)
  }

  public var contextLength: Int { settings.contextLength }
  public var packing: SequencePacking { settings.packing }
  public var separatesDocuments: Bool { settings.separatesDocuments }
  public var order: SequenceOrder { settings.order }

  /// Tokens in all streams together.
  public var tokenCount: Int { sources.reduce(0) { $0 + $1.tokenCount } }

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
    visit(step: step, sequence: sequence) { source, piece in
      let end = piece.start + piece.count
      source.read(piece.start..<end, into: tokens + position)
      // Documents that are not separated predict each other's beginnings.
      if position > 0, !separatesDocuments { targets[position - 1] = tokens[position] }
      let last = position + piece.count - 1
      for i in position..<last { targets[i] = tokens[i + 1] }
      // After a stream's last token comes its first.
      targets[last] =
        piece.continues
        ? source.token(at: end < source.tokenCount ? end : 0) : CrossEntropyKernel.ignoredTarget
      if let documentStarts {
        for i in position...last { documentStarts[i] = separatesDocuments ? Int32(position) : 0 }
      }
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

  /// Finds a sequence and visits its pieces from left to right.
  private func visit(
    step: Int, sequence: Int, _ body: (_ source: Source, _ piece: PackedDocuments.Piece) -> Void
  ) {
    var stream = RandomStream(
      seed: settings.seed, stream: UInt64(truncatingIfNeeded: step) << 20 ^ UInt64(sequence))
    let example = mixture?.example(at: step * settings.batch + sequence)
    let choice =
      example?.source
      ?? (sources.count == 1 ? 0 : stream.index(cumulative: cumulativeWeights))
    switch packing {
    case .windows:
      let source = sources[choice]
      let start =
        example.map { windowStart($0) } ?? stream.index(below: source.tokenCount - contextLength)
      // In epochs a stream is a ring; drawn windows all end before its end.
      let end = min(start + contextLength, source.tokenCount)
      visitWindow(start..<end, of: source) { body(source, $0) }
      let rest = contextLength - (end - start)
      if rest > 0 { visitWindow(0..<rest, of: source) { body(source, $0) } }
    case .documents:
      let packed = packed[choice]
      let number = example?.index ?? stream.index(below: packed.sequenceCount)
      let (first, end) = (packed.bounds[number], packed.bounds[number + 1])
      // Each of a sequence's documents comes first in turn, and so has the first positions.
      let turn = stream.index(below: end - first)
      for index in first + turn..<end { body(sources[choice], packed.pieces[index]) }
      for index in first..<first + turn { body(sources[choice], packed.pieces[index]) }
    }
  }

  /// Where a window of an epoch begins: windows stand side by side from a place that the epoch drew.
  private func windowStart(_ example: Mixture.Example) -> Int {
    let count = sources[example.source].tokenCount
    var stream = RandomStream(
      seed: settings.seed, stream: 1 << 63 | UInt64(example.source) << 40 ^ UInt64(example.epoch))
    return (stream.index(below: count) + example.index * contextLength) % count
  }

  /// A window is one piece, or one of each document where documents are separated.
  private func visitWindow(
    _ window: Range<Int>, of source: Source, _ body: (PackedDocuments.Piece) -> Void
  ) {
    guard separatesDocuments else {
      return body(.init(start: window.lowerBound, count: window.count, continues: true))
    }
    var start = window.lowerBound
    var number = source.document(holding: start)
    while start < window.upperBound {
      let (document, isFollowed) = source.separated(number)
      if start < document.upperBound {
        let end = min(document.upperBound, window.upperBound)
        body(
          .init(
            start: start, count: end - start, continues: end < document.upperBound || isFollowed))
        start = end
      } else if number + 1 == source.documentCount {
        // The end of all text, which no document begins with.
        body(.init(start: start, count: 1, continues: false))
        start += 1
      }
      if number + 1 < source.documentCount { number += 1 }
    }
  }
}
