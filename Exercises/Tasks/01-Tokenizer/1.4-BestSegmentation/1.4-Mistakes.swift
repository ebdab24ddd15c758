import ExerciseKit

/// The known mistakes of exercise 1.4.
public var bestSegmentationMistakes: [KnownMistake<Chapter01.BestSegmentation>] {
  [
    KnownMistake("you take the longest piece that fits, from left to right: that is greedy") {
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
