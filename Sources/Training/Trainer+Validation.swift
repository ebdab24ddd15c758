import Groundwork
import Models
import Tensors

extension Trainer {
  /// The loss over a whole text.
  public struct TextLoss: Sendable {
    /// Σ −log p of every predicted token, in nats.
    public let nats: Double
    /// Tokens predicted: all but the first.
    public let tokens: Int
    /// Nats a token.
    public var mean: Double { nats / Double(tokens) }
  }

  /// The loss over a whole text in windows that do not overlap, each without knowledge of the one
  /// before: a window's first token is predicted from one token, its last from the whole context.
  ///
  /// Windows run across documents even where training keeps them apart, so that losses of both can
  /// be compared, and with those of `evaluate`.
  ///
  /// The sum is taken window by window in order, however many replicas share the work. Every process
  /// of a group calls it.
  ///
  /// - Throws: `TrainingError.corpusTooShort` for fewer than two tokens.
  public func loss(of ids: [Int32], name: String = "the text") throws(TrainingError) -> TextLoss {
    guard ids.count > 1 else {
      throw .corpusTooShort(name: name, tokens: ids.count, needed: 2)
    }
    let time = configuration.contextLength
    let windows = (ids.count - 2) / time + 1
    let arena = Arena()
    let sums: BufferSlice<Double> = arena.allocate(windows, of: 0)
    let group = self.group
    let parts = WordPartition(group.processShares(of: windows), wordsPerElement: 2)
    onEveryReplica { rank, decoder in
      let mine = ReplicaGroup.share(of: windows, rank: rank, count: group.count)
      var first = mine.lowerBound
      while first < mine.upperBound {
        let rows = min(decoder.batch, mine.upperBound - first)
        decoder.fillWindows(ids, first: first, rows: rows)
        decoder.evaluate()
        for row in 0..<rows {
          sums[first + row] = decoder.losses.buffer[(row * time)..<(row * time + time)]
            .reduce(0, +)
        }
        first += rows
      }
      group.share(sums, parts, rank: rank)
    }
    return TextLoss(nats: sums.buffer.reduce(0, +), tokens: ids.count - 1)
  }
}

extension Decoder {
  /// Fills the batch with consecutive windows of a text; what lies past its end has no label.
  func fillWindows(_ ids: [Int32], first: Int, rows: Int) {
    documentStarts?.fill(0)
    for row in 0..<batch {
      for t in 0..<time {
        let position = (first + row) * time + t
        let isInside = row < rows && position + 1 < ids.count
        tokens[row * time + t] = isInside ? ids[position] : 0
        targets[row * time + t] =
          isInside ? ids[position + 1] : CrossEntropyKernel.ignoredTarget
      }
    }
  }
}
