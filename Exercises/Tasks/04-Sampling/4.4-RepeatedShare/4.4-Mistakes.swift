import ExerciseKit

/// The known mistakes of exercise 4.4.
public var repeatedShareMistakes: [KnownMistake<Chapter04.RepeatedShare>] {
  [
    KnownMistake("you returned the share that is new, not the share that was there before") {
      grams($0, $1).joined().isEmpty ? 0 : 1 - (try repeatedShare($0, n: $1))
    },
    KnownMistake("you counted the first time too: only the later ones repeat something") {
      let times = tally(grams($0, $1).joined())
      return share(times.values.filter { $0 > 1 }.reduce(0, +), times.values.reduce(0, +))
    },
    KnownMistake("you counted each n-gram that comes back once, however often it does") {
      let times = tally(grams($0, $1).joined())
      return share(times.values.count { $0 > 1 }, times.values.reduce(0, +))
    },
    KnownMistake("you divided by the different n-grams, not by all of them") {
      let all = Array(grams($0, $1).joined())
      return share(all.count - Set(all).count, Set(all).count)
    },
    KnownMistake("you divided by the tokens: n-grams are fewer") { texts, n in
      let all = Array(grams(texts, n).joined())
      return share(all.count - Set(all).count, texts.joined().count)
    },
    KnownMistake("you joined the texts: no n-gram reaches from one into the next") {
      try repeatedShare([Array($0.joined())], n: $1)
    },
    KnownMistake("you forgot what earlier texts said: a text can repeat another one") {
      let each = grams($0, $1)
      return share(
        each.map { $0.count - Set($0).count }.reduce(0, +), each.map(\.count).reduce(0, +))
    },
    KnownMistake("you cut the texts into pieces: an n-gram begins at every place") { texts, n in
      let all = texts.flatMap { text in
        stride(from: 0, through: text.count - n, by: n).map { Array(text[$0..<$0 + n]) }
      }
      return share(all.count - Set(all).count, all.count)
    },
    KnownMistake("you missed the last n-gram of every text: there are t − n + 1") { texts, n in
      let all = grams(texts, n).flatMap { $0.dropLast() }
      return share(all.count - Set(all).count, all.count)
    },
    KnownMistake("you ignored the order: 1 2 and 2 1 are different n-grams") { texts, n in
      let all = grams(texts, n).joined().map { $0.sorted() }
      return share(all.count - Set(all).count, all.count)
    },
    KnownMistake("you counted what earlier texts said alone: a text can repeat itself, too") {
      texts, n in
      var seen: Set<[Int]> = []
      var repeated = 0
      for text in grams(texts, n) {
        repeated += text.count { seen.contains($0) }
        seen.formUnion(text)
      }
      return share(repeated, grams(texts, n).map(\.count).reduce(0, +))
    },
    KnownMistake("you averaged over texts: a long one has more n-grams") { texts, n in
      var seen: Set<[Int]> = []
      let shares = grams(texts, n).filter { !$0.isEmpty }.map { text in
        share(text.count { !seen.insert($0).inserted }, text.count)
      }
      return shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
    },
    KnownMistake("you returned how many n-grams repeat, not their share") { texts, n in
      let all = Array(grams(texts, n).joined())
      return Double(all.count - Set(all).count)
    },
    KnownMistake(answer: "you divided 0 by 0: texts without an n-gram repeat nothing") { texts, n in
      let all = Array(grams(texts, n).joined())
      return Double(all.count - Set(all).count) / Double(all.count)
    },
    KnownMistake("your n-grams are one token too long") { try repeatedShare($0, n: $1 + 1) },
    KnownMistake("your n-grams are one token too short") {
      try repeatedShare($0, n: max(1, $1 - 1))
    },
    KnownMistake("you compare neighbours alone: what was written at any place before counts") {
      texts, n in
      let each = grams(texts, n)
      let repeated = each.map { zip($0, $0.dropFirst()).count { $0 == $1 } }.reduce(0, +)
      return share(repeated, each.map(\.count).reduce(0, +))
    },
    KnownMistake("you looked at the last text alone") { texts, n in
      try repeatedShare(texts.suffix(1), n: n)
    },
    KnownMistake("you looked at the first text alone") { texts, n in
      try repeatedShare(Array(texts.prefix(1)), n: n)
    },
    KnownMistake("you left texts out that were written before: they repeat most of all") {
      texts, n in
      var seen: Set<[Int]> = []
      return try repeatedShare(texts.filter { seen.insert($0).inserted }, n: n)
    },
    KnownMistake("you compare sums of tokens: an n-gram is its tokens in their order") { texts, n in
      let all = grams(texts, n).joined().map { $0.reduce(0, +) }
      return share(all.count - Set(all).count, all.count)
    },
    KnownMistake("you divided by one less than there are n-grams") { texts, n in
      let all = Array(grams(texts, n).joined())
      return share(all.count - Set(all).count, max(1, all.count - 1))
    },
    KnownMistake("you counted a text that is too short as an n-gram: it has none") { texts, n in
      let all = texts.flatMap { text in
        text.count < n
          ? [text]
          : stride(from: 0, through: text.count - n, by: 1).map { Array(text[$0..<$0 + n]) }
      }
      return share(all.count - Set(all).count, all.count)
    },
    KnownMistake("you divided by the number of texts: by all n-grams") { texts, n in
      let all = Array(grams(texts, n).joined())
      return share(all.count - Set(all).count, texts.count)
    },
    KnownMistake("you counted the different n-grams that come again, not the places where they do")
    {
      texts, n in
      let counts = tally(grams(texts, n).joined())
      return share(counts.values.count { $0 > 1 }, counts.count)
    },
    KnownMistake("you averaged over the texts: count all n-grams together") {
      texts, n in
      var seen: Set<[Int]> = []
      var sum = 0.0
      for text in grams(texts, n) {
        let old = text.count { !seen.insert($0).inserted }
        sum += share(old, text.count)
      }
      return texts.isEmpty ? 0 : sum / Double(texts.count)
    },
  ]
}

/// The n-grams of each text.
private func grams(_ texts: [[Int]], _ n: Int) -> [[[Int]]] {
  texts.map { text in
    stride(from: 0, through: text.count - n, by: 1).map { Array(text[$0..<$0 + n]) }
  }
}

private func tally(_ grams: some Sequence<[Int]>) -> [[Int]: Int] {
  grams.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}

private func share(_ part: Int, _ whole: Int) -> Double {
  whole > 0 ? Double(part) / Double(whole) : 0
}
