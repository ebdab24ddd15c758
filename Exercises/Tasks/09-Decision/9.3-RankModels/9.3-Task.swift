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
    properties: rankModelsProperties,
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
      try Expect.equal(
        try rank([(nats: 60, tokens: 20, bytes: 40), (nats: 500, tokens: 130, bytes: 400)]),
        [1, 0], "60 nats for 40 bytes against 500 for 400")
      try Expect.equal(
        try rank([(nats: 100, tokens: 90, bytes: 100), (nats: 100, tokens: 10, bytes: 90)]),
        [0, 1], "100 nats for 100 bytes against 100 for 90")
      try Expect.equal(
        try rank([
          (nats: 38, tokens: 20, bytes: 50), (nats: 70_000, tokens: 9_000, bytes: 100_000),
        ]),
        [1, 0], "38 nats for 50 bytes against 70,000 for 100,000")
      let five: [Evaluation] = [
        (nats: 1_300, tokens: 300, bytes: 1_000), (nats: 1_040, tokens: 410, bytes: 1_000),
        (nats: 1_500, tokens: 900, bytes: 1_000), (nats: 1_000, tokens: 250, bytes: 1_000),
        (nats: 1_010, tokens: 270, bytes: 1_000),
      ]
      try Expect.equal(
        try rank(five), [3, 4, 1, 0, 2],
        "models of 1.3, 1.04, 1.5, 1.0 and 1.01 nats a byte, by their numbers, the best first")
    },
    observe: { rank in
      let models: [Evaluation] = [
        (nats: 1_040, tokens: 400, bytes: 1_000), (nats: 1_000, tokens: 250, bytes: 1_000),
        (nats: 1_500, tokens: 1_000, bytes: 1_000), (nats: 700, tokens: 150, bytes: 500),
        (nats: 300, tokens: 90, bytes: 310),
      ]
      let others: [Evaluation] = [
        (nats: 700, tokens: 150, bytes: 500), (nats: 310, tokens: 80, bytes: 300),
        (nats: 1_500, tokens: 900, bytes: 1_000), (nats: 1_000, tokens: 300, bytes: 980),
        (nats: 90, tokens: 33, bytes: 100), (nats: 1_010, tokens: 280, bytes: 1_000),
      ]
      let eight: [Evaluation] = [
        (nats: 52, tokens: 31, bytes: 40), (nats: 400, tokens: 90, bytes: 350),
        (nats: 9_000, tokens: 2_100, bytes: 8_100), (nats: 77, tokens: 15, bytes: 66),
        (nats: 610, tokens: 700, bytes: 720), (nats: 1_210, tokens: 205, bytes: 1_000),
        (nats: 31, tokens: 16, bytes: 29), (nats: 2_500, tokens: 1_900, bytes: 2_000),
      ]
      // The more bytes, the fewer nats: sums, products and shares each rank these in their own way.
      let turned: [Evaluation] = [
        (nats: 900, tokens: 200, bytes: 300), (nats: 800, tokens: 400, bytes: 900),
        (nats: 1_000, tokens: 160, bytes: 500), (nats: 700, tokens: 350, bytes: 1_200),
        (nats: 950, tokens: 500, bytes: 250), (nats: 850, tokens: 150, bytes: 700),
        (nats: 600, tokens: 420, bytes: 350), (nats: 500, tokens: 90, bytes: 2_000),
      ]
      return try (rank(models) + rank(others) + rank(eight) + rank(turned)).map { Double($0) }
    })
}
