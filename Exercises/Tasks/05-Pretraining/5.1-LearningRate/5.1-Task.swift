//: # Up a line, down a cosine
//: function, 15 minutes
//:
//: The rate of the first steps rises linearly: the first of W warm-up steps gets 1/W of the peak,
//: the last all of it. Step W has the peak too, and from there half a cosine falls to the floor,
//: reached when all steps are done. Steps beyond stay at the floor. Where all steps are warm-up,
//: step W still has the peak, and the next one the floor. (BloombergGPT: 1,800 warm-up steps, from
//: 6e-5 to a tenth of it; Wu et al. 2023.)
//:
//: ## Hints
//:
//: 1. Two cases: step < warmupSteps, and the rest. Steps count from 0, so the first one is already
//:    1/W up.
//: 2. The way of the fall, from 0 to 1, is what has passed since the warm-up over what there is
//:    after the warm-up; never more than 1.
//: 3. peak · (step + 1) / W; then floor + (peak − floor) · (1 + cos(π · way)) / 2 with way = min(1,
//:    (step − W) / max(1, total − W)).

import ExerciseKit

extension Chapter05 {
  /// A learning rate that rises linearly, then falls along half a cosine.
  public struct Schedule: Sendable {
    public let peak: Double
    /// Where the cosine ends.
    public let floor: Double
    public let warmupSteps: Int
    /// Steps of the whole training, warm-up included.
    public let totalSteps: Int

    public init(peak: Double, floor: Double, warmupSteps: Int, totalSteps: Int) {
      self.peak = peak
      self.floor = floor
      self.warmupSteps = warmupSteps
      self.totalSteps = totalSteps
    }
  }

  /// From a schedule and a step, counted from 0, to that step's learning rate.
  public typealias LearningRate = (_ schedule: Schedule, _ step: Int) throws -> Double

  public static let learningRate = Exercise<LearningRate>(
    properties: learningRateProperties,
    check: { rate in
      let rates = try (0...30).map { try rate(schedule, $0) }
      for (step, value) in rates.enumerated() {
        try Expect.that(
          value > 0 && value <= 8 * 1.000_001,
          "with a peak of 8 and a floor of 2, the rate of step \(step) is \(value)")
      }
      try Expect.close(
        Array(rates.prefix(4)), [2, 4, 6, 8], absolute: 1e-9, "four warm-up steps to 8")
      for step in 4...30 {
        try Expect.that(
          rates[step] <= rates[step - 1] + 1e-9,
          "behind the warm-up the rate rises from step \(step - 1) to step \(step)")
      }
      try Expect.close(rates[4], 8, relative: 1e-9, "the first step behind the warm-up")
      try Expect.close(rates[12], 5, relative: 1e-9, "half-way from step 4 to step 20, from 8 to 2")
      try Expect.close(rates[8], 7.121_320, relative: 1e-5, "a quarter of the way")
      try Expect.close(rates[20], 2, relative: 1e-9, "the end of training")
      try Expect.close(rates[30], 2, relative: 1e-9, "beyond the end of training")
      let plain = Schedule(peak: 8, floor: 0, warmupSteps: 0, totalSteps: 20)
      try Expect.close(try rate(plain, 0), 8, relative: 1e-9, "step 0 without a warm-up")
      try Expect.close(
        try [15, 20].map { try rate(plain, $0) }, [1.171_573, 0], absolute: 1e-5,
        "steps 15 and 20 of 20 with a floor of 0, which the last one reaches")
      let slow = Schedule(peak: 8, floor: 2, warmupSteps: 8, totalSteps: 20)
      try Expect.close(
        try rate(slow, 0), 1, relative: 1e-9, "the first of eight warm-up steps to 8, floor 2")
      let risen = Schedule(peak: 8, floor: 2, warmupSteps: 4, totalSteps: 4)
      try Expect.close(
        try (2...6).map { try rate(risen, $0) }, [6, 8, 8, 2, 2], absolute: 1e-9,
        "steps 2 to 6 of a training of 4 steps that are all warm-up")
    },
    observe: { rate in
      try [0, 2, 4, 8, 12, 15, 20, 27].map { try rate(schedule, $0) }
        + [0, 1, 3, 5, 9, 17, 24, 26, 31, 40].map { try rate(longer, $0) }
    })

  private static let longer = Schedule(peak: 3, floor: 0.5, warmupSteps: 5, totalSteps: 26)
  private static let schedule = Schedule(peak: 8, floor: 2, warmupSteps: 4, totalSteps: 20)
}
