import ExerciseKit

extension Chapter06 {
  static var stepTimeProperties: Properties<StepTime> {
    typealias Question = (
      parameters: Double, bits: Double, sequences: Double, bytesPerSecond: Double,
      operationsPerSecond: Double
    )
    typealias Output = (seconds: Double, tokensPerSecond: Double, turningPoint: Double)
    let questions: [Question] = [
      (7e9, 16, 1, 1.5e12, 300e12), (7e9, 4.5, 128, 1.5e12, 300e12),
      (50_558_868_480, 8.5, 32, 2e12, 380e12), (3e9, 6, 300, 0.9e12, 70e12),
      (2e9, 64, 2, 3e12, 1e12),
      (1e9, 16, 7, 1e12, 5e12), (2e9, 6, 3, 2e12, 1e12), (13e9, 8, 1_000, 3e12, 900e12),
      (5e8, 32, 16, 1e11, 2e12), (7e9, 16, 2_000, 1.5e12, 300e12),
    ]
    let inputs: [Facet<Question>] = [
      .number("parameters", \.parameters), .number("bits", \.bits),
      .number("sequences", \.sequences), .number("bytesPerSecond", \.bytesPerSecond),
      .number("operationsPerSecond", \.operationsPerSecond),
    ]
    let laws: [Law<Question, Output>] = [
      Law("a step lasts at least as long as reading the weights") { question, answer in
        let reading = reading(question)
        return answer.seconds >= reading * 0.999_999
          ? nil
          : "a step of \(written(answer.seconds)) s is shorter than reading the weights, bits / 8 bytes "
            + "each, takes: \(written(reading)) s"
      },
      Law("a step lasts at least as long as computing") { question, answer in
        let computing = computing(question)
        return answer.seconds >= computing * 0.999_999
          ? nil
          : "a step of \(written(answer.seconds)) s is shorter than computing for "
            + "\(written(question.sequences)) sequences takes: \(written(computing)) s"
      },
      Law("the step waits for nothing but the slower one") { question, answer in
        let (reading, computing) = (reading(question), computing(question))
        guard answer.seconds > max(reading, computing) * 1.000_001 else { return nil }
        return abs(answer.seconds / (reading + computing) - 1) < 1e-6
          ? "reading and computing are added up, though both happen at once"
          : "a step of \(written(answer.seconds)) s is longer than both, reading (\(written(reading)) s) and "
            + "computing (\(written(computing)) s)"
      },
      Law("in a step each sequence gets one token") { question, answer in
        let own = answer.tokensPerSecond * answer.seconds
        return abs(own / question.sequences - 1) < 1e-6
          ? nil
          : "in one of your steps \(written(question.sequences)) sequences get \(written(own)) tokens "
            + "together, by your tokensPerSecond; each should get one"
      },
      Law("at the turning point both take as long") { question, answer in
        let ratio = reading(question) / (computing(question) / question.sequences)
        guard abs(answer.turningPoint / ratio - 1) > 1e-6 else { return nil }
        return "with \(written(answer.turningPoint)) sequences, your turningPoint, computing takes "
          + "\(written(answer.turningPoint / ratio)) times as long as reading, not as long"
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("reading takes longer than computing") { reading($0) > computing($0) },
      Trait("computing takes longer than reading") { reading($0) < computing($0) },
      Trait("there are several sequences") { $0.sequences > 1 },
      Trait("there are several sequences, and reading takes longer") {
        $0.sequences > 1 && reading($0) > computing($0)
      },
      Trait("the turning point is below 1") { question in
        reading(question) < computing(question) / question.sequences
      },
    ]
    return Properties(
      of: questions,
      ask: {
        try $0($1.parameters, $1.bits, $1.sequences, $1.bytesPerSecond, $1.operationsPerSecond)
      }, inputs: inputs, laws: laws, traits: traits)
  }

  private typealias Step = (
    parameters: Double, bits: Double, sequences: Double, bytesPerSecond: Double,
    operationsPerSecond: Double
  )

  private static func reading(_ question: Step) -> Double {
    question.parameters * question.bits / 8 / question.bytesPerSecond
  }

  private static func computing(_ question: Step) -> Double {
    2 * question.parameters * question.sequences / question.operationsPerSecond
  }
}
