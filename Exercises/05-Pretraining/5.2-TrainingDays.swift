import ExerciseKit

// 5.2 Fifty-three days (an estimate, about 5 minutes)
//
// How many days does a training take? Take 6 operations for each parameter and token, forward and
// backward together (Kaplan et al. 2020), and leave out what attention adds. BloombergGPT saw 569
// billion tokens on 512 A100, each of which can do 312e12 operations a second; counted like this,
// it used 24 % of them. The paper says that it took about 53 days (Wu et al. 2023).

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
  // TODO 5.2: return the number of days
  throw NotAttempted("5.2")
}
