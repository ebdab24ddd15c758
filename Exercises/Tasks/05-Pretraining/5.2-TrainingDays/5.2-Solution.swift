import ExerciseKit

/// The days that a training takes.
///
/// - Parameters:
///   - processors: the number of graphics processors.
///   - peakOperations: of one processor in a second.
///   - utilization: the share of the peak that the model's own operations reach.
public func trainingDays(
  parameters: Double, tokens: Double, processors: Double, peakOperations: Double,
  utilization: Double
) throws -> Double {
  // exercise begin 5.2: return the number of days
  let operations = 6 * parameters * tokens
  let seconds = operations / (processors * peakOperations * utilization)
  return seconds / 86_400
  // exercise end
}
