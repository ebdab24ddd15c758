//: # Are four bits faster?
//: estimate, 15 minutes
//:
//: A step of generation reads every weight once, however many sequences are generated side by side,
//: and computes 2 operations for each parameter and sequence. The device does both at once, so the
//: step takes as long as the slower of the two. How long is that, how many tokens do all sequences
//: together get in a second, and from how many sequences on does computing take longer than
//: reading? Try a model of 7 billion parameters, in 16 and in 4.5 bits, on a device that reads 1.5
//: TB and computes 300 · 10¹² operations a second. (The cache of keys and values is read too; leave
//: it out.)
//:
//: ## Hints
//:
//: 1. Reading takes parameters · bits / 8 / bytesPerSecond seconds. Does the number of sequences
//:    matter for that?
//: 2. Computing takes 2 · parameters · sequences / operationsPerSecond. The step takes the longer
//:    of the two, and gives each sequence one token.
//: 3. tokensPerSecond = sequences / seconds. Set both times equal and solve for the sequences: bits
//:    / 16 · operationsPerSecond / bytesPerSecond, whatever the size of the model.

import ExerciseKit

extension Chapter06 {
  /// From a model's size, its bits and a device to the time of one step of generation.
  public typealias StepTime = (
    _ parameters: Double, _ bits: Double, _ sequences: Double, _ bytesPerSecond: Double,
    _ operationsPerSecond: Double
  ) throws -> (seconds: Double, tokensPerSecond: Double, turningPoint: Double)

  public static let stepTime = Exercise<StepTime>(
    parts: ["seconds", "tokensPerSecond", "turningPoint"],
    properties: stepTimeProperties,
    check: { time in
      let one = try time(7e9, 16, 1, 1.5e12, 300e12)
      try Expect.that(
        one.seconds > 0 && one.tokensPerSecond > 0 && one.turningPoint > 0,
        "all three are more than 0; these are \(one)")
      let (few, many) = (4.0, 10_000.0)
      try Expect.close(
        try time(7e9, 8, few, 1.5e12, 300e12).seconds,
        try time(7e9, 16, few, 1.5e12, 300e12).seconds / 2, relative: 1e-6,
        "with 4 sequences the step waits for the memory: half the bits, half the time")
      try Expect.close(
        try time(7e9, 8, many, 1.5e12, 300e12).seconds,
        try time(7e9, 16, many, 1.5e12, 300e12).seconds, relative: 1e-6,
        "with 10,000 sequences the step waits for arithmetic: fewer bits save no time")
      try Expect.close(
        try time(70e9, 16, 1, 1.5e12, 300e12).turningPoint, one.turningPoint, relative: 1e-6,
        "the sequences at which both take equally long, of a model ten times as large")
      try Expect.close(one.seconds, 9.3333e-3, relative: 0.01, "seconds: 7 billion, 16 bits")
      try Expect.close(one.tokensPerSecond, 107.14, relative: 0.01, "tokens a second, one sequence")
      try Expect.close(one.turningPoint, 200, relative: 0.01, "turning point at 16 bits")
      let several = try time(7e9, 16, 4, 1.5e12, 300e12)
      try Expect.close(
        several.seconds, one.seconds, relative: 1e-6, "seconds for 4 sequences, as for one")
      try Expect.close(
        several.tokensPerSecond, 428.57, relative: 0.01, "tokens a second, 4 sequences")
      let small = try time(7e9, 4.5, 128, 1.5e12, 300e12)
      try Expect.close(
        small.seconds, 5.9733e-3, relative: 0.01, "seconds: 4.5 bits and 128 sequences")
      try Expect.close(
        small.tokensPerSecond, 21_429, relative: 0.01, "tokens a second, 128 sequences")
      try Expect.close(small.turningPoint, 56.25, relative: 0.01, "turning point at 4.5 bits")
    },
    observe: { time in
      let questions = [
        (7e9, 16.0, 1.0, 1.5e12, 300e12), (7e9, 4.5, 128, 1.5e12, 300e12),
        (50_558_868_480, 8.5, 32, 2e12, 380e12), (3e9, 6, 300, 0.9e12, 70e12),
        // Slower at computing than at reading, as no device is: so each shows what it is divided by.
        (2e9, 64, 2, 3e12, 1e12), (1e9, 16, 7, 1e12, 5e12), (2e9, 6, 3, 2e12, 1e12),
      ]
      return try questions.flatMap { parameters, bits, sequences, bytes, operations in
        let (seconds, tokens, turning) = try time(parameters, bits, sequences, bytes, operations)
        return [seconds, tokens, turning]
      }
    })
}
