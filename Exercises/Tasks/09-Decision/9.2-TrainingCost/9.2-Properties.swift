import ExerciseKit

extension Chapter09 {
  static var trainingCostProperties: Properties<TrainingCost> {
    typealias Question = (
      steps: Double, secondsPerStep: Double, devices: Double, dollarsPerDeviceHour: Double,
      continuedShare: Double
    )
    typealias Output = (deviceHours: Double, dollars: Double, continuedDollars: Double)
    let questions: [Question] = [
      (139_200, 32.5, 512, 3, 0.2), (5_000, 7, 16, 1.7, 0.35), (900, 41, 3, 4, 0.05),
      (20_000, 1.5, 8, 2.5, 0.1), (60_000, 12, 64, 0.8, 0.5), (350, 90, 1, 6, 0.75),
    ]
    let inputs: [Facet<Question>] = [
      .number("steps", \.steps), .number("secondsPerStep", \.secondsPerStep),
      .number("devices", \.devices), .number("dollarsPerDeviceHour", \.dollarsPerDeviceHour),
      .number("continuedShare", \.continuedShare, in: 0...1),
    ]
    let laws: [Law<Question, Output>] = [
      Law("dollars are device-hours times their price") { question, cost in
        let price = cost.dollars / cost.deviceHours
        return abs(price / question.dollarsPerDeviceHour - 1) < 1e-6
          ? nil
          : "your dollars over your device-hours are $\(written(price)) an hour, and the price is "
            + "$\(written(question.dollarsPerDeviceHour))"
      },
      Law("a share of the tokens costs that share of the dollars") { question, cost in
        let share = cost.continuedDollars / cost.dollars
        return abs(share / question.continuedShare - 1) < 1e-6
          ? nil
          : "\(written(question.continuedShare)) of the tokens cost \(written(share)) of your dollars"
      },
      Law("all devices wait through every step") { question, cost in
        let seconds = cost.deviceHours * 3_600 / (question.steps * question.secondsPerStep)
        guard abs(seconds / question.devices - 1) > 1e-6 else { return nil }
        return "your device-hours are those of \(written(seconds)) devices, and there are "
          + "\(written(question.devices)) that wait through every step"
      },
    ]
    return Properties(
      of: questions,
      ask: {
        try $0(
          $1.steps, $1.secondsPerStep, $1.devices, $1.dollarsPerDeviceHour, $1.continuedShare)
      }, inputs: inputs, laws: laws)
  }
}
