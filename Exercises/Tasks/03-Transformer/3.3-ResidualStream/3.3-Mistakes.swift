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
    KnownMistake("you put attention's result in the stream's place: it is added to it") {
      x, parts in
      let middle = parts.attention(parts.firstNorm(x))
      return sum(middle, parts.feedForward(parts.secondNorm(middle)))
    },
    KnownMistake("you put the feed-forward layer's result in the stream's place: it is added to it")
    {
      x, parts in
      let middle = sum(x, parts.attention(parts.firstNorm(x)))
      return parts.feedForward(parts.secondNorm(middle))
    },
    KnownMistake("both parts' results take the stream's place: they are added to it") { x, parts in
      parts.feedForward(parts.secondNorm(parts.attention(parts.firstNorm(x))))
    },
    KnownMistake("both parts read one normalised copy: that is a parallel block") { x, parts in
      let read = parts.firstNorm(x)
      return sum(sum(x, parts.attention(read)), parts.feedForward(read))
    },
    KnownMistake("you exchanged the two norms") { x, parts in
      let middle = sum(x, parts.attention(parts.secondNorm(x)))
      return sum(middle, parts.feedForward(parts.firstNorm(middle)))
    },
    KnownMistake("you used the first norm twice") { x, parts in
      let middle = sum(x, parts.attention(parts.firstNorm(x)))
      return sum(middle, parts.feedForward(parts.firstNorm(middle)))
    },
    KnownMistake("you normalise what the parts give: they read the normalised stream") { x, parts in
      let middle = sum(x, parts.firstNorm(parts.attention(x)))
      return sum(middle, parts.secondNorm(parts.feedForward(middle)))
    },
    KnownMistake("you lost attention's result: the second sum begins with the first one") {
      x, parts in
      let middle = sum(x, parts.attention(parts.firstNorm(x)))
      return sum(x, parts.feedForward(parts.secondNorm(middle)))
    },
    KnownMistake("you added the incoming stream twice") { x, parts in
      let middle = sum(x, parts.attention(parts.firstNorm(x)))
      return sum(sum(x, middle), parts.feedForward(parts.secondNorm(middle)))
    },
    KnownMistake("you left the feed-forward layer out") { x, parts in
      sum(x, parts.attention(parts.firstNorm(x)))
    },
    KnownMistake("you left attention out") { x, parts in
      sum(x, parts.feedForward(parts.secondNorm(x)))
    },
    KnownMistake("you put the feed-forward layer before attention") { x, parts in
      let middle = sum(x, parts.feedForward(parts.secondNorm(x)))
      return sum(middle, parts.attention(parts.firstNorm(middle)))
    },
    KnownMistake("you ran attention twice") { x, parts in
      let middle = sum(x, parts.attention(parts.firstNorm(x)))
      let again = sum(middle, parts.attention(parts.firstNorm(middle)))
      return sum(again, parts.feedForward(parts.secondNorm(again)))
    },
    KnownMistake("you return a normalised stream: the block gives the raw one") { x, parts in
      let middle = sum(x, parts.attention(parts.firstNorm(x)))
      return parts.secondNorm(sum(middle, parts.feedForward(parts.secondNorm(middle))))
    },
    KnownMistake("you return the stream as it came in") { x, _ in x },
    KnownMistake("you subtracted attention's result: it is added") { x, parts in
      let middle = zip(x, parts.attention(parts.firstNorm(x))).map { $0 - $1 }
      return sum(middle, parts.feedForward(parts.secondNorm(middle)))
    },
    KnownMistake("you normalise for the feed-forward layer alone: attention reads a copy, too") {
      x, parts in
      let middle = sum(x, parts.attention(x))
      return sum(middle, parts.feedForward(parts.secondNorm(middle)))
    },
    KnownMistake("you normalise for attention alone: the feed-forward layer reads a copy, too") {
      x, parts in
      let middle = sum(x, parts.attention(parts.firstNorm(x)))
      return sum(middle, parts.feedForward(middle))
    },
    KnownMistake("you added attention's result by half: it is added whole") { x, parts in
      weighted(x, parts, 0.5, 1)
    },
    KnownMistake("you added attention's result twice: once is enough") { x, parts in
      weighted(x, parts, 2, 1)
    },
    KnownMistake("you added the feed-forward layer's result by half: it is added whole") {
      x, parts in
      weighted(x, parts, 1, 0.5)
    },
    KnownMistake("you added the feed-forward layer's result twice: once is enough") { x, parts in
      weighted(x, parts, 1, 2)
    },
    KnownMistake("you subtracted the feed-forward layer's result: it is added") { x, parts in
      weighted(x, parts, 1, -1)
    },
    KnownMistake("you ran the whole block twice") { x, parts in
      weighted(weighted(x, parts, 1, 1), parts, 1, 1)
    },
    KnownMistake("you normalised twice before the feed-forward layer: once is enough") { x, parts in
      let middle = sum(x, parts.attention(parts.firstNorm(x)))
      return sum(middle, parts.feedForward(parts.secondNorm(parts.secondNorm(middle))))
    },
    KnownMistake(
      "your feed-forward layer reads attention's result alone: it reads the stream's sum"
    ) {
      x, parts in
      let seen = parts.attention(parts.firstNorm(x))
      return sum(sum(x, seen), parts.feedForward(parts.secondNorm(seen)))
    },
  ]
}

/// The block, with factors before what its parts give.
private func weighted(
  _ stream: [Double], _ parts: Chapter03.BlockParts, _ attention: Double, _ feedForward: Double
) -> [Double] {
  let seen = parts.attention(parts.firstNorm(stream)).map { attention * $0 }
  let middle = sum(stream, seen)
  return sum(middle, parts.feedForward(parts.secondNorm(middle)).map { feedForward * $0 })
}

private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 + $1 } }
