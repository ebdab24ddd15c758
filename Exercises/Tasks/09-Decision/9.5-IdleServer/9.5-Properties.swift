import ExerciseKit

extension Chapter09 {
  static var idleServerProperties: Properties<IdleServer> {
    typealias Question = (
      devices: Double, dollarsPerDeviceHour: Double, tokensPerSecond: Double, busyShare: Double,
      hosted: Double
    )
    typealias Output = (dollarsPerMillion: Double, busyShareNeeded: Double?)
    let questions: [Question] = [
      (2, 2, 400, 0.1, 10), (8, 3, 2_000, 0.4, 5), (2, 2, 400, 0.1, 2), (3, 1.5, 900, 0.8, 4),
      (1, 1.2, 5_000, 0.3, 0.7), (3, 1.5, 900, 0.4, 0.9), (1, 4, 500, 0.5, 2),
      (2, 3, 1_000, 0.25, 4),
      (8, 18, 5_000, 0.5, 8), (4, 2.5, 700, 1, 20),
    ]
    let inputs: [Facet<Question>] = [
      .number("devices", \.devices), .number("dollarsPerDeviceHour", \.dollarsPerDeviceHour),
      .number("tokensPerSecond", \.tokensPerSecond), .number("busyShare", \.busyShare, in: 0...1),
      .number("hostedDollarsPerMillion", \.hosted),
    ]
    let laws: [Law<Question, Output>] = [
      Law("where even busy servers are dearer no share is enough") { question, answer in
        guard let share = answer.busyShareNeeded, fullLoad(question) > question.hosted * 1.000_001
        else { return nil }
        return "servers that never rest cost $\(written(fullLoad(question))) a million against "
          + "$\(written(question.hosted)), so no share is enough: nil, and you give \(written(share))"
      },
      Law("where busy servers are no dearer some share is enough") { question, answer in
        answer.busyShareNeeded == nil && fullLoad(question) <= question.hosted
          ? "servers that never rest cost $\(written(fullLoad(question))) a million against "
            + "$\(written(question.hosted)): some share is enough, and you give nil" : nil
      },
      Law("idle servers make a token dearer") { question, answer in
        answer.dollarsPerMillion >= fullLoad(question) * 0.999_999
          ? nil
          : "busy for \(written(question.busyShare)) of the time, a million tokens cost "
            + "$\(written(answer.dollarsPerMillion)): less than servers that never rest, "
            + "$\(written(fullLoad(question)))"
      },
      Law("a day's dollars are what all devices cost in a day") { question, answer in
        let tokens = question.tokensPerSecond * question.busyShare * 86_400
        let dollars = answer.dollarsPerMillion * tokens / 1e6
        let wanted = question.devices * question.dollarsPerDeviceHour * 24
        return abs(dollars / wanted - 1) < 1e-6
          ? nil
          : "by your price, the tokens of a day bring in $\(written(dollars)), and the devices cost "
            + "$\(written(wanted)) that day, asked or not"
      },
      Law("at the needed share both cost the same") { question, answer in
        guard let share = answer.busyShareNeeded else { return nil }
        let price = fullLoad(question) / share
        return abs(price / question.hosted - 1) < 1e-6
          ? nil
          : "busy for \(written(share)) of the time, the share that you need, a million tokens cost "
            + "$\(written(price)), and the hosted ones $\(written(question.hosted))"
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("even servers that never rest are dearer") { fullLoad($0) > $0.hosted * 1.000_001 },
      Trait("servers that never rest are no dearer") { fullLoad($0) <= $0.hosted * 1.000_001 },
      Trait("servers that never rest cost as much as the hosted model") {
        abs(fullLoad($0) / $0.hosted - 1) < 1e-6
      },
      Trait("there are several devices") { $0.devices > 1 },
      Trait("the servers are busy for less than half of the time") { $0.busyShare < 0.5 },
      Trait("your price is above the hosted one at this load") {
        fullLoad($0) / $0.busyShare > $0.hosted
      },
    ]
    return Properties(
      of: questions,
      ask: {
        try $0(
          $1.devices, $1.dollarsPerDeviceHour, $1.tokensPerSecond, $1.busyShare, $1.hosted)
      }, inputs: inputs, laws: laws, traits: traits)
  }

  /// The dollars for a million tokens of servers that never rest.
  private static func fullLoad(
    _ question: (
      devices: Double, dollarsPerDeviceHour: Double, tokensPerSecond: Double, busyShare: Double,
      hosted: Double
    )
  ) -> Double {
    question.devices * question.dollarsPerDeviceHour / (question.tokensPerSecond * 3_600) * 1e6
  }
}
