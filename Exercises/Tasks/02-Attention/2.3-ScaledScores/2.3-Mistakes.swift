import ExerciseKit
import Foundation

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
    KnownMistake("you took every headCount-th column: a head's columns lie side by side") {
      queries, keys, count, head in
      scores(queries, keys, count) { width in (0..<width).map { $0 * count + head } }
    },
    KnownMistake("you multiplied all columns: a head has its own ones only") {
      queries, keys, count, _ in
      scores(queries, keys, count) { width in Array(0..<width * count) }
    },
    KnownMistake("you always took the first head's columns") {
      queries, keys, count, _ in
      scores(queries, keys, count) { width in Array(0..<width) }
    },
    KnownMistake("you exchanged queries and keys: row t belongs to query t") {
      try scaledScores($1, $0, headCount: $2, head: $3)
    },
    KnownMistake("you counted heads from 1: the first is 0") {
      queries, keys, count, head in
      try scaledScores(queries, keys, headCount: count, head: max(0, head - 1))
    },
    KnownMistake("you left out a head's last column") {
      queries, keys, count, head in
      scores(queries, keys, count) { width in
        Array((head * width)..<max(head * width, (head + 1) * width - 1))
      }
    },
    KnownMistake("you turned the sign round: alike vectors have the larger score") {
      try scaledScores($0, $1, headCount: $2, head: $3).map { $0.map { -$0 } }
    },
    KnownMistake("you took a softmax: scores are asked") {
      try scaledScores($0, $1, headCount: $2, head: $3).map { row in
        let exponentials = row.map { exp($0) }
        return exponentials.map { $0 / exponentials.reduce(0, +) }
      }
    },
    KnownMistake(answer: "the scores of later keys are 0: all of them are asked") {
      try scaledScores($0, $1, headCount: $2, head: $3).enumerated().map { t, row in
        row.enumerated().map { $0 > t ? 0 : $1 }
      }
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

/// The scores over other columns, a function of a head's width.
private func scores(
  _ queries: [[Double]], _ keys: [[Double]], _ headCount: Int, _ columns: (_ width: Int) -> [Int]
) -> [[Double]] {
  queries.map { query in
    keys.map { key in
      let width = query.count / headCount
      let product = columns(width).reduce(0) { $0 + query[$1] * key[$1] }
      return product / Double(width).squareRoot()
    }
  }
}
