import ExerciseKit
import Groundwork

/// An interval that holds the mean of own − other in 95 of 100 cases, by resampling documents.
///
/// - Parameters:
///   - own: bits per byte of the own model on documents of equal length, at least one.
///   - other: those of the other model on the same documents, in the same order.
///   - seed: of the draws.
public func differenceInterval(
  own: [Double], other: [Double], seed: UInt64
) throws -> (low: Double, high: Double) {
  // exercise begin 9.4: this interval is much too wide; delete the next line, check, and find out why
  var stream = RandomStream(seed: seed)
  let count = own.count
  let means = (0..<2_000).map { _ in
    (0..<count).reduce(0.0) { sum, _ in
      let document = stream.index(below: count)
      return sum + own[document] - other[document]
    } / Double(count)
  }.sorted()
  // A fortieth of 2,000 lies below, and as many lie above.
  return (means[50], means[1_949])
  // exercise broken
  // | var stream = RandomStream(seed: seed)
  // | func resampledMean(_ losses: [Double]) -> Double {
  // |   let drawn = losses.map { _ in losses[stream.index(below: losses.count)] }
  // |   return drawn.reduce(0, +) / Double(drawn.count)
  // | }
  // | let means = (0..<2_000).map { _ in resampledMean(own) - resampledMean(other) }.sorted()
  // | // A fortieth of 2,000 lies below, and as many lie above.
  // | return (means[50], means[1_949])
  // exercise end
}
