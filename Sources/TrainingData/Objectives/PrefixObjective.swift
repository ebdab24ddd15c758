import Groundwork
import Tensors

/// The objective between an encoder and a decoder: a prefix is seen whole, from both sides, and what follows
/// is predicted from left to right (Raffel et al. 2020, arXiv 1910.10683, §3.2.1).
///
///     L = −Σ_{t > p} log p(x_t | x_<t),   where the first p tokens all see each other
///
///     let example = PrefixObjective().example([5, 6, 7, 8], prefixLength: 2)
///     // tokens [5, 6, 7], targets [−1, 7, 8]
///
/// With a prefix of one token, it is what a causal decoder learns.
public struct PrefixObjective: Hashable, Sendable {
  public init() {}

  /// What a network reads, what it is to predict at each place, and how much of it is seen whole.
  public struct Example: Hashable, Sendable {
    public let tokens: [Int32]
    /// The next ids; `CrossEntropyKernel.ignoredTarget` within the prefix.
    public let targets: [Int32]
    public let prefixLength: Int
  }

  /// Divides a text of at least two tokens anywhere, every place equally likely.
  public func example(_ ids: [Int32], using stream: inout RandomStream) -> Example {
    example(ids, prefixLength: ids.count < 2 ? 1 : 1 + stream.index(below: ids.count - 1))
  }

  /// Divides a text behind its first tokens.
  ///
  /// - Parameter prefixLength: from 1.
  public func example(_ ids: [Int32], prefixLength: Int) -> Example {
    precondition(prefixLength >= 1, "a prefix without a token")
    let next = ids.dropFirst().enumerated().map { place, id in
      place + 1 < prefixLength ? CrossEntropyKernel.ignoredTarget : id
    }
    return Example(tokens: Array(ids.dropLast()), targets: next, prefixLength: prefixLength)
  }
}
