import ExerciseKit

extension Chapter05 {
  static var trainingDaysProperties: Properties<TrainingDays> {
    typealias Question = (
      parameters: Double, tokens: Double, processors: Double, peakOperations: Double,
      utilization: Double
    )
    let questions: [Question] = [
      (50_558_868_480, 569e9, 512, 312e12, 0.24), (124_439_808, 10e9, 8, 312e12, 0.4),
      (7e9, 2e12, 256, 990e12, 0.35), (3e9, 4e11, 96, 125e12, 0.5), (1e9, 2e10, 4, 80e12, 0.3),
      (13e9, 1e12, 1_024, 600e12, 0.45), (3e8, 6e9, 1, 20e12, 0.6),
    ]
    let inputs: [Facet<Question>] = [
      .number("parameters", \.parameters), .number("tokens", \.tokens),
      .number("processors", \.processors), .number("peakOperations", \.peakOperations),
      .number("utilization", \.utilization, in: 0...1),
    ]
    return Properties(
      of: questions,
      ask: { try $0($1.parameters, $1.tokens, $1.processors, $1.peakOperations, $1.utilization) },
      inputs: inputs)
  }
}
