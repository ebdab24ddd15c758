import ExerciseKit
import Foundation

/// The known mistakes of exercise 5.4.
public var clippedGradientsMistakes: [KnownMistake<Chapter05.ClippedGradients>] {
  /// Clips by a factor that is found in a wrong way.
  func wrong(
    _ sentence: String, factor: @escaping (_ gradients: [[Double]], _ limit: Double) -> Double
  ) -> KnownMistake<Chapter05.ClippedGradients> {
    KnownMistake(sentence) { gradients, limit in
      let factor = factor(gradients, limit)
      return (gradients.map { $0.map { $0 * factor } }, factor)
    }
  }
  return [
    KnownMistake("you clipped each tensor by its own norm: that turns the gradient elsewhere") {
      gradients, limit in
      let each = try gradients.map { try clippedGradients([$0], limit: limit) }
      return (each.flatMap(\.gradients), each.map(\.factor).min() ?? 1)
    },
    KnownMistake("you clipped each number: the gradient then points elsewhere") {
      gradients, limit in
      (
        gradients.map { $0.map { max(-limit, min(limit, $0)) } },
        try clippedGradients(gradients, limit: limit).factor
      )
    },
    wrong("you lengthen short gradients: within the limit the factor is 1") {
      $1 / norm($0.joined())
    },
    wrong("you shortened to 1, not to the limit") {
      norm($0.joined()) > $1 ? 1 / norm($0.joined()) : 1
    },
    wrong("you turned the factor round: norm / limit lengthens the gradient") {
      max(1, norm($0.joined()) / $1)
    },
    wrong("you forgot the root: the norm is not the sum of the squares, but its root") {
      min(1, $1 / pow(norm($0.joined()), 2))
    },
    wrong("you took the mean of the squares: the norm is the root of their sum") {
      min(1, $1 * Double($0.joined().count).squareRoot() / norm($0.joined()))
    },
    wrong("you added absolute values: the norm is the root of the sum of the squares") {
      min(1, $1 / $0.joined().map(abs).reduce(0, +))
    },
    wrong("you compared the largest number with the limit, not the norm") {
      min(1, $1 / ($0.joined().map(abs).max() ?? 0))
    },
    wrong("you added the tensors' norms: add the squares of all, and take one root") {
      min(1, $1 / $0.map { norm($0) }.reduce(0, +))
    },
    KnownMistake("you returned the gradients as they were: multiply them by the factor") {
      ($0, try clippedGradients($0, limit: $1).factor)
    },
    KnownMistake("you returned the norm in the place of the factor") {
      (try clippedGradients($0, limit: $1).gradients, norm($0.joined()))
    },
  ]
}

private func norm(_ numbers: some Sequence<Double>) -> Double {
  numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
}
