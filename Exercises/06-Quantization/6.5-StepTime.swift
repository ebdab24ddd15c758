import ExerciseKit

// 6.5 Are four bits faster? (an estimate, about 15 minutes)
//
// A step of generation reads every weight once, however many sequences are generated side by side,
// and computes 2 operations for each parameter and sequence. The device does both at once, so the
// step takes as long as the slower of the two. How long is that, how many tokens do all sequences
// together get in a second, and from how many sequences on does computing take longer than
// reading? Try a model of 7 billion parameters, in 16 and in 4.5 bits, on a device that reads 1.5
// TB and computes 300 · 10¹² operations a second. (The cache of keys and values is read too; leave
// it out.)

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
  // TODO 6.5: the longer of reading and computing, and where they are equal
  throw NotAttempted("6.5")
}
