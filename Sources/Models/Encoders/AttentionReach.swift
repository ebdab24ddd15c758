import Groundwork

/// What a position of a sequence sees of it: the one difference between an encoder, a decoder and what
/// lies between them.
///
///     AttentionReach.causal.visibleCount(at: 3, of: 10)       // 4: itself and those before
///     AttentionReach.all.visibleCount(at: 3, of: 10)          // 10
///     AttentionReach.prefix(6).visibleCount(at: 3, of: 10)    // 6
public enum AttentionReach: Hashable, Sendable {
  /// Every position, before and after (Devlin et al. 2019, arXiv 1810.04805).
  case all
  /// Itself and those before it.
  case causal
  /// The first positions, as many as are given, whole; after them itself and those before it (Raffel et
  /// al. 2020, arXiv 1910.10683, figure 4).
  case prefix(Int)

  /// How many of the first positions a position sees.
  ///
  /// - Parameter length: of the sequence, its padding left out.
  public func visibleCount(at position: Int, of length: Int) -> Int {
    switch self {
    case .all: length
    case .causal: min(position + 1, length)
    case .prefix(let count): min(max(position + 1, count), length)
    }
  }

  /// Writes the counts of one sequence.
  ///
  /// - Parameters:
  ///   - counts: (batch · time).
  ///   - length: of the sequence, its padding left out.
  func fill(_ counts: BufferSlice<Int32>, sequence: Int, time: Int, length: Int) {
    for position in 0..<time {
      counts[sequence * time + position] = Int32(visibleCount(at: position, of: length))
    }
  }
}
