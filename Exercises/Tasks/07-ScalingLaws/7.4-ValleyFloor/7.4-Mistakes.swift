import ExerciseKit
import Foundation

/// The known mistakes of exercise 7.4.
public var valleyFloorMistakes: [KnownMistake<Chapter07.ValleyFloor>] {
  [
    KnownMistake("you gave the best of the runs: the valley's floor lies between them") { runs in
      try valleyFloor(runs) == nil ? nil : runs.min { $0.loss < $1.loss }?.parameters
    },
    KnownMistake("you drew the parabola over N: it is one over the logarithm of N") { runs in
      // A parabola over N is one over ln N of e^N, so sizes are scaled to stay in range.
      let unit = (runs.map(\.parameters).max() ?? 1) / 10
      let floor = try valleyFloor(runs.map { (exp($0.parameters / unit), $0.loss) })
      return floor.map { log($0) * unit }
    },
    KnownMistake("you returned ln N: the answer is a number of parameters") { runs in
      try valleyFloor(runs).map { log($0) }
    },
    KnownMistake("you also gave a hill's top: a parabola that opens downwards has no lowest point")
    {
      runs in
      try valleyFloor(runs) ?? valleyFloor(runs.map { ($0.parameters, -$0.loss) })
        ?? runs.first?.parameters
    },
    wrong("you forgot the 2: the lowest point is at −q / (2·p)") { p, q, _, _ in exp(-q / p) },
    wrong("you lost the minus: the lowest point is at −q / (2·p)") { p, q, _, _ in
      exp(q / (2 * p))
    },
    wrong("you took a power of 10: the logarithm was the natural one") { p, q, _, _ in
      pow(10, -q / (2 * p))
    },
    wrong("you took the size in the middle") { _, _, x, _ in exp(x[1]) },
    wrong("you took the mean of the logarithms of the sizes: losses count") { _, _, x, _ in
      exp(x.reduce(0, +) / 3)
    },
    wrong("you returned the lowest loss: asked is the size") { p, q, x, y in
      let best = -q / (2 * p)
      return y[0] + p * (best * best - x[0] * x[0]) + q * (best - x[0])
    },
    wrong("you took the sizes to be evenly spaced") { _, _, x, y in
      let bend = y[0] - 2 * y[1] + y[2]
      return exp(x[1] + (x[1] - x[0]) / 2 * (y[0] - y[2]) / bend)
    },
    wrong("you left x₂ out of q: it is s₁ − p·(x₁ + x₂)") { p, q, x, _ in
      exp(-(q + p * x[1]) / (2 * p))
    },
    wrong("you divided the slopes' difference by x₃ − x₂: it is x₃ − x₁") { p, q, x, _ in
      let wide = p * (x[2] - x[0]) / (x[2] - x[1])
      return exp(-(q + (p - wide) * (x[0] + x[1])) / (2 * wide))
    },
    KnownMistake("you took the logarithm of the losses, too: only that of the size") { runs in
      try valleyFloor(runs.map { ($0.parameters, log($0.loss)) })
    },
    KnownMistake(answer: "you gave nil where the sizes come in another order: any may come") {
      runs in
      guard let floor = try valleyFloor(runs) else { return nil }
      let inOrder = zip(runs, runs.dropFirst()).allSatisfy { $0.parameters < $1.parameters }
      return inOrder ? floor : nil
    },
    KnownMistake(answer: "you gave nil for every question") { _ in nil },
    KnownMistake("you kept the floor among the sizes: it may lie beyond them") { runs in
      let sizes = runs.map(\.parameters)
      return try valleyFloor(runs).map { min(max($0, sizes.min() ?? 0), sizes.max() ?? 0) }
    },
    KnownMistake(answer: "you gave 0 where there is no lowest point: that is nil") { runs in
      try valleyFloor(runs) ?? 0
    },
    wrong("you multiplied by p where it divides: −q / (2·p)") { p, q, _, _ in exp(-q * p / 2) },
    wrong("you added p·(x₁ + x₂): q is s₁ − p·(x₁ + x₂)") { p, q, x, _ in
      exp(-(q + 2 * p * (x[0] + x[1])) / (2 * p))
    },
    wrong("you took s₂ with x₁ and x₂: q is s₁ − p·(x₁ + x₂)") { p, _, x, y in
      let second = (y[2] - y[1]) / (x[2] - x[1])
      return exp(-(second - p * (x[0] + x[1])) / (2 * p))
    },
    wrong("you went halfway between the two best runs: the parabola decides") { _, _, x, y in
      let best = y.indices.sorted { y[$0] < y[$1] }.prefix(2)
      return exp(best.map { x[$0] }.reduce(0, +) / 2)
    },
    wrong("you took a decimal logarithm, and e to its power back") { p, q, _, _ in
      exp(-q / (2 * p) / log(10))
    },
    KnownMistake("you drew the parabola over the root of N: it is one over the logarithm of N") {
      runs in
      let unit = (runs.map(\.parameters).max() ?? 1).squareRoot() / 10
      let floor = try valleyFloor(runs.map { (exp($0.parameters.squareRoot() / unit), $0.loss) })
      return floor.map { pow(log($0) * unit, 2) }
    },
    KnownMistake(answer: "you gave nil where the floor lies beyond the sizes: there is one") {
      runs in
      guard let floor = try valleyFloor(runs) else { return nil }
      let sizes = runs.map(\.parameters)
      return floor < sizes.min() ?? 0 || floor > sizes.max() ?? 0 ? nil : floor
    },
    KnownMistake(
      answer: "you gave nil where the middle run is not the best: the floor is elsewhere"
    ) { runs in
      let middle = runs.sorted { $0.parameters < $1.parameters }[1].loss
      return runs.contains { $0.loss < middle } ? nil : try valleyFloor(runs)
    },
    KnownMistake(answer: "you gave nil for valleys, and sizes for hills") { runs in
      try valleyFloor(runs.map { ($0.parameters, -$0.loss) })
    },
  ]
}

/// Another answer than the lowest point of p·x² + q·x + r, in the runs' x and y.
private func wrong(
  _ sentence: String,
  _ answer: @escaping (_ p: Double, _ q: Double, _ x: [Double], _ y: [Double]) -> Double
) -> KnownMistake<Chapter07.ValleyFloor> {
  KnownMistake(sentence) { runs in
    guard try valleyFloor(runs) != nil else { return nil }
    let sorted = runs.sorted { $0.parameters < $1.parameters }
    let (x, y) = (sorted.map { log($0.parameters) }, sorted.map(\.loss))
    let first = (y[1] - y[0]) / (x[1] - x[0])
    let p = ((y[2] - y[1]) / (x[2] - x[1]) - first) / (x[2] - x[0])
    return answer(p, first - p * (x[0] + x[1]), x, y)
  }
}
