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
    wrong("you took the norm of the longest tensor: all tensors' numbers make one norm") {
      min(1, $1 / ($0.map { norm($0) }.max() ?? 0))
    },
    wrong("you took the norm of the first tensor: all tensors' numbers make one norm") {
      min(1, $1 / norm($0.first ?? []))
    },
    wrong("you took the root of the factor") {
      min(1, $1 / norm($0.joined())).squareRoot()
    },
    wrong("you squared the factor: it brings the norm to the limit as it is") {
      pow(min(1, $1 / norm($0.joined())), 2)
    },
    wrong("you gave gradients within the limit a factor of 0: they stay as they are, with a 1") {
      norm($0.joined()) > $1 ? $1 / norm($0.joined()) : 0
    }.ofAnswer,
    wrong("you compared the sum of the squares with the limit: the norm is its root") {
      pow(norm($0.joined()), 2) > $1 ? $1 / norm($0.joined()) : 1
    },
    wrong("you multiplied by the limit wherever it is exceeded: the factor is limit / norm") {
      norm($0.joined()) > $1 ? $1 : 1
    },
    KnownMistake("you returned the limit in the place of the factor") {
      (try clippedGradients($0, limit: $1).gradients, $1)
    },
    KnownMistake("you shortened the first tensor alone: every number has the same factor") {
      gradients, limit in
      let clipped = try clippedGradients(gradients, limit: limit)
      return (Array(clipped.gradients.prefix(1) + gradients.dropFirst()), clipped.factor)
    },
    KnownMistake("you subtracted from every number: they are multiplied by one factor") {
      gradients, limit in
      let excess = max(0, norm(gradients.joined()) - limit)
      let each = excess / Double(max(1, gradients.joined().count))
      return (
        gradients.map { $0.map { $0 - each } }, try clippedGradients(gradients, limit: limit).factor
      )
    },
    KnownMistake("you returned 1 / factor") {
      let clipped = try clippedGradients($0, limit: $1)
      return (clipped.gradients, 1 / clipped.factor)
    },
    KnownMistake("you clipped nothing") { gradients, _ in (gradients, 1) },
    wrong("you set long gradients to 0: they are shortened to the limit") {
      norm($0.joined()) > $1 ? 0 : 1
    }.ofAnswer,
    wrong("you took the norm of the last tensor: all tensors' numbers make one norm") {
      min(1, $1 / norm($0.last ?? []))
    },
    wrong("you divided the norm by the number of tensors") {
      min(1, $1 * Double(max(1, $0.count)) / norm($0.joined()))
    },
    wrong("you took the mean of the tensors' norms: all numbers make one norm") {
      min(1, $1 * Double(max(1, $0.count)) / $0.map { norm($0) }.reduce(0, +))
    },
    KnownMistake("you cut each number off at the limit: that turns the gradient elsewhere") {
      gradients, limit in
      (gradients.map { $0.map { max(-limit, min(limit, $0)) } }, 1)
    },
    wrong("you shortened to half of the limit: the norm comes to the limit itself") {
      min(1, $1 / 2 / norm($0.joined()))
    },
    wrong("you shortened to twice the limit: the norm comes to the limit itself") {
      min(1, 2 * $1 / norm($0.joined()))
    },
    wrong("you took a limit of your own: it is given") { gradients, _ in
      min(1, 1 / norm(gradients.joined()))
    },
    wrong("you took cubes for squares: the norm is the root of the sum of the squares") {
      min(1, $1 / cbrt($0.joined().reduce(0) { $0 + abs($1 * $1 * $1) }))
    },
    wrong("you left the first number out of the norm: every number counts") {
      min(1, $1 / norm($0.joined().dropFirst()))
    },
    wrong("your limit is soft: limit / (limit + norm) shortens what is within it as well") {
      $1 / ($1 + norm($0.joined()))
    },
  ]
}

private func norm(_ numbers: some Sequence<Double>) -> Double {
  numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
}
