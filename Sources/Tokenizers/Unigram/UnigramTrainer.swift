import RealModule

/// Learns a unigram language model by expectation maximization, and makes it smaller by taking out
/// the pieces that the text's likelihood misses least (Kudo 2018, arXiv 1804.10959, §3.2).
///
///     var trainer = try UnigramTrainer(documents: documents, seedSize: 65_536)
///     while trainer.pieceCount > 4_095 {
///       _ = trainer.improve()                // a step of EM; returns the log-likelihood before it
///       trainer.prune(to: max(4_095, trainer.pieceCount * 3 / 4))
///     }
///     let tokenizer = trainer.tokenizer()
///
/// The recipe is sentencepiece's, with two differences: the M step is plain maximum likelihood
/// (sentencepiece puts digamma around the counts, which is variational Bayes and favours few
/// pieces), so that no step lowers the likelihood; and the loss counts pieces by their expected
/// counts where sentencepiece counts them in the best segmentations.
///
/// Sums run in the order of the words and pieces, and ties go by the order of bytes: the same text
/// gives the same model.
public struct UnigramTrainer: Sendable {
  public let pattern: PreTokenPattern
  let words: UnigramWords
  /// In ascending order of their bytes; all 256 bytes are among them.
  private var list: PieceList
  /// What each piece weighs: its expected count, after a step of EM.
  private var weights: [Double]
  private var trie: UnigramTrie
  /// About the text's nats a byte.
  private var rate: Double

  /// Bytes weigh at least so much when pieces are taken out, and at the end; other pieces that weigh
  /// less are taken out (sentencepiece's threshold).
  private static let least = 0.5

  /// A model of the most frequent substrings.
  ///
  /// - Parameters:
  ///   - seedSize: pieces to start from, beside the bytes.
  ///   - longestPiece: in bytes; 18 at most.
  /// - Throws: `TokenizerError.emptyText`, `.preTokenTooLong`.
  public init(
    documents: [[UInt8]], pattern: PreTokenPattern = .bloomberg, seedSize: Int,
    longestPiece: Int = 16
  ) throws(TokenizerError) {
    guard documents.contains(where: { !$0.isEmpty }) else { throw .emptyText }
    let words = try UnigramWords(documents: documents, pattern: pattern)
    let seed = UnigramSeed(words: words, longest: longestPiece, limit: seedSize)
    self.init(words: words, pattern: pattern, list: seed.pieces, weights: seed.weights)
  }

  /// The pieces of a tokenizer, to be fitted to a text.
  ///
  /// - Throws: `TokenizerError.emptyText`, `.preTokenTooLong`.
  public init(
    documents: [[UInt8]], startingFrom tokenizer: UnigramTokenizer
  ) throws(TokenizerError) {
    guard documents.contains(where: { !$0.isEmpty }) else { throw .emptyText }
    let pieces = tokenizer.pieces.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    var list = PieceList()
    for piece in pieces { list.append(piece.bytes) }
    self.init(
      words: try UnigramWords(documents: documents, pattern: tokenizer.pattern),
      pattern: tokenizer.pattern, list: list, weights: pieces.map { Double.exp($0.score) })
  }

  private init(words: UnigramWords, pattern: PreTokenPattern, list: PieceList, weights: [Double]) {
    self.words = words
    self.pattern = pattern
    self.list = list
    self.weights = weights
    trie = UnigramTrie(sorted: list, ids: Int32(0)..<Int32(list.count))
    rate = 0
    // The first words tell the rate well enough for the first step, in logarithms.
    let first = min(256, words.count)
    let cells = self.cells()
    let (logLikelihood, _) = sum(over: 0..<first, cells, inLogarithms: true)
    let length = (0..<first).reduce(0) {
      $0 + words.counts[$1] * (words.offsets[$1 + 1] - words.offsets[$1])
    }
    rate = logLikelihood.isFinite ? -logLikelihood / Double(max(1, length)) : 0
  }

  /// Number of pieces, the 256 bytes included.
  public var pieceCount: Int { list.count }

  /// The pieces in ascending order of their bytes; the score of a piece that has lost all its weight
  /// is −∞.
  public var pieces: [UnigramPiece] {
    let total = weights.reduce(0, +)
    return (0..<list.count).map {
      UnigramPiece(bytes: Array(list[$0]), score: Double.log(weights[$0] / total))
    }
  }

  private func cells() -> [UnigramLattice.Cell] {
    let total = weights.reduce(0, +)
    return weights.indices.map {
      .init(
        weight: weights[$0] / total * Double.exp(rate * Double(list.length(of: $0))), count: 0)
    }
  }

