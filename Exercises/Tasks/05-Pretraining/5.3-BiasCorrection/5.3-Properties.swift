import ExerciseKit
import Foundation

extension Chapter05 {
  static var biasCorrectionProperties: Properties<AdamWStep> {
    typealias Question = (
      weight: Double, first: Double, second: Double, gradient: Double, step: Int, rate: Double,
      beta1: Double, beta2: Double, epsilon: Double, decay: Double
    )
    typealias Output = (first: Double, second: Double, moved: Double, decayed: Double)
    let questions: [Question] = [
      (1.5, 0.2, 0.3, 0.4, 1, 0.1, 0.15, 0.2, 0.3, 0.25),
      (1.5, 0.2, 0.3, 0.7, 2, 0.1, 0.5, 0.25, 0.3, 0.25),
      (2, 0, 0, 1, 1, 0.01, 0.9, 0.95, 1e-8, 0.05),
      (-1, 0.5, 0.4, -2, 3, 0.02, 0.9, 0.99, 0.01, 0.1),
      (0.5, -0.3, 0.2, 0.5, 5, 0.05, 0.8, 0.9, 0.1, 0.02),
      (3, 1, 2, 0, 4, 0.1, 0.75, 0.5, 0.5, 0.3),
      (-2, -0.5, 1, -1, 12, 0.01, 0.6, 0.7, 1, 0.2), (4, 0, 0, -3, 1, 0.2, 0.9, 0.95, 0.25, 0.1),
      (1, 0.1, 0.02, 0.1, 40, 0.3, 0.9, 0.95, 0.05, 0.01),
    ]
    let inputs: [Facet<Question>] = [
      .number("the weight", \.weight, in: -1e9...1e9), .number("the mean", \.first, in: -1e9...1e9),
      .number("the mean square", \.second), .number("the gradient", \.gradient, in: -1e9...1e9),
      .count("the step", \.step), .number("the learning rate", \.rate),
      .number("beta1", \.beta1, in: 0...0.999), .number("beta2", \.beta2, in: 0...0.999),
      .number("epsilon", \.epsilon), .number("the decay", \.decay),
    ]
    // What the gradient does to a weight and what decay does are asked apart.
    let ask: @Sendable (AdamWStep, Question) throws -> Output = { adamW, question in
      func next(_ decay: Double) throws -> AdamWState {
        try adamW(
          AdamWState(
            weight: question.weight, firstMoment: question.first, secondMoment: question.second),
          question.gradient, question.step,
          AdamWSettings(
            learningRate: question.rate, beta1: question.beta1, beta2: question.beta2,
            epsilon: question.epsilon, weightDecay: decay))
      }
      let (plain, decayed) = (try next(0), try next(question.decay))
      return (
        decayed.firstMoment, decayed.secondMoment, question.weight - plain.weight,
        plain.weight - decayed.weight
      )
    }
    let laws: [Law<Question, Output>] = [
      Law("the running mean keeps beta1 of itself and takes 1 − beta1 of the gradient") {
        question, next in
        let wanted = question.beta1 * question.first + (1 - question.beta1) * question.gradient
        return abs(next.first - wanted) < 1e-9
          ? nil
          : "the running mean of the gradients goes from \(written(question.first)) to "
            + "\(written(next.first)) with a gradient of \(written(question.gradient)) and a beta1 of "
            + "\(written(question.beta1)): what is kept, beta1 of it uncorrected and 1 − beta1 of the "
            + "gradient, is \(written(wanted))"
      },
      Law("the running mean of squares keeps beta2 of itself and takes 1 − beta2 of the square") {
        question, next in
        let wanted =
          question.beta2 * question.second
          + (1 - question.beta2) * question.gradient * question.gradient
        return abs(next.second - wanted) < 1e-9
          ? nil
          : "the running mean of the squares goes from \(written(question.second)) to "
            + "\(written(next.second)) with a gradient of \(written(question.gradient)) and a beta2 of "
            + "\(written(question.beta2)): what is kept, beta2 of it uncorrected and 1 − beta2 of the "
            + "square, is \(written(wanted))"
      },
      Law("decay takes the learning rate times the decay of the weight as it was") {
        question, next in
        let wanted = question.rate * question.decay * question.weight
        guard abs(next.decayed - wanted) > 1e-9 else { return nil }
        return next.decayed == 0
          ? "weight decay takes nothing from the weight"
          : "decay alone moves a weight of \(written(question.weight)) by \(written(next.decayed)), at a "
            + "rate of \(written(question.rate)) and a decay of \(written(question.decay)): that is "
            + "\(written(next.decayed / wanted)) times what it should be, whatever the gradient is"
      },
      Law("a step goes against the running mean") { question, next in
        let mean = question.beta1 * question.first + (1 - question.beta1) * question.gradient
        return mean * next.moved < 0
          ? "the weight goes along the gradient, and should go against it" : nil
      },
      Law("at the first step from 0 both corrections together leave the gradient over its size") {
        question, next in
        guard question.step == 1, question.first == 0, question.second == 0 else { return nil }
        let size = abs(question.gradient)
        let wanted = question.rate * size / (size + question.epsilon)
        return abs(abs(next.moved) - wanted) < 1e-6 * wanted
          ? nil
          : "the first step of all, along a gradient of \(written(question.gradient)) with an epsilon of "
            + "\(written(question.epsilon)), should be \(written(wanted)) long; yours is "
            + written(abs(next.moved))
      },
      Law("after many steps nothing is corrected any more") { question, next in
        guard question.step > 30 else { return nil }
        let mean = next.first / (1 - pow(question.beta1, Double(question.step)))
        let square = next.second / (1 - pow(question.beta2, Double(question.step)))
        let wanted = question.rate * mean / (square.squareRoot() + question.epsilon)
        return abs(next.moved / wanted - 1) < 1e-3
          ? nil
          : "at step \(question.step), where hardly anything is left to correct, the step along the mean is "
            + "\(written(next.moved / wanted)) times as long as it should be"
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("mean and gradient of the other sign") {
        (
          $0.weight, -$0.first, $0.second, -$0.gradient, $0.step, $0.rate, $0.beta1, $0.beta2,
          $0.epsilon, $0.decay
        )
      }
    ]
    let traits: [Trait<Question>] = [
      Trait("it is not the first step") { $0.step > 1 },
      Trait("it is the first step") { $0.step == 1 },
      Trait("the gradient is below 0") { $0.gradient < 0 },
      Trait("the gradient is 0") { $0.gradient == 0 },
      Trait("the weight is below 0") { $0.weight < 0 },
      Trait("the means begin at 0") { $0.first == 0 && $0.second == 0 },
      Trait("the means do not begin at 0") { $0.first != 0 || $0.second != 0 },
    ]
    return Properties(
      of: questions,
      parts: [
        "first": "the mean of the gradients", "second": "the mean of their squares",
        "moved": "the step along the gradient", "decayed": "what decay takes",
      ], ask: ask, inputs: inputs, laws: laws, variations: variations, traits: traits)
  }
}
