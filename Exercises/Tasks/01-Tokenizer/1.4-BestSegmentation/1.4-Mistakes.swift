import ExerciseKit
import Foundation

/// The known mistakes of exercise 1.4.
public var bestSegmentationMistakes: [KnownMistake<Chapter01.BestSegmentation>] {
  [
    KnownMistake(
      "your cuts are those of the longest piece first, from left to right: that is greedy"
    ) {
      word, table in
      cutFromTheLeft(word, table) { $0.piece.count > $1.piece.count }
    },
    KnownMistake("you take the likeliest next piece, not the likeliest whole") { word, table in
      cutFromTheLeft(word, table) { $0.score > $1.score }
    },
    KnownMistake("you look for the fewest pieces, and leave the probabilities out") {
      word, table in
      try bestSegmentation(word, table.mapValues { _ in -1 })
    },
    KnownMistake("you look for the smallest sum: logarithms are negative, and the largest wins") {
      word, table in
      try bestSegmentation(word, table.mapValues { -$0 })
    },
    KnownMistake("you forgot to reverse: walking back finds the last piece first") {
      word, table in
      try bestSegmentation(word, table)?.reversed()
    },
    KnownMistake(
      "your cuts are those of the longest piece first, from right to left: that is greedy, too"
    ) {
      word, table in
      let turned = Dictionary(
        uniqueKeysWithValues: table.map { (Array($0.key.reversed()), $0.value) })
      return cutFromTheLeft(word.reversed(), turned) { $0.piece.count > $1.piece.count }?
        .map { $0.reversed() }.reversed()
    },
    KnownMistake(
      answer: "you gave nil for the empty word: no pieces spell it, which is an empty list"
    ) {
      word, table in
      word.isEmpty ? nil : try bestSegmentation(word, table)
    },
    KnownMistake(answer: "you gave an empty list for a word that no pieces spell: that is nil") {
      word, table in
      try bestSegmentation(word, table) ?? []
    },
    KnownMistake("you made pieces of bytes that are none: a word that nothing spells is nil") {
      word, table in
      var table = table
      for byte in word where table[[byte]] == nil { table[[byte]] = -100 }
      return try bestSegmentation(word, table)
    },
    KnownMistake("you added probabilities: of independent pieces they are multiplied") {
      word, table in
      try bestSegmentation(word, table.mapValues { exp($0) })
    },
    KnownMistake("you look for the most pieces, and leave the probabilities out") { word, table in
      try bestSegmentation(word, table.mapValues { _ in 1 })
    },
    KnownMistake("you return the word uncut") { word, _ in word.isEmpty ? [] : [word] },
    KnownMistake("you left out the last piece: the walk back begins at the word's end") {
      word, table in
      try bestSegmentation(word, table)?.dropLast()
    },
    KnownMistake("you left out the first piece: the walk back ends at 0") { word, table in
      (try bestSegmentation(word, table)?.dropFirst()).map { Array($0) }
    },
    KnownMistake("you cut into single bytes: longer pieces can be likelier") { word, table in
      try bestSegmentation(word, table.filter { $0.key.count == 1 })
    },
    KnownMistake("you look at pieces of up to three bytes: they may be longer") { word, table in
      try bestSegmentation(word, table.filter { $0.key.count <= 3 })
    },
    KnownMistake("you look at pieces of up to four bytes: they may be longer") { word, table in
      try bestSegmentation(word, table.filter { $0.key.count <= 4 })
    },
    KnownMistake(
      "your cuts are those of pieces weighed by their length, or by their number: the sum of the logarithms alone counts"
    ) { word, table in
      try bestSegmentation(
        word,
        Dictionary(uniqueKeysWithValues: table.map { ($0.key, $0.value * Double($0.key.count)) }))
    },
    KnownMistake("you never take a piece twice: it may stand there again") { word, table in
      let cut = try bestSegmentation(word, table) ?? []
      return Set(cut).count < cut.count ? nil : try bestSegmentation(word, table)
    },
    KnownMistake("you charge for every piece: the probabilities alone count") { word, table in
      try bestSegmentation(word, table.mapValues { $0 - 1 })
    },
    KnownMistake("you multiplied the logarithms: the logarithm of a product is their sum") {
      word, table in
      var best = [Double](repeating: -.infinity, count: word.count + 1)
      var from = [Int](repeating: 0, count: word.count + 1)
      best[0] = 1
      for end in word.indices.map({ $0 + 1 }) {
        for start in 0..<end where best[start] > -.infinity {
          guard let score = table[Array(word[start..<end])], best[start] * score > best[end]
          else { continue }
          best[end] = best[start] * score
          from[end] = start
        }
      }
      guard best[word.count] > -.infinity else { return nil }
      var pieces: [[UInt8]] = []
      var end = word.count
      while end > 0 {
        pieces.insert(Array(word[from[end]..<end]), at: 0)
        end = from[end]
      }
      return pieces
    },
  ]
}

/// Cuts from left to right by taking the best piece that fits at each place.
private func cutFromTheLeft(
  _ word: [UInt8], _ table: [[UInt8]: Double],
  isBetter: ((piece: [UInt8], score: Double), (piece: [UInt8], score: Double)) -> Bool
) -> [[UInt8]]? {
  var pieces: [[UInt8]] = []
  var rest = word[...]
  while !rest.isEmpty {
    let fitting = table.filter { rest.starts(with: $0.key) }
      .map { (piece: $0.key, score: $0.value) }
    guard let next = fitting.min(by: isBetter) else { return nil }
    pieces.append(next.piece)
    rest = rest.dropFirst(next.piece.count)
  }
  return pieces
}
