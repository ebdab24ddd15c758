import Groundwork
import Tensors

/// The objective of encoders: some tokens are hidden, and each is predicted from what stands on both sides
/// of it (Devlin et al. 2019, arXiv 1810.04805, §3.1).
///
///     L = −Σ_{t ∈ M} log p(x_t | the text without M),   |M| ≈ 0.15 · length
///
///     let objective = MaskedLanguageModeling(maskID: 3, replacements: 4..<512)
///     let example = objective.example([9, 41, 7, 12, 30, 8, 5], using: &stream)
///     // tokens [9, 41, 3, 12, 30, 8, 5], targets [−1, −1, 7, −1, −1, −1, −1]
///
/// Of the chosen tokens, most are replaced by the mask, some by another token and some stay: what a
/// network reads later has no masks, and it must not learn that only they matter.
public struct MaskedLanguageModeling: Hashable, Sendable {
  /// The id that stands for a hidden token.
  public var maskID: Int32
  /// The ids that a token may be replaced by instead.
  public var replacements: Range<Int32>
  /// The share of tokens that are predicted: at least one is.
  public var share: Double
  /// Of those, the share that the mask replaces, and the share that another token replaces; the others stay.
  public var maskShare: Double
  public var replacementShare: Double

  /// - Precondition: shares lie in 0...1, the last two together too, and there is a replacement.
  public init(
    maskID: Int32, replacements: Range<Int32>, share: Double = 0.15, maskShare: Double = 0.8,
    replacementShare: Double = 0.1
  ) {
    precondition(
      [share, maskShare, replacementShare, maskShare + replacementShare].allSatisfy {
        (0...1).contains($0)
      }, "a share outside 0 to 1")
    precondition(!replacements.isEmpty, "no token to replace another by")
    self.maskID = maskID
    self.replacements = replacements
    self.share = share
    self.maskShare = maskShare
    self.replacementShare = replacementShare
  }

  /// What a network reads, and what it is to predict at each place.
  public struct Example: Hashable, Sendable {
    public let tokens: [Int32]
    /// The ids that were there; `CrossEntropyKernel.ignoredTarget` where nothing is predicted.
    public let targets: [Int32]
  }

  /// Hides tokens of a text; the same stream hides the same ones.
  public func example(_ ids: [Int32], using stream: inout RandomStream) -> Example {
    var tokens = ids
    var targets = [Int32](repeating: CrossEntropyKernel.ignoredTarget, count: ids.count)
    let count = ids.isEmpty ? 0 : max(1, Int((share * Double(ids.count)).rounded()))
    for place in Places.chosen(count, of: ids.count, using: &stream) {
      targets[place] = ids[place]
      let draw = stream.uniform()
      if draw < maskShare {
        tokens[place] = maskID
      } else if draw < maskShare + replacementShare {
        tokens[place] = replacements.lowerBound + Int32(stream.index(below: replacements.count))
      }
    }
    return Example(tokens: tokens, targets: targets)
  }
}

/// Places drawn without putting any back.
enum Places {
  /// `count` different numbers below `total`, in order, every choice equally likely.
  static func chosen(_ count: Int, of total: Int, using stream: inout RandomStream) -> [Int] {
    var places = Array(0..<total)
    for index in 0..<min(count, total) {
      places.swapAt(index, index + stream.index(below: total - index))
    }
    return places.prefix(count).sorted()
  }
}
