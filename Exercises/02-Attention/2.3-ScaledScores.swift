import ExerciseKit

// 2.3 The wrong root (a bug, about 10 minutes)
//
// The dot product of two vectors of d independent numbers of variance 1 has variance d. So that
// softmax starts neither flat nor pointed, attention scales its scores (Vaswani et al. 2017,
// §3.2.1). This code trains, but with more heads the weights stay flatter than they should. Find
// the fault, and mend it.

/// The scores of one head, (T, T): scaled dot products of its queries and keys.
///
/// - Parameters:
///   - queries: of all heads side by side, (T, D).
///   - keys: of all heads side by side, (T, D).
///   - head: counted from 0; it owns the D / headCount columns from head · D / headCount on.
public func scaledScores(
  _ queries: [[Double]], _ keys: [[Double]], headCount: Int, head: Int
) throws -> [[Double]] {
  // TODO 2.3: this code has one bug; delete the next line, check, and find it
  try attempt("2.3")
  return queries.map { query in
    keys.map { key in
      let headWidth = query.count / headCount
      let columns = (head * headWidth)..<((head + 1) * headWidth)
      let product = columns.reduce(0) { $0 + query[$1] * key[$1] }
      return product / Double(query.count).squareRoot()
    }
  }
}
