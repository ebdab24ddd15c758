import ExerciseKit

/// The scores of one head, (T, T): scaled dot products of its queries and keys.
///
/// - Parameters:
///   - queries: of all heads side by side, (T, D).
///   - keys: of all heads side by side, (T, D).
///   - head: counted from 0; it owns the D / headCount columns from head · D / headCount on.
public func scaledScores(
  _ queries: [[Double]], _ keys: [[Double]], headCount: Int, head: Int
) throws -> [[Double]] {
  // exercise begin 2.3: this code has one bug; delete the next line, check, and find it
  queries.map { query in
    keys.map { key in
      let headWidth = query.count / headCount
      let columns = (head * headWidth)..<((head + 1) * headWidth)
      let product = columns.reduce(0) { $0 + query[$1] * key[$1] }
      return product / Double(headWidth).squareRoot()
    }
  }
  // exercise broken
  // | return queries.map { query in
  // |   keys.map { key in
  // |     let headWidth = query.count / headCount
  // |     let columns = (head * headWidth)..<((head + 1) * headWidth)
  // |     let product = columns.reduce(0) { $0 + query[$1] * key[$1] }
  // |     return product / Double(query.count).squareRoot()
  // |   }
  // | }
  // exercise end
}
