import ExerciseKit

/// The share of n-grams that were written before.
///
///     repeatedShare([[1, 2, 1, 2], [1, 2]], n: 2)     // 0.5: 1 2 and 2 1 are new once each
///
/// - Parameters:
///   - texts: as tokens, in the order in which they were written.
///   - n: at least 1.
public func repeatedShare(_ texts: [[Int]], n: Int) throws -> Double {
  // exercise begin 4.4: count the n-grams, and those that are new
  var count = 0
  var seen: Set<[Int]> = []
  for text in texts {
    for first in stride(from: 0, through: text.count - n, by: 1) {
      count += 1
      seen.insert(Array(text[first..<first + n]))
    }
  }
  return count > 0 ? Double(count - seen.count) / Double(count) : 0
  // exercise end
}
