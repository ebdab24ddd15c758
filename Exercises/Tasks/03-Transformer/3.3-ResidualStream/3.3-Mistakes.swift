import ExerciseKit

/// The known mistakes of exercise 3.3.
public var residualStreamMistakes: [KnownMistake<Chapter03.ResidualStream>] {
  [
    KnownMistake("you still add to the normalised copy: the raw stream is lost, twice") {
      x, parts in
      let first = parts.firstNorm(x)
      let second = parts.secondNorm(sum(first, parts.attention(first)))
      return sum(second, parts.feedForward(second))
    },
    KnownMistake("you mended attention; the feed-forward layer still adds to the copy") {
      x, parts in
      let second = parts.secondNorm(sum(x, parts.attention(parts.firstNorm(x))))
      return sum(second, parts.feedForward(second))
    },
    KnownMistake("you mended the feed-forward layer; attention still adds to the copy") {
      x, parts in
      let first = parts.firstNorm(x)
      let middle = sum(first, parts.attention(first))
      return sum(middle, parts.feedForward(parts.secondNorm(middle)))
    },
    KnownMistake("you normalise after the sum: that is post-normalization, of 2017") {
      x, parts in
      let middle = parts.firstNorm(sum(x, parts.attention(x)))
      return parts.secondNorm(sum(middle, parts.feedForward(middle)))
    },
    KnownMistake("your feed-forward layer reads the stream as it was before attention") {
      x, parts in
      let middle = sum(x, parts.attention(parts.firstNorm(x)))
      return sum(middle, parts.feedForward(parts.secondNorm(x)))
    },
    KnownMistake("you dropped the normalization: the parts read the raw stream") { x, parts in
      let middle = sum(x, parts.attention(x))
      return sum(middle, parts.feedForward(middle))
    },
  ]
}

private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 + $1 } }
