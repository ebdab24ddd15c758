import ExerciseKit

// 9.2 The bill (an estimate, about 5 minutes)
//
// How many device-hours does a training run take, and what do they cost? And what does it cost to
// continue from a model that somebody else has trained, with `continuedShare` times the tokens, if
// a token costs the same? BloombergGPT took 139,200 steps of 32.5 seconds on 512 A100 GPUs; 1.3
// million A100-hours had been set aside for it (Wu et al. 2023). Take $2 an hour, or what you
// would pay, and a tenth of the tokens.

/// The device-hours and dollars of a run, and the dollars of training on a share of its tokens.
///
/// - Parameters:
///   - secondsPerStep: of all devices together, by the clock on the wall.
///   - continuedShare: the tokens of continued pretraining as a share of this run's.
public func trainingCost(
  steps: Double, secondsPerStep: Double, devices: Double, dollarsPerDeviceHour: Double,
  continuedShare: Double
) throws -> (deviceHours: Double, dollars: Double, continuedDollars: Double) {
  // TODO 9.2: hours of all devices, then what they cost
  throw NotAttempted("9.2")
}
