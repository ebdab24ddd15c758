import ExerciseKit

/// The known mistakes of exercise 6.5.
public var stepTimeMistakes: [KnownMistake<Chapter06.StepTime>] {
  typealias Answer = (seconds: Double, tokensPerSecond: Double, turningPoint: Double)
  /// From the seconds of reading all weights, those of computing for one sequence, and the sequences.
  func wrong(
    _ sentence: String, bitsPerByte: Double = 8, operations: Double = 2,
    _ answer: @escaping (_ reading: Double, _ computing: Double, _ sequences: Double) -> Answer = {
      (max($0, $1 * $2), $2 / max($0, $1 * $2), $0 / $1)
    }
  ) -> KnownMistake<Chapter06.StepTime> {
    KnownMistake(sentence) { parameters, bits, sequences, bytesPerSecond, operationsPerSecond in
      answer(
        parameters * bits / bitsPerByte / bytesPerSecond,
        operations * parameters / operationsPerSecond, sequences)
    }
  }
  return [
    wrong("you added reading and computing: the device does both at once") {
      ($0 + $1 * $2, $2 / ($0 + $1 * $2), $0 / $1)
    },
    wrong("you left computing out: many sequences make it the slower part") {
      ($0, $2 / $0, $0 / $1)
    },
    wrong("you read the weights once for each sequence: one reading serves all of them") {
      (max($0, $1) * $2, 1 / max($0, $1), $0 / $1)
    },
    wrong("you counted the tokens of one sequence: each of them gets one a step") {
      (max($0, $1 * $2), 1 / max($0, $1 * $2), $0 / $1)
    },
    wrong("you took bits for bytes", bitsPerByte: 1),
    wrong("you counted 6 operations: that is training; generating takes 2", operations: 6),
    wrong("you turned the turning point over: it is reading by computing") {
      (max($0, $1 * $2), $2 / max($0, $1 * $2), $1 / $0)
    },
  ]
}
