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
  ]
}
