import Groundwork
import Tensors

/// Ids that a model reads at once, and from which of them on they are scored: what every loss over a
/// text is made of.
///
///     let windows = LossWindow.over(ids, time: 64)
///     decoder.losses(of: windows[...]) { window, losses in sum += losses.buffer.reduce(0, +) }
public struct LossWindow: Sendable {
  public let ids: ArraySlice<Int32>
  /// The first scored id, counted from the window's start; at least 1, for it is predicted from those
  /// before it.
  public let firstScored: Int

  /// - Precondition: `firstScored` lies in 1..<ids.count.
  public init(ids: ArraySlice<Int32>, firstScored: Int) {
    self.ids = ids
    self.firstScored = firstScored
  }

  /// The ids whose losses count, in order.
  public var scored: ArraySlice<Int32> { ids.dropFirst(firstScored) }

  /// Windows that score every id of a text but the first, once each and in order.
  ///
  /// - Parameters:
  ///   - time: the ids that are predicted in a window, at most.
  ///   - stride: the ids between the beginnings of windows. Without it they do not overlap, each
  ///     without knowledge of the one before: a window's first id is predicted from one id, its last
  ///     from all of the window.
  /// - Precondition: at least two ids; 1 ≤ stride ≤ time.
  public static func over(_ ids: [Int32], time: Int, stride: Int? = nil) -> [LossWindow] {
    let stride = stride ?? time
    var windows: [LossWindow] = []
    windows.reserveCapacity((ids.count - 2) / stride + 1)
    var (start, scored) = (0, 1)
    while scored < ids.count {
      let end = min(start + time + 1, ids.count)
      windows.append(LossWindow(ids: ids[start..<end], firstScored: scored - start))
      scored = end
      start += stride
    }
    return windows
  }
}

extension Decoder {
  /// Runs windows through the network, a batch at a time, and hands out −log p of the ids that each
  /// one scores.
  ///
  /// - Parameter body: sees every window by its index, in order, and its losses in nats; these stay
  ///   valid during the call alone.
  /// - Precondition: no window has more than `time` + 1 ids, and all ids lie in the vocabulary.
  public func losses(
    of windows: ArraySlice<LossWindow>,
    _ body: (_ window: Int, _ losses: BufferSlice<Double>) -> Void
  ) {
    // Windows run across documents, also where training keeps attention apart.
    documentStarts?.fill(0)
    for first in stride(from: windows.startIndex, to: windows.endIndex, by: batch) {
      for row in 0..<batch {
        fill(row, with: first + row < windows.endIndex ? windows[first + row] : nil)
      }
      evaluate()
      for index in first..<min(first + batch, windows.endIndex) {
        let window = windows[index]
        body(
          index,
          losses.part(
            (index - first) * time + window.firstScored - 1, window.ids.count - window.firstScored))
      }
    }
  }

  /// Puts a window into a row of the batch; nil leaves the row without anything to score.
  private func fill(_ row: Int, with window: LossWindow?) {
    let tokens = tokens.part(row * time, time)
    let targets = targets.part(row * time, time)
    tokens.fill(0)
    targets.fill(CrossEntropyKernel.ignoredTarget)
    guard let window else { return }
    // Padding after the last id cannot change what comes before it: attention looks back only.
    for (offset, id) in window.ids.enumerated() {
      if offset < window.ids.count - 1 { tokens[offset] = id }
      if offset >= window.firstScored { targets[offset - 1] = id }
    }
  }
}
