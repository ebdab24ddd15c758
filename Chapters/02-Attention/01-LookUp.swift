import Foundation
import WorkbookCore

//: # 2. Attention: how one word asks the others
//:
//: *Yield* means one thing in "the bond's yield" and another in "the wheat's yield". Nothing in
//: the word itself says which. It is the neighbours that decide. So every position of the text
//: needs a way to ask the others: *who of you matters to me?* and to take something from those
//: that do.
//:
//: **Attention** is a weighted mean. Each position holds a vector of numbers. Its new vector is a
//: mean of the vectors before it and its own, and the weights of that mean are computed from the
//: vectors themselves. This chapter builds it from a dot product to a layer with many heads, makes
//: heads by hand, lets heads grow by training, and measures what they cost.
//:
//: ## Similarity is a dot product
//:
//: Give every word a list of numbers. Two words are similar if their numbers are large in the
//: same places. Multiply place by place and add up: that is the **dot product**. (`nonisolated` is
//: for speed: a chapter runs on the main actor, and Swift would check that in every small closure.)
nonisolated func dot(_ a: [Float], _ b: [Float]) -> Float {
  var sum: Float = 0
  for i in a.indices { sum += a[i] * b[i] }
  return sum
}

//: ## Softmax: from scores to shares
//:
//: Scores can be anything. We want shares: positive, adding up to one. The **softmax** takes
//: $e^{s_i} / \sum_j e^{s_j}$. The largest score is subtracted first. That changes nothing, for
//: it cancels in the fraction. But without it a score of 1,000 would give $e^{1000}$, which no
//: `Float` can hold.
nonisolated func softmax(_ scores: [Float]) -> [Float] {
  let largest = scores.max() ?? 0
  let exponentials = scores.map { exp($0 - largest) }
  let total = exponentials.reduce(0, +)
  return exponentials.map { $0 / total }
}

func lookUp(_ notebook: Notebook) {
  //: Four words, described by hand in three places: money, plants, illness. The word *yield* puts
  //: a question, its **query**: "is there money here?" The other words hold up their **keys**. The
  //: dot product of the two is the score.
  //:
  //: **Predict.** *Coupon* scores 2 and *bond* 3. Will *bond* get half as much again as *coupon*?
  let words = ["bond", "coupon", "wheat", "fever"]
  let meanings: Matrix = [[3, 0, 0], [2, 1, 0], [1, 3, 0], [0, 0, 3]]
  let question: [Float] = [1, 0, 0]
  let scores = meanings.map { dot(question, $0) }
  let shares = softmax(scores)
  let lookUp = shareTable(words, scores, shares)
  notebook.show(lookUp)
  let huge = softmax([1_000, 1_001, 999])
  notebook.claim(
    "the shares of scores around 1,000 add up to", Double(huge.reduce(0, +)), in: 0.999...1.001)
  notebook.claim(
    "one more in the score multiplies the share by e", Double(shares[0] / shares[1]),
    in: 2.718...2.719)

  //: Softmax looks at differences: each point of score is a factor of $e$. Each word also holds a
  //: third vector, its **value**: what it has to say. The answer is the mean of the values,
  //: weighted by the shares: a bit of every entry, most of it from the keys that fit best. Such a
  //: soft look-up has a derivative, so it can be learned.
}

/// Words with their scores and shares.
private func shareTable(_ words: [String], _ scores: [Float], _ shares: [Float]) -> Table {
  var table = Table([
    .text("word"), .number("score", style: .decimals(1)), .number("share", style: .percent(0)),
  ])
  for (index, word) in words.enumerated() { table.append(word, scores[index], shares[index]) }
  return table
}
