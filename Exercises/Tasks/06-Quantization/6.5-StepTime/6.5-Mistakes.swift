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
    wrong("computing never counts in the time you take: many sequences make it the slower part") {
      ($0, $2 / $0, $0 / $1)
    },
    wrong("you read the weights once for each sequence: one reading serves all of them") {
      (max($0, $1) * $2, 1 / max($0, $1), $0 / $1)
    },
    wrong("you computed for one sequence: each takes operations of its own") {
      (max($0, $1), $2 / max($0, $1), $0 / $1)
    },
    wrong("you counted the tokens of one sequence: each of them gets one a step") {
      (max($0, $1 * $2), 1 / max($0, $1 * $2), $0 / $1)
    },
    wrong("you took bits for bytes", bitsPerByte: 1),
    wrong("you counted 6 operations: that is training; generating takes 2", operations: 6),
    wrong("you turned the turning point over: it is reading by computing") {
      (max($0, $1 * $2), $2 / max($0, $1 * $2), $1 / $0)
    },
    wrong("you took the faster of the two: the step waits for the slower one") {
      (min($0, $1 * $2), $2 / min($0, $1 * $2), $0 / $1)
    },
    wrong(
      "reading never counts in the time you take: few sequences leave the device waiting for its memory"
    ) {
      ($1 * $2, 1 / $1, $0 / $1)
    },
    wrong("you counted 1 operation: it is 2 for each parameter and sequence", operations: 1),
    wrong("you read half of the bytes: a byte has 8 bits", bitsPerByte: 16),
    wrong("you divided the seconds by the sequences: all get their token in one step") {
      (max($0, $1 * $2) / $2, $2 / max($0, $1 * $2), $0 / $1)
    },
    wrong("you multiplied by the sequences twice: a step gives each of them one token") {
      (max($0, $1 * $2), $2 * $2 / max($0, $1 * $2), $0 / $1)
    },
    wrong("you gave the turning point at this load: it is the number of sequences itself") {
      (max($0, $1 * $2), $2 / max($0, $1 * $2), $0 / ($1 * $2))
    },
    wrong("you gave the time at which both are equal, not the sequences") {
      (max($0, $1 * $2), $2 / max($0, $1 * $2), $0)
    },
    KnownMistake(answer: "your turning point is that of 16 bits, whatever the bits are") {
      parameters, bits, sequences, bytesPerSecond, operationsPerSecond in
      var answer = try stepTime(
        parameters: parameters, bits: bits, sequences: sequences, bytesPerSecond: bytesPerSecond,
        operationsPerSecond: operationsPerSecond)
      answer.turningPoint *= 16 / bits
      return answer
    },
    KnownMistake(answer: "your turning point is that of 8 bits, whatever the bits are") {
      parameters, bits, sequences, bytesPerSecond, operationsPerSecond in
      var answer = try stepTime(
        parameters: parameters, bits: bits, sequences: sequences, bytesPerSecond: bytesPerSecond,
        operationsPerSecond: operationsPerSecond)
      answer.turningPoint *= 8 / bits
      return answer
    },
    wrong(
      "you took 6 operations, and added reading and computing: 2, and the slower of both",
      operations: 6
    ) {
      ($0 + $1 * $2, $2 / ($0 + $1 * $2), $0 / $1)
    },
    wrong("you took the root of the summed squares: the step takes the longer of the two") {
      let seconds = ($0 * $0 + $1 * $2 * $1 * $2).squareRoot()
      return (seconds, $2 / seconds, $0 / $1)
    },
    wrong("you took the mean of reading and computing: the step takes the longer of the two") {
      let seconds = ($0 + $1 * $2) / 2
      return (seconds, $2 / seconds, $0 / $1)
    },
    wrong("you squared the sequences: each takes as many operations as the next") {
      let seconds = max($0, $1 * $2 * $2)
      return (seconds, $2 / seconds, $0 / $1)
    },
    wrong("your tokens a second leave reading out: the step takes the longer of the two") {
      (max($0, $1 * $2), 1 / $1, $0 / $1)
    },
    KnownMistake("you gave a weight whole bytes: 4.5 bits are 4.5 / 8 bytes") {
      parameters, bits, sequences, bytesPerSecond, operationsPerSecond in
      try stepTime(
        parameters: parameters, bits: (bits / 8).rounded(.up) * 8, sequences: sequences,
        bytesPerSecond: bytesPerSecond, operationsPerSecond: operationsPerSecond)
    },
    KnownMistake("fewer bits made computing faster, too: the operations stay as many") {
      parameters, bits, sequences, bytesPerSecond, operationsPerSecond in
      let reading = parameters * bits / 8 / bytesPerSecond
      let computing = 2 * parameters * bits / 16 / operationsPerSecond
      let seconds = max(reading, computing * sequences)
      return (seconds, sequences / seconds, reading / computing)
    },
  ]
}
