//: # Fifty-three days
//: estimate, 5 minutes
//:
//: How many days does a training take? Take 6 operations for each parameter and token, forward and
//: backward together (Kaplan et al. 2020), and leave out what attention adds. BloombergGPT saw 569
//: billion tokens on 512 A100, each of which can do 312e12 operations a second; counted like this,
//: it used 24 % of them. The paper says that it took about 53 days (Wu et al. 2023).
//:
//: ## Hints
//:
//: 1. First the operations of the whole training, then those that all processors do in a second.
//: 2. The used share makes the machine slower, so it stands below the line.
//: 3. 6 · N · D / (processors · peakOperations · utilization) seconds, and 86,400 s are a day.

import ExerciseKit

extension Chapter05 {
  /// From parameters, tokens, graphics processors, the peak operations a second of one of them and
  /// the used share of it to days.
  public typealias TrainingDays = (
    _ parameters: Double, _ tokens: Double, _ processors: Double, _ peakOperations: Double,
    _ utilization: Double
  ) throws -> Double

  public static let trainingDays = Exercise<TrainingDays>(
    properties: trainingDaysProperties,
    check: { days in
      let bloomberg = try days(50_558_868_480, 569e9, 512, 312e12, 0.24)
      try Expect.that(bloomberg > 0, "a training takes some days, not \(bloomberg)")
      let twice = try days(50_558_868_480, 569e9, 1_024, 312e12, 0.24)
      try Expect.close(
        twice / bloomberg, 0.5, relative: 1e-6, "twice the processors, as a share of the days")
      try Expect.close(bloomberg, 52.109, relative: 0.01, "BloombergGPT")
      try Expect.close(
        try days(124_439_808, 10e9, 8, 312e12, 0.4), 0.086_555, relative: 0.01,
        "GPT-2's size, 10 billion tokens on 8 A100 at 40 %")
      try Expect.close(
        try days(1e9, 20e9, 64, 989e12, 0.4), 0.054_857, relative: 0.01,
        "10⁹ parameters, 20 billion tokens on 64 processors of 989 TFLOP/s at 40 %")
    },
    observe: { days in
      [
        try days(50_558_868_480, 569e9, 512, 312e12, 0.24),
        try days(124_439_808, 10e9, 8, 312e12, 0.4),
        try days(7e9, 2e12, 256, 990e12, 0.35), try days(3e9, 4e11, 96, 125e12, 0.5),
      ]
    })
}