  private func sum(
    over range: Range<Int>, _ cells: [UnigramLattice.Cell], inLogarithms: Bool = false
  ) -> (logLikelihood: Double, [UnigramLattice.Cell]) {
    var cells = cells
    var lattice = UnigramLattice(longest: trie.longest, rate: rate)
    var logLikelihood = 0.0
    let (offsets, counts) = (words.offsets, words.counts)
    words.bytes.withUnsafeBufferPointer { bytes in
      trie.nodes.withUnsafeBufferPointer { nodes in
        cells.withUnsafeMutableBufferPointer { cells in
          for index in range {
            let word = UnsafeBufferPointer(
              rebasing: bytes[offsets[index]..<offsets[index + 1]])
            let times = Double(counts[index])
            logLikelihood +=
              times
              * (inLogarithms
                ? lattice.addInLogarithms(word, times: times, nodes, cells)
                : lattice.add(word, times: times, nodes, cells))
          }
        }
      }
    }
    return (logLikelihood, cells)
  }

  /// The E step: the text's log-likelihood in nats, and how often each of `pieces` stands in it on
  /// average over all segmentations.
  ///
  /// - Complexity: O(bytes of the different words · longest piece).
  public func expectedCounts() -> (logLikelihood: Double, counts: [Double]) {
    let (logLikelihood, cells) = sum(over: 0..<words.count, cells())
    return (logLikelihood, cells.map(\.count))
  }

  /// One step of EM: each piece's probability becomes its share of the expected counts.
  ///
  /// - Returns: the text's log-likelihood before the step, in nats; it never falls from step to step.
  public mutating func improve() -> Double {
    let (logLikelihood, counts) = expectedCounts()
    weights = counts
    var length = 0.0
    for index in counts.indices { length += counts[index] * Double(list.length(of: index)) }
    if logLikelihood.isFinite { rate = -logLikelihood / length }
    return logLikelihood
  }

  /// Takes out pieces of more than one byte until `count` pieces are left: first those that weigh
  /// less than 0.5, then those with the smallest loss. The 256 bytes stay.
  ///
  /// The loss of a piece x with weight c of all weights N, whose best segmentation without x itself
  /// is a₁…aₘ, is c · (log c/N − Σ log (c(aᵢ) + c) / (N + (m − 1) c)): what the likelihood loses if
  /// those pieces take its place, as sentencepiece estimates it.
  public mutating func prune(to count: Int) {
    let total = weights.reduce(0, +)
    let scores = weights.map { Double.log($0 / total) }
    var losses: [(index: Int, loss: Double)] = []
    for index in weights.indices where list.length(of: index) > 1 && weights[index] >= Self.least {
      let weight = weights[index]
      let others = alternative(to: index, scores)
      let totalAfter = total + Double(others.count - 1) * weight
      var loss = scores[index]
      for other in others { loss -= Double.log((weights[other] + weight) / totalAfter) }
      losses.append((index, weight * loss))
    }
    losses.sort { ($1.loss, $0.index) < ($0.loss, $1.index) }
    var isKept = weights.indices.map { list.length(of: $0) == 1 }
    for (index, _) in losses.prefix(max(0, count - 256)) { isKept[index] = true }
    var kept = PieceList()
    var keptWeights: [Double] = []
    for index in isKept.indices where isKept[index] {
      kept.append(list[index])
      keptWeights.append(flooredWeight(index))
    }
    list = kept
    weights = keptWeights
    trie = UnigramTrie(sorted: list, ids: Int32(0)..<Int32(list.count))
  }

  private func flooredWeight(_ index: Int) -> Double {
    list.length(of: index) == 1 ? max(weights[index], Self.least) : weights[index]
  }

  /// The best segmentation of a piece that is not the piece itself.
  private func alternative(to index: Int, _ scores: [Double]) -> [Int] {
    let count = list.length(of: index)
    var best = [Double](repeating: -.infinity, count: count + 1)
    var last = [Int](repeating: -1, count: count + 1)
    best[0] = 0
    list[index].withUnsafeBufferPointer { piece in
      trie.nodes.withUnsafeBufferPointer { nodes in
        for start in 0..<count {
          UnigramTrie.forEachPiece(of: piece, from: start, nodes) { other, end in
            guard other != index else { return }
            let candidate = best[start] + scores[other]
            // A byte without weight is still better than nothing.
            if candidate > best[end] || last[end] < 0 {
              best[end] = candidate
              last[end] = other
            }
          }
        }
      }
    }
    var others: [Int] = []
    var end = count
    while end > 0 {
      others.append(last[end])
      end -= list.length(of: last[end])
    }
    return others
  }

  /// The tokenizer of the present model, without pieces that have lost all their weight.
  public func tokenizer(
    specialTokens: [String] = [SpecialToken.endOfTextContent]
  ) -> UnigramTokenizer {
    let kept = weights.indices.filter { flooredWeight($0) > 0 }
    let total = kept.reduce(0) { $0 + flooredWeight($1) }
    return UnigramTokenizer(
      distinct: kept.map {
        UnigramPiece(
          bytes: Array(list[$0]),
          score: UnigramPiece.rounded(Double.log(flooredWeight($0) / total)))
      }, pattern: pattern, specialTokens: specialTokens)
  }
}
