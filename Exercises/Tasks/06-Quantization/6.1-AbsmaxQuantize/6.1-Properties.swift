import ExerciseKit

extension Chapter06 {
  static var absmaxQuantizeProperties: Properties<AbsmaxQuantize> {
    typealias Output = (scale: Float, integers: [Int8])
    let questions: [[Float]] = [
      [0.31, -0.2, 0.052, 0, 0.9], [-0.5, 0.26, -0.1234, 0.49, -0.05], [0, 0, 0, 0, 0],
      [0.7, -0.3, 0.2, 0.4, 0.11], [50, -20, 31, 7, 3], [0.31, -0.9, 0.052, 0, 0.648, -0.127],
      [0.1, 0.2, 0.5], [0.4, -0.4, 0.25], [0.6, 0.1, -0.35, 0.02, 0.2, -0.45], [2.5, 1.1, -0.7],
      [0.9, 0.05, 0.3, 0.62], [0, 0],
    ]
    let laws: [Law<[Float], Output>] = [
      Law("an integer for each weight") { weights, answer in
        answer.integers.count == weights.count
          ? nil : "of \(weights.count) weights you return \(answer.integers.count) integers"
      },
      Law("zeros have the scale 0 and the integers 0") { weights, answer in
        guard weights.allSatisfy({ $0 == 0 }) else { return nil }
        if answer.scale != 0 {
          return
            "\(weights.isEmpty ? "an empty group" : "a group of zeros") has the scale \(answer.scale), not 0"
        }
        return answer.integers.allSatisfy { $0 == 0 } ? nil : "zeros become \(answer.integers)"
      },
      Law("a scale is above 0") { weights, answer in
        weights.allSatisfy { $0 == 0 } || answer.scale > 0
          ? nil : "the scale of \(weights) is \(answer.scale), which is not above 0"
      },
      Law("an integer has its weight's sign") { weights, answer in
        for (weight, integer) in zip(weights, answer.integers) where weight * Float(integer) < 0 {
          return "the weight \(weight) became \(integer), of the other sign"
        }
        return nil
      },
      Law("the weight of the largest magnitude becomes 127 or −127") { weights, answer in
        let most = answer.integers.map { abs(Int($0)) }.max() ?? 0
        guard weights.contains(where: { $0 != 0 }), most != 127 else { return nil }
        return "the largest integer of \(weights), sign aside, is \(most), not 127: the range is "
          + "\(most < 127 ? "not used up" : "left")"
      },
      Law("scale times integer is the weight but for half a step") { weights, answer in
        for (weight, integer) in zip(weights, answer.integers) {
          let read = answer.scale * Float(integer)
          guard abs(read - weight) > 0.5001 * abs(answer.scale) else { continue }
          let steps = abs(read - weight) / answer.scale
          return steps < 1.01
            ? "the weight \(weight) became \(integer), which stands for \(read): more than half a step "
              + "\(abs(read) < abs(weight) ? "too near to" : "too far from") 0, so it is not rounded to the "
              + "nearest"
            : "the weight \(weight) became \(integer) at a scale of \(answer.scale): multiplied they are "
              + "\(read), not the weight, so scale and integers do not belong together"
        }
        return nil
      },
    ]
    let traits: [Trait<[Float]>] = [
      Trait("the group is empty") { $0.isEmpty },
      Trait("all weights are 0") { Set($0) == [0] },
      Trait("weights are larger than 1") { $0.contains { abs($0) > 1 } },
    ]
    return Properties(
      of: questions, edges: [[]], parts: ["scale": "the scale", "integers": "the integers"],
      ask: { try $0($1) }, inputs: [.list("the weights", \.self)], laws: laws, traits: traits)
  }
}
