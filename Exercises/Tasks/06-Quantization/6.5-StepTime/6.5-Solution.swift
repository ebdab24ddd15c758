import ExerciseKit

/// What a step of generation takes: one more token for each sequence of a batch.
///
/// - Parameters:
///   - bits: of one weight, its part of the scale included.
///   - sequences: that are generated side by side.
///   - bytesPerSecond: that the device reads from its memory.
///   - operationsPerSecond: that it computes.
/// - Returns: the seconds of the step, the tokens that all sequences together get in a second, and the
///   number of sequences at which reading takes as long as computing.
public func stepTime(
  parameters: Double, bits: Double, sequences: Double, bytesPerSecond: Double,
  operationsPerSecond: Double
) throws -> (seconds: Double, tokensPerSecond: Double, turningPoint: Double) {
  // exercise begin 6.5: the longer of reading and computing, and where they are equal
  let reading = parameters * bits / 8 / bytesPerSecond
  let computing = 2 * parameters / operationsPerSecond
  let seconds = max(reading, computing * sequences)
  return (seconds, sequences / seconds, reading / computing)
  // exercise end
}
