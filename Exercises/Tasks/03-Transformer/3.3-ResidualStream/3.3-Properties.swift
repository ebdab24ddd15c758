import ExerciseKit

extension Chapter03 {
  /// Which function each part of a block is, so that parts can be exchanged and left out.
  private struct PartKinds: Sendable {
    var stream: [Double]
    /// Places in the list of functions; 0 gives back what it takes.
    var firstNorm = 1
    var attention = 2
    var secondNorm = 3
    var feedForward = 4
    /// What the two parts' answers are multiplied by.
    var factors: (attention: Double, feedForward: Double) = (1, 1)

    init(_ stream: [Double], attention: Double = 1, feedForward: Double = 1) {
      self.stream = stream
      factors = (attention, feedForward)
    }

    static func function(_ kind: Int) -> ([Double]) -> [Double] {
      switch kind {
      case 1: { $0.map { $0 / (1 + abs($0)) } }
      case 2: { row in row.indices.map { row[$0] * row[$0] + 2 * row[($0 + 1) % row.count] } }
      case 3: { $0.map { 3 * $0 / (2 + $0 * $0) } }
      case 4: { $0.map { $0 < 0 ? $0 : 1 + $0 * $0 * $0 } }
      default: { $0 }
      }
    }

    var parts: BlockParts {
      let (attention, feedForward) = (Self.function(attention), Self.function(feedForward))
      let factors = factors
      return BlockParts(
        firstNorm: Self.function(firstNorm),
        attention: { attention($0).map { $0 * factors.attention } },
        secondNorm: Self.function(secondNorm),
        feedForward: { feedForward($0).map { $0 * factors.feedForward } })
    }
  }

