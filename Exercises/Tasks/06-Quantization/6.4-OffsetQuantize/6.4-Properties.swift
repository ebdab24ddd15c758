import ExerciseKit

extension Chapter06 {
  static var offsetQuantizeProperties: Properties<OffsetQuantize> {
    typealias Output = (scale: Float, minimum: Float, codes: [UInt8])
    let questions: [[Float]] = [
      [0.31, -0.2, 0.052, 0, 0.9], [0.5, 0.26, 0.1234, 0.49, 0.2], [0.75, 0.75, 0.75, 0.75, 0.75],
      [0, 0.04, 0.17, 0.24, 1], [0.02, -0.1, 0.11, 0.5, 0.29, 0.35], [0.25, 0.25],
      [0.5, 0.11, -0.1],
      [-0.5, 0.25, 1], [0.9, 0.1, 0.4, 0.65], [-0.3, 0.2, 0.1, -0.05], [0.2, 0.8],
    ]
    let laws: [Law<[Float], Output>] = [
      Law("a code for each weight") { weights, answer in
        answer.codes.count == weights.count
          ? nil : "of \(weights.count) weights you return \(answer.codes.count) codes"
      },
      Law("where all weights are equal, scale and codes are 0") { weights, answer in
        guard Set(weights).count < 2 else { return nil }
        if answer.scale != 0 {
          return
            "\(weights.isEmpty ? "an empty group has" : "equal weights have") a scale of \(answer.scale), not 0"
        }
        return answer.codes.allSatisfy { $0 == 0 }
          ? nil : "equal weights become the codes \(answer.codes)"
      },
      Law("the minimum is the smallest weight") { weights, answer in
        let (least, most) = (weights.min() ?? 0, weights.max() ?? 0)
        guard abs(answer.minimum - least) > 1e-6 * max(1, abs(least)) else { return nil }
        let what =
          answer.minimum == most
          ? "the largest one"
          : answer.minimum == 0
            ? "0"
            : answer.minimum == weights.first ? "the first one" : "\(answer.minimum)"
        return "the smallest of \(weights) is \(least), and your minimum is \(what)"
      },
      Law("codes go from 0 to 15, both ends used") { weights, answer in
        guard Set(weights).count > 1, let least = answer.codes.min(), let most = answer.codes.max()
        else { return nil }
        return least == 0 && most == 15
          ? nil : "your codes of \(weights) go from \(least) to \(most), not from 0 to 15"
      },
      Law("a larger weight has no smaller code") { weights, answer in
        for (a, code) in zip(weights, answer.codes) {
          for (b, other) in zip(weights, answer.codes) where a < b && code > other {
            return "the weight \(a) has the code \(code), and the larger one \(b) the code \(other)"
          }
        }
        return nil
      },
      Law("minimum + scale · code is the weight but for half a step") { weights, answer in
        for (weight, code) in zip(weights, answer.codes) {
          let read = answer.minimum + answer.scale * Float(code)
          guard abs(read - weight) > 0.501 * abs(answer.scale) + 1e-6 else { continue }
          return abs(read - weight) < 1.01 * answer.scale
            ? "the weight \(weight) became code \(code), which stands for \(read): more than half a step "
              + "too \(read < weight ? "low" : "high"), so it is not rounded to the nearest"
            : "the weight \(weight) became code \(code), which stands for minimum + scale · code = \(read): "
              + "scale, minimum and codes do not belong together"
        }
        return nil
      },
    ]
    let traits: [Trait<[Float]>] = [
      Trait("the group is empty") { $0.isEmpty },
      Trait("all weights are equal") { Set($0).count == 1 },
      Trait("all weights are above 0") { $0.allSatisfy { $0 > 0 } },
      Trait("no weight is below 0") { $0.allSatisfy { $0 >= 0 } },
      Trait("the smallest weight is 0") { $0.min() == 0 },
      Trait("the smallest weight does not stand first") { $0.first != $0.min() },
    ]
    return Properties(
      of: questions, edges: [[]],
      parts: ["scale": "the scale", "minimum": "the minimum", "codes": "the codes"],
      ask: { try $0($1) }, inputs: [.list("the weights", \.self)], laws: laws, traits: traits)
  }
}
