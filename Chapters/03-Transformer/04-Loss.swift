import Foundation
import WorkbookCore

//: ## The loss: how surprised is the model?
//:
//: The network answers with logits $z$, a number for each token of the vocabulary. Softmax makes
//: probabilities of them, $p_i = e^{z_i} / \sum_j e^{z_j}$. Then the text goes on, with the token
//: $y$. The **cross-entropy** of the answer is
//:
//: $$L = -\ln p_y = \ln \sum_j e^{z_j} - z_y.$$
//:
//: It is the model's surprise: 0 if it was certain and right, $\ln 2$ if it gave the token one
//: chance in two, without bound if it held it to be impossible. The unit is the **nat**; divided by
//: $\ln 2$ it is a **bit**. The loss of a text is the mean over its tokens, and training makes this
//: one number small.
//:
//: Why the logarithm? The probability of a whole text is the product of its tokens', and the
//: logarithm of a product is a sum: the smallest loss is the largest probability of the text that
//: was really written. It also rewards the true answer. If the next token has the true
//: probabilities $q$, the loss is $-\sum_i q_i \ln p_i$ in the mean, and that is smallest for
//: $p = q$. What is left then, $-\sum_i q_i \ln q_i$, is the **entropy** of $q$: the floor that
//: chapter 5 draws under its curves.
//:
//: $e^L$ is called the **perplexity**. A model with a perplexity of 20 is as unsure as one that
//: spreads its guess evenly over 20 tokens.
func crossEntropy(_ logits: Vector, target: Int) -> Double {
  let largest = logits.max() ?? 0
  let total = logits.reduce(0) { $0 + exp($1 - largest) }
  return log(total) + largest - logits[target]
}

func measureSurprise(_ notebook: Notebook) {
  //: **Predict.** Three answers to a choice among four tokens: all logits 0; the right one at 3; a
  //: wrong one at 3. How large is the loss of each?
  let answers: [Vector] = [[0, 0, 0, 0], [3, 0, 0, 0], [0, 3, 0, 0]]
  let losses = answers.map { crossEntropy($0, target: 0) }
  notebook.show(lossTable(answers, losses))
  notebook.claim("the loss of four equal logits over ln 4", losses[0] / log(4), in: 0.999...1.001)
  notebook.claim(
    "largest difference from the library's losses",
    largestDifference(losses, libraryLosses(answers, target: 0)), in: 0...1e-12)

  //: The loss has a bottom and no ceiling. A model that gives each of the $V$ tokens of a vocabulary
  //: the same chance has a loss of $\ln V$.
}

/// Some answers and what each costs.
private func lossTable(_ answers: [Vector], _ losses: [Double]) -> Table {
  var table = Table([
    .text("logits"), .number("loss of token 0", unit: "nats", style: .decimals(3)),
    .number("in bits", style: .decimals(3)), .number("perplexity", style: .decimals(2)),
  ])
  for (logits, loss) in zip(answers, losses) {
    let text = logits.map { NumberStyle.decimals(0).text($0) }.joined(separator: " ")
    table.append(text, loss, loss / log(2), exp(loss))
  }
  return table
}

/// What the library makes of rows of logits.
private func libraryLosses(_ rows: [Vector], target: Int32) -> [Double] {
  let arena = Arena()
  let width = rows[0].count
  let logits: BufferSlice<Double> = arena.allocate(rows.count * width, of: 0)
  let targets: BufferSlice<Int32> = arena.allocate(rows.count, of: target)
  let losses: BufferSlice<Double> = arena.allocate(rows.count, of: 0)
  logits.copy(from: rows.flatMap { $0 })
  return withExtendedLifetime(arena) {
    CrossEntropyKernel.losses(
      consuming: logits.pointer, targets: targets.pointer, into: losses.pointer,
      rows: rows.count, vocabulary: width)
    return losses.array
  }
}
