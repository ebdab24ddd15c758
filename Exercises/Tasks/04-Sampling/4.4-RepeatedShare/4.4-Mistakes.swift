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
