import ExerciseKit
import Foundation

/// The known mistakes of exercise 7.2.
public var optimalSizeMistakes: [KnownMistake<Chapter07.OptimalSize>] {
  /// An optimum from another G or other exponents.
  func wrong(
    _ sentence: String,
    _ answer:
      @escaping (_ budget: Double, _ g: Double, _ a: Double, _ b: Double) -> (
        Double, Double
      )
  ) -> KnownMistake<Chapter07.OptimalSize> {
    KnownMistake(sentence) { compute, law in
      let sum = law.parameterExponent + law.tokenExponent
      let ratio =
        law.parameterExponent * law.parameterScale / (law.tokenExponent * law.tokenScale)
      let (parameters, tokens) = answer(
        compute, pow(ratio, 1 / sum), law.tokenExponent / sum, law.parameterExponent / sum)
      return (parameters, tokens)
    }
  }
  return [
    wrong("you swapped the exponents: N grows with β / (α + β), D with α / (α + β)") {
      ($1 * pow($0 / 6, $3), pow($0 / 6, $2) / $1)
    },
    wrong("you forgot the 6: a parameter and a token cost six operations") {
      ($1 * pow($0, $2), pow($0, $3) / $1)
    },
    wrong("you turned G over: it multiplies N and divides D") {
      (pow($0 / 6, $2) / $1, $1 * pow($0 / 6, $3))
    },
    wrong("you multiplied both by G: then 6·N·D is no longer the budget") {
      ($1 * pow($0 / 6, $2), $1 * pow($0 / 6, $3))
    },
    wrong("you left out G: it weighs what parameters and tokens are worth") {
      (pow($0 / 6, $2), pow($0 / 6, $3))
    },
    wrong("you gave as many tokens as parameters: then the law plays no part") {
      budget, _, _, _ in
      ((budget / 6).squareRoot(), (budget / 6).squareRoot())
    },
    wrong("you left the 6 out of the tokens: D = C / (6·N)") {
      budget, g, b, _ in
      (g * pow(budget / 6, b), budget / (g * pow(budget / 6, b)))
    },
    wrong("you took 20 tokens for each parameter: then the law plays no part") {
      budget, _, _, _ in
      ((budget / 120).squareRoot(), 20 * (budget / 120).squareRoot())
    },
    wrong("you returned tokens and parameters in each other's places") {
      (pow($0 / 6, $3) / $1, $1 * pow($0 / 6, $2))
    },
    KnownMistake("you set the two terms equal: it is α·A / N^α = β·B / D^β, their slopes") {
      compute, law in
      try optimalSize(
        compute: compute, law: rescaled(law, 1 / law.parameterExponent, 1 / law.tokenExponent))
    },
    KnownMistake("you exchanged α and β in G: A stands with α, B with β") { compute, law in
      let (a, b) = (law.parameterExponent, law.tokenExponent)
      return try optimalSize(compute: compute, law: rescaled(law, b / a, a / b))
    },
    KnownMistake("you exchanged A and B in G") { compute, law in
      let ratio = law.tokenScale / law.parameterScale
      return try optimalSize(compute: compute, law: rescaled(law, ratio, 1 / ratio))
    },
    KnownMistake("you left the power 1 / (α + β) out of G") { compute, law in
      let sum = law.parameterExponent + law.tokenExponent
      let ratio =
        law.parameterExponent * law.parameterScale / (law.tokenExponent * law.tokenScale)
      let parameters = ratio * pow(compute / 6, law.tokenExponent / sum)
      return (parameters, compute / (6 * parameters))
    },
    KnownMistake("you took one law, whatever is given") { compute, _ in
      try optimalSize(compute: compute, law: .hoffmann)
    },
    KnownMistake("you spent half of the budget") { try optimalSize(compute: $0 / 2, law: $1) },
    KnownMistake("you left the 6 out of N: then the tokens pay for it") { compute, law in
      let parameters = try optimalSize(compute: 6 * compute, law: law).parameters
      return (parameters, compute / (6 * parameters))
    },
    KnownMistake("you took tokens' exponent β for both") {
      compute, law in
      var other = law
      other.parameterExponent = law.tokenExponent
      return try optimalSize(compute: compute, law: other)
    },
    KnownMistake("you took the parameters' exponent α for both") {
      compute, law in
      var other = law
      other.tokenExponent = law.parameterExponent
      return try optimalSize(compute: compute, law: other)
    },
    wrong("you took the root of the budget: the exponents say how it is split") {
      budget, g, _, _ in
      let parameters = g * (budget / 6).squareRoot()
      return (parameters, budget / (6 * parameters))
    },
    KnownMistake("you counted two operations, as for generating: training takes six") {
      compute, law in try optimalSize(compute: 3 * compute, law: law)
    },
    KnownMistake("you left the backward pass's operations out: a parameter and a token cost six") {
      compute, law in try optimalSize(compute: 1.5 * compute, law: law)
    },
    KnownMistake("you took the mean of the exponents for their sum in G") { compute, law in
      let sum = law.parameterExponent + law.tokenExponent
      let ratio =
        law.parameterExponent * law.parameterScale / (law.tokenExponent * law.tokenScale)
      let parameters = pow(ratio, 2 / sum) * pow(compute / 6, law.tokenExponent / sum)
      return (parameters, compute / (6 * parameters))
    },
    KnownMistake("you split the budget by the root of A / B: α and β count as well") {
      compute, law in
      let parameters = (compute / 6 * law.parameterScale / law.tokenScale).squareRoot()
      return (parameters, compute / (6 * parameters))
    },
    KnownMistake("you took the exponent 0.73, whatever the law") { compute, _ in
      let parameters = pow(compute / 6, 0.73)
      return (parameters, compute / (6 * parameters))
    },
    KnownMistake("you left β out of G: it is α·A / (β·B)") { compute, law in
      try optimalSize(compute: compute, law: rescaled(law, 1, 1 / law.tokenExponent))
    },
    KnownMistake("you gave the budget in petaflop-days: operations are asked") { compute, law in
      try optimalSize(compute: compute / 8.64e19, law: law)
    },
  ]
}

/// A law with other scales.
private func rescaled(_ law: Chapter07.Law, _ first: Double, _ second: Double) -> Chapter07.Law {
  var law = law
  law.parameterScale *= first
  law.tokenScale *= second
  return law
}
