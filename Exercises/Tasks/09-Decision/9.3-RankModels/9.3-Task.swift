//: # The unfair contest
//: bug, 10 minutes
//:
//: This ranks models by how well they predict text, the best one first. Models with a small
//: vocabulary keep winning, although they give the same text a lower probability. Find out why, and
//: make the contest fair.
//:
//: ## Hints
//:
//: 1. What does perplexity count per, and who decides how many of those a text has?
//: 2. A tokenizer that cuts a text into twice as many tokens halves the loss of each.
//: 3. Rank by nats / bytes, which orders the models as bits per byte does.

import ExerciseKit

extension Chapter09 {
  /// What a model made of held-out text: its summed loss in nats, and the tokens and bytes it read.
  public typealias Evaluation = (nats: Double, tokens: Int, bytes: Int)

  /// From evaluations to their numbers, the best model's first.
  public typealias RankModels = (_ models: [Evaluation]) throws -> [Int]

  public static let rankModels = Exercise<RankModels>(
    check: { rank in
      try Expect.equal(try rank([]), [], "no models")
      try Expect.equal(try rank([(nats: 9, tokens: 3, bytes: 9)]), [0], "one model")
      let models: [Evaluation] = [
        (nats: 1_040, tokens: 400, bytes: 1_000), (nats: 1_000, tokens: 250, bytes: 1_000),
        (nats: 1_500, tokens: 1_000, bytes: 1_000), (nats: 700, tokens: 150, bytes: 500),
      ]
      let order = try rank(models)
      try Expect.count(order.count, models.count, "ranks of 4 models")
      try Expect.equal(order.sorted(), [0, 1, 2, 3], "each model's number, once, in any order")
      try Expect.equal(
        try rank([(nats: 500, tokens: 100, bytes: 400), (nats: 510, tokens: 400, bytes: 400)]),
        [0, 1], "500 nats in 100 tokens against 510 in 400, for the same 400 bytes")
      try Expect.equal(
        try rank([(nats: 500, tokens: 100, bytes: 400), (nats: 600, tokens: 120, bytes: 800)]),
        [1, 0], "500 nats for 400 bytes against 600 for 800")
      try Expect.equal(order, [1, 0, 3, 2], "four models")
    },
    observe: { rank in
      let models: [Evaluation] = [
        (nats: 1_040, tokens: 400, bytes: 1_000), (nats: 1_000, tokens: 250, bytes: 1_000),
        (nats: 1_500, tokens: 1_000, bytes: 1_000), (nats: 700, tokens: 150, bytes: 500),
        (nats: 300, tokens: 90, bytes: 310),
      ]
      return try rank(models).map { Double($0) }
    })
}
