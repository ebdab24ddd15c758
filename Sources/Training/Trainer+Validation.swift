import Groundwork
import Models
import Tensors
import TrainingData

extension Trainer {
  /// The loss over a whole text in windows that do not overlap: see `LossWindow.over`.
  ///
  /// Windows run across documents even where training keeps them apart, so that losses of both can
  /// be compared, and with those of `evaluate`.
  ///
  /// The sum is taken window by window in order, however many replicas share the work. Every process
  /// of a group calls it. Every loss of training and sweeps comes from here.
  ///
  /// - Parameter byteCount: the bytes that the predicted ids stand for, where bits per byte are
  ///   wanted.
  /// - Throws: `TrainingError.heldOutTooShort` for fewer than two tokens, `.diverged` for a loss that is
  ///   no number, on every process alike.
  public func loss(
    of ids: [Int32], name: String = "the text", byteCount: Int = 0
  ) throws(TrainingError) -> TextLoss {
    guard ids.count > 1 else {
      throw .heldOutTooShort(name: name, tokens: ids.count)
    }
    let windows = LossWindow.over(ids, time: configuration.contextLength)
    let arena = Arena()
    let sums: BufferSlice<Double> = arena.allocate(windows.count, of: 0)
    let group = self.group
    let parts = WordPartition(group.processShares(of: windows.count), wordsPerElement: 2)
    onEveryReplica { rank, decoder in
      let mine = ReplicaGroup.share(of: windows.count, rank: rank, count: group.count)
      decoder.losses(of: windows[mine]) { window, losses in
        sums[window] = losses.buffer.reduce(0, +)
      }
      group.share(sums, parts, rank: rank)
    }
    let nats = withExtendedLifetime(arena) { sums.buffer.reduce(0, +) }
    guard nats.isFinite else { throw .diverged(step: step) }
    return TextLoss(nats: nats, tokenCount: ids.count - 1, byteCount: byteCount)
  }

  /// The loss over a held-out text.
  public func loss(of text: ValidationText) throws(TrainingError) -> TextLoss {
    try loss(of: text.ids, name: text.name, byteCount: text.byteCount)
  }
}