  static var residualStreamProperties: Properties<ResidualStream> {
    let questions: [PartKinds] = [
      PartKinds([2, -4, 6]), PartKinds([1, 0, -3]), PartKinds([0.5, 3, -1, 0.25]),
      PartKinds([-2, -1]),
      PartKinds([1, 5, 2], attention: 0, feedForward: 0),
      PartKinds([3, -2, 0.5], attention: 0, feedForward: 0), PartKinds([2, -4, 6], attention: 0),
      PartKinds([0.5, 1, -2], attention: 0), PartKinds([2, -4, 6], feedForward: 0),
      PartKinds([1.5, -0.5], feedForward: 0),
    ]
    let laws: [Law<PartKinds, [Double]>] = [
      Law("where both parts answer zeros the stream stays as it was") { kinds, answer in
        guard kinds.factors == (0, 0), answer != kinds.stream else { return nil }
        let seen = PartKinds.function(kinds.firstNorm)(kinds.stream)
        let twice = PartKinds.function(kinds.secondNorm)(seen)
        let second = PartKinds.function(kinds.secondNorm)(kinds.stream)
        let what =
          answer == seen
          ? "it is normalised by the first norm"
          : answer == twice
            ? "it is normalised by both norms"
            : answer == second
              ? "it is normalised by the second norm"
              : zip(answer, kinds.stream).allSatisfy { $0 == 2 * $1 }
                ? "it is doubled"
                : Set(answer) == [0]
                  ? "it is gone" : "it is \(answer.map(written).joined(separator: ", "))"
        return "where both parts answer zeros the stream should stay as it was; with you \(what)"
      },
      Law("the first part adds to the stream what attention answers to the normalised stream") {
        kinds, answer in
        guard kinds.factors == (1, 0) else { return nil }
        let seen = PartKinds.function(kinds.firstNorm)(kinds.stream)
        let added = PartKinds.function(kinds.attention)(seen)
        let gap = zip(answer, kinds.stream).map { $0 - $1 }
        guard !isSame(gap, added) else { return nil }
        let raw = PartKinds.function(kinds.attention)(kinds.stream)
        let what =
          isSame(gap, raw)
          ? "attention reads the raw stream, not the normalised one"
          : Set(gap) == [0]
            ? "attention's answer never reaches the stream"
            : isSame(answer, added)
              ? "the stream is replaced by attention's answer, not added to it"
              : isSame(zip(answer, seen).map { $0 - $1 }, added)
                ? "attention's answer is added to the normalised copy, not to the stream"
                : "attention's answer is not what is added to the stream"
        return "with a feed-forward layer that answers zeros, \(what)"
      },
      Law("the second part adds to the stream what the feed-forward layer answers") {
        kinds, answer in
        guard kinds.factors == (0, 1) else { return nil }
        let seen = PartKinds.function(kinds.secondNorm)(kinds.stream)
        let added = PartKinds.function(kinds.feedForward)(seen)
        let gap = zip(answer, kinds.stream).map { $0 - $1 }
        guard !isSame(gap, added) else { return nil }
        let raw = PartKinds.function(kinds.feedForward)(kinds.stream)
        let what =
          isSame(gap, raw)
          ? "the feed-forward layer reads the raw stream, not the normalised one"
          : Set(gap) == [0]
            ? "the feed-forward layer's answer never reaches the stream"
            : isSame(answer, added)
              ? "the stream is replaced by the layer's answer, not added to it"
              : isSame(zip(answer, seen).map { $0 - $1 }, added)
                ? "the layer's answer is added to the normalised copy, not to the stream"
                : "the feed-forward layer's answer is not what is added to the stream"
        return "with an attention that answers zeros, \(what)"
      },
    ]
    func other(
      _ words: String, _ change: @escaping @Sendable (inout PartKinds) -> Void
    ) -> Variation<PartKinds> {
      Variation(words, isProbe: false) { kinds in
        var kinds = kinds
        change(&kinds)
        return kinds
      }
    }
    let variations: [Variation<PartKinds>] = [
      other("the two norms exchanged") { swap(&$0.firstNorm, &$0.secondNorm) },
      other("attention and feed-forward layer exchanged") {
        swap(&$0.attention, &$0.feedForward)
        $0.factors = ($0.factors.feedForward, $0.factors.attention)
      },
      other("both halves of the block exchanged") {
        swap(&$0.attention, &$0.feedForward)
        swap(&$0.firstNorm, &$0.secondNorm)
        $0.factors = ($0.factors.feedForward, $0.factors.attention)
      },
      other("the first norm for the second one, too") { $0.secondNorm = $0.firstNorm },
      other("the second norm for the first one, too") { $0.firstNorm = $0.secondNorm },
      other("no first norm") { $0.firstNorm = 0 },
      other("no second norm") { $0.secondNorm = 0 },
      other("no norms") { ($0.firstNorm, $0.secondNorm) = (0, 0) },
      other("an attention that answers zeros") { $0.factors.attention = 0 },
      other("a feed-forward layer that answers zeros") { $0.factors.feedForward = 0 },
      other("attention for the feed-forward layer, too") { $0.feedForward = $0.attention },
      other("the feed-forward layer for attention, too") { $0.attention = $0.feedForward },
      other("half of attention's answer") { $0.factors.attention /= 2 },
      other("half of the feed-forward layer's answer") { $0.factors.feedForward /= 2 },
      other("half of both parts' answers") {
        $0.factors = ($0.factors.attention / 2, $0.factors.feedForward / 2)
      },
      other("twice attention's answer") { $0.factors.attention *= 2 },
      other("twice the feed-forward layer's answer") { $0.factors.feedForward *= 2 },
      other("twice both parts' answers") {
        $0.factors = ($0.factors.attention * 2, $0.factors.feedForward * 2)
      },
      other("attention's answer with its sign turned") { $0.factors.attention *= -1 },
      other("the feed-forward layer's answer with its sign turned") {
        $0.factors.feedForward *= -1
      },
    ]
    let traits: [Trait<PartKinds>] = [
      Trait("attention answers zeros") { $0.factors.attention == 0 },
      Trait("the feed-forward layer answers zeros") { $0.factors.feedForward == 0 },
      Trait("a part answers zeros") { $0.factors.attention * $0.factors.feedForward == 0 },
      Trait("attention answers something") { $0.factors.attention != 0 },
      Trait("the feed-forward layer answers something") { $0.factors.feedForward != 0 },
      Trait("both parts answer something") { $0.factors == (1, 1) },
    ]
    return Properties(
      of: questions, ask: { try $0($1.stream, $1.parts) },
      inputs: [.list("the stream", \.stream, keepsCount: true)], laws: laws,
      variations: variations, traits: traits)
  }

  private static func isSame(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-9 }
  }
}
