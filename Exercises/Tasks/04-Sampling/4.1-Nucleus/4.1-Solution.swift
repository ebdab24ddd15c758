import ExerciseKit

/// The distribution that top-p sampling draws from.
///
///     nucleus([0.25, 0.5, 0.25], p: 0.6)     // [1/3, 2/3, 0]
///
/// - Parameters:
///   - probabilities: one a token; they sum to 1.
///   - p: above 0, at most 1.
public func nucleus(_ probabilities: [Double], p: Double) throws -> [Double] {
  // exercise begin 4.1: keep the fewest likeliest tokens that reach p, and normalise
  let order = probabilities.indices.sorted {
    (probabilities[$1], $0) < (probabilities[$0], $1)
  }
  var result = [Double](repeating: 0, count: probabilities.count)
  var sum = 0.0
  for place in order {
    result[place] = probabilities[place]
    sum += probabilities[place]
    if sum >= p { break }
  }
  return result.map { $0 / sum }
  // exercise end
}
