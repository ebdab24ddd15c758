import Foundation
import WorkbookCore

func deriveBestSize(_ notebook: Notebook) {
  //: ## Approach 3: the law
  //:
  //: Hoffmann et al. (2022) put all runs under one formula:
  //:
  //: $$L(N, D) = E + \frac{A}{N^\alpha} + \frac{B}{D^\beta}$$
  //:
  //: $E$ is what no model can learn: the entropy of the text. The second term is the price of a finite
  //: model, the third that of finite reading. For a budget $C = 6ND$ the best split follows by
  //: calculus: spend until one more operation gains as much on either side. The answer is
  //: $N^* = G\,(C/6)^a$ with $a = \beta/(\alpha+\beta)$ and $G = (\alpha A/\beta B)^{1/(\alpha+\beta)}$.
  //:
  //: Calculus is easily mistyped. Trying every size is not:
  func bestByTrying(_ law: ChinchillaLaw, compute: Double) -> Double {
    let sizes = (0...5_000).map { 1e6 * pow(1e9, Double($0) / 5_000) }
    return sizes.min {
      law.loss(parameters: $0, tokens: compute / (6 * $0))
        < law.loss(parameters: $1, tokens: compute / (6 * $1))
    } ?? .nan
  }
  notebook.claim(
    "for Chinchilla's budget the formula finds the size that trying them all finds, to 1 %",
    abs(
      ChinchillaLaw.epoch.computeOptimal(compute: 5.88e23).parameters
        / bestByTrying(.epoch, compute: 5.88e23) - 1) < 0.01)
}
