import ExerciseKit

/// The known mistakes of exercise 2.3.
public var scaledScoresMistakes: [KnownMistake<Chapter02.ScaledScores>] {
  [
    KnownMistake("you still divide by the root of the whole width, not of the head's") {
      try rescaled($0, $1, $2, $3) { width, _ in 1 / width.squareRoot() }
    },
    KnownMistake("you divided by d, not by √d") {
      try rescaled($0, $1, $2, $3) { 1 / ($0 / $1) }
    },
    KnownMistake("you left out the scale: the scores' spread grows with the head's width") {
      try rescaled($0, $1, $2, $3) { _, _ in 1 }
    },
    KnownMistake("you multiplied by √d: the scale makes scores smaller") {
      try rescaled($0, $1, $2, $3) { ($0 / $1).squareRoot() }
    },
    KnownMistake("you divided by the root of the number of heads, not of the head's width") {
      try rescaled($0, $1, $2, $3) { 1 / $1.squareRoot() }
    },
  ]
}

/// The scores with another scale, a function of the width and the number of heads.
private func rescaled(
  _ queries: [[Double]], _ keys: [[Double]], _ headCount: Int, _ head: Int,
  _ scale: (_ width: Double, _ headCount: Double) -> Double
) throws -> [[Double]] {
  let width = Double(queries.first?.count ?? headCount)
  let right = (width / Double(headCount)).squareRoot()
  return try scaledScores(queries, keys, headCount: headCount, head: head).map { row in
    row.map { $0 * right * scale(width, Double(headCount)) }
  }
}
