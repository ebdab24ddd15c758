import RealModule

extension Generator {
  /// ln p of every token of the vocabulary after some others, which are read anew.
  ///
  /// - Parameter ids: at least one.
  /// - Returns: (vocabulary), by id; the exponentials add up to 1.
  /// - Throws: for no ids, one outside the vocabulary, more than the context has room for, or scores that
  ///   are no numbers.
  public func logProbabilities(after ids: [Int32]) throws(InferenceError) -> [Double] {
    guard !ids.isEmpty else { throw .tooFewIDs(count: 0, needed: 1) }
    let cache = try decoder.makeCache(capacity: ids.count, precision: cachePrecision)
    return try Self.logProbabilities(ofScores: try decoder.append(ids, to: cache).array)
  }

  /// ln p of every token, from the scores that a model gives them: −∞ where the score is.
  ///
  /// - Parameter scores: (vocabulary), as `CachedDecoder.append` returns them.
  /// - Throws: where none is finite, or one is not a number or +∞.
  public static func logProbabilities(
    ofScores scores: [Float]
  ) throws(InferenceError) -> [Double] {
    if let bad = scores.firstIndex(where: { !($0 < .infinity) }) { throw .notANumber(id: bad) }
    guard let largest = scores.max(), largest > -.infinity else { throw .notANumber(id: 0) }
    let total = scores.reduce(0) { $0 + Double.exp(Double($1) - Double(largest)) }
    let shift = Double(largest) + Double.log(total)
    return scores.map { Double($0) - shift }
  }
}
