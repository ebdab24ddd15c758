import Groundwork

/// The objective of encoder–decoders: stretches of a text are cut out, a sentinel stands for each, and the
/// decoder writes what was cut (Raffel et al. 2020, arXiv 1910.10683, §3.1.4 and figure 2).
///
///     L = −Σ_t log p(y_t | y_<t, x),   x the text with its gaps, y the stretches behind their sentinels
///
///     let objective = SpanCorruption(sentinels: [96, 97, 98, 99])
///     // thank you [for inviting] me to your party [last] week
///     // source: thank you 96 me to your party 97 week
///     // target: 96 for inviting 97 last 98
///
/// The target is short: most of the decoder's work is saved, and what it writes may be of any length.
public struct SpanCorruption: Hashable, Sendable {
  /// The ids that stand for the first stretch, the second, …; one more than there are stretches ends the
  /// target.
  public var sentinels: [Int32]
  /// The share of tokens that are cut out: at least one is, and at least one stays.
  public var share: Double
  /// The mean length of a stretch, in tokens.
  public var meanLength: Double

  /// - Precondition: there are two sentinels, the share lies between 0 and 1, the length is at least 1.
  public init(sentinels: [Int32], share: Double = 0.15, meanLength: Double = 3) {
    precondition(Set(sentinels).count == sentinels.count && sentinels.count >= 2, "two sentinels")
    precondition(share > 0 && share < 1 && meanLength >= 1, "no share, or no length")
    self.sentinels = sentinels
    self.share = share
    self.meanLength = meanLength
  }

  /// What the encoder reads, and what the decoder is to write.
  public struct Example: Hashable, Sendable {
    public let source: [Int32]
    public let target: [Int32]
  }

  /// Cuts stretches out of a text of at least two tokens; the same stream cuts the same ones. Every division
  /// into so many stretches is equally likely, at the text's beginning and end too, and between two of them
  /// stands at least one token.
  public func example(_ ids: [Int32], using stream: inout RandomStream) -> Example {
    guard ids.count >= 2 else { return Example(source: ids, target: []) }
    let cut = min(max(1, Int((share * Double(ids.count)).rounded())), ids.count - 1)
    let kept = ids.count - cut
    let wanted = max(1, Int((Double(cut) / meanLength).rounded()))
    let count = min(wanted, cut, kept + 1, sentinels.count - 1)
    // Stretches have a token at least, gaps between them too; before and behind may be nothing.
    let lengths = Self.parts(of: cut - count, into: count, using: &stream).map { $0 + 1 }
    var gaps = Self.parts(of: kept - (count - 1), into: count + 1, using: &stream)
    for inner in 1..<max(count, 1) { gaps[inner] += 1 }
    var spans: [Range<Int>] = []
    var place = 0
    for (gap, length) in zip(gaps, lengths) {
      spans.append((place + gap)..<(place + gap + length))
      place += gap + length
    }
    return example(ids, cutting: spans)
  }

  /// Cuts given stretches out of a text.
  ///
  /// - Precondition: the stretches are in order, apart from each other, fewer than sentinels, and within the
  ///   text.
  public func example(_ ids: [Int32], cutting spans: [Range<Int>]) -> Example {
    precondition(spans.count < sentinels.count, "more stretches than sentinels")
    var (source, target): ([Int32], [Int32]) = ([], [])
    var place = 0
    for (span, sentinel) in zip(spans, sentinels) {
      source += ids[place..<span.lowerBound] + [sentinel]
      target += [sentinel] + ids[span]
      place = span.upperBound
    }
    return Example(
      source: source + ids[place...], target: target + [sentinels[spans.count]])
  }

  /// Puts what was written back into the gaps; nil where it does not fit them.
  public func joined(source: [Int32], target: [Int32]) -> [Int32]? {
    var pieces: [[Int32]] = []
    var sought = sentinels[...]
    for token in target {
      if token == sought.first {
        pieces.append([])
        sought = sought.dropFirst()
      } else if pieces.isEmpty || sentinels.contains(token) {
        return nil
      } else {
        pieces[pieces.count - 1].append(token)
      }
    }
    // The last sentinel ends the target, and nothing stands behind it.
    guard let last = pieces.popLast(), last.isEmpty else { return nil }
    var result: [Int32] = []
    var used = 0
    for token in source {
      guard sentinels.contains(token) else {
        result.append(token)
        continue
      }
      guard used < pieces.count, token == sentinels[used] else { return nil }
      result += pieces[used]
      used += 1
    }
    return used == pieces.count ? result : nil
  }

  /// Numbers from 0 that add up to a total, every division equally likely ("stars and bars").
  private static func parts(
    of total: Int, into count: Int, using stream: inout RandomStream
  ) -> [Int] {
    let bars = Places.chosen(count - 1, of: total + count - 1, using: &stream)
    let edges = [-1] + bars + [total + count - 1]
    return zip(edges.dropFirst(), edges).map { $0 - $1 - 1 }
  }
}
