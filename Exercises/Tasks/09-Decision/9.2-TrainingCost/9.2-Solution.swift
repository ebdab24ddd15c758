import ExerciseKit

/// The device-hours and dollars of a run, and the dollars of training on a share of its tokens.
///
/// - Parameters:
///   - secondsPerStep: of all devices together, by the clock on the wall.
///   - continuedShare: the tokens of continued pretraining as a share of this run's.
public func trainingCost(
  steps: Double, secondsPerStep: Double, devices: Double, dollarsPerDeviceHour: Double,
  continuedShare: Double
) throws -> (deviceHours: Double, dollars: Double, continuedDollars: Double) {
  // exercise begin 9.2: hours of all devices, then what they cost
  let hours = steps * secondsPerStep * devices / 3600
  let dollars = hours * dollarsPerDeviceHour
  return (hours, dollars, dollars * continuedShare)
  // exercise end
}
