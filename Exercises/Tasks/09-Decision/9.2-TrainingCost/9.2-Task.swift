//: # The bill
//: estimate, 5 minutes
//:
//: How many device-hours does a training run take, and what do they cost? And what does it cost to
//: continue from a model that somebody else has trained, with `continuedShare` times the tokens, if
//: a token costs the same? BloombergGPT took 139,200 steps of 32.5 seconds on 512 A100 GPUs; 1.3
//: million A100-hours had been set aside for it (Wu et al. 2023). Take $2 an hour, or what you
//: would pay, and a tenth of the tokens.
//:
//: ## Hints
//:
//: 1. A device-hour is one device for one hour: all devices wait through every step.
//: 2. An hour has 3,600 seconds. The answer should be about half of what had been set aside.
//: 3. deviceHours = steps · secondsPerStep · devices / 3600; times the price; times the share.

import ExerciseKit

extension Chapter09 {
  /// From a run's steps, devices and prices to its device-hours, its dollars, and the dollars of
  /// training on a share of its tokens only.
  public typealias TrainingCost = (
    _ steps: Double, _ secondsPerStep: Double, _ devices: Double, _ dollarsPerDeviceHour: Double,
    _ continuedShare: Double
  ) throws -> (deviceHours: Double, dollars: Double, continuedDollars: Double)

  public static let trainingCost = Exercise<TrainingCost>(
    parts: ["deviceHours", "dollars", "continuedDollars"],
    properties: trainingCostProperties,
    check: { cost in
      let run = try cost(139_200, 32.5, 512, 2, 0.1)
      try Expect.that(
        run.deviceHours > 0 && run.dollars > 0 && run.continuedDollars > 0,
        "all three are more than 0; these are \(run)")
      try Expect.that(
        run.deviceHours < 1.3e6,
        "1.3 million A100-hours were set aside, this run takes \(run.deviceHours)")
      try Expect.that(
        run.continuedDollars < run.dollars,
        "a tenth of the tokens costs less than all: \(run.continuedDollars), \(run.dollars)")
      try Expect.close(run.deviceHours, 643_413, relative: 0.01, "BloombergGPT's A100-hours")
      try Expect.close(run.dollars, 1_286_827, relative: 0.01, "dollars at $2 an hour")
      try Expect.close(
        run.continuedDollars, 128_683, relative: 0.01, "dollars for a tenth of the tokens")
      let other = try cost(5_000, 7, 16, 1.7, 0.35)
      try Expect.close(other.dollars, 264.44, relative: 0.01, "dollars at $1.70 for 156 hours")
      try Expect.close(
        other.continuedDollars, 92.56, relative: 0.01, "dollars for 35 % of those tokens")
    },
    observe: { cost in
      try [(139_200, 32.5, 512, 3, 0.2), (5_000, 7, 16, 1.7, 0.35), (900, 41, 3, 4, 0.05)].flatMap {
        let (hours, dollars, continued) = try cost($0.0, $0.1, $0.2, $0.3, $0.4)
        return [hours, dollars, continued]
      }
    })
}
