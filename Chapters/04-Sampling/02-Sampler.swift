import Foundation
import WorkbookCore

//: ## The whole sampler, plainly
//:
//: A **softmax** turns scores $z_i$ into probabilities. The **temperature** $T$ divides them first:
//:
//: $$p_i = \frac{e^{z_i/T}}{\sum_j e^{z_j/T}}$$
//:
//: At $T=1$ these are the probabilities that training aimed at. As $T \to 0$ all the mass goes to
//: the highest score: **greedy** choice. As $T \to \infty$ every token is as likely as any other.
//:
//: A vocabulary has a long tail of tokens that make no sense here. Each is unlikely; together they
//: are not. Three rules cut the tail, and they differ in where:
//:
//: - **top-k** keeps the $k$ likeliest tokens (Fan, Lewis and Dauphin 2018);
//: - **top-p** keeps the fewest tokens whose probabilities reach $p$ (Holtzman et al. 2020): one
//:   where the model is sure, many where it is not;
//: - **min-p** keeps the tokens that have at least the share $m$ of the likeliest one's probability
//:   (Nguyen et al. 2024).
nonisolated func distribution(
  _ scores: [Double], temperature: Double = 1, topK: Int? = nil, topP: Double = 1, minP: Double = 0
) -> [Double] {
  // The largest score is subtracted so that no exponential overflows; the ratio stays the same.
  let largest = scores.max() ?? 0
  var p = scores.map { score in
    temperature > 0 ? exp((score - largest) / temperature) : score == largest ? 1 : 0
  }
  // Likeliest first, the lower id among equals.
  let order = p.indices.sorted { p[$0] != p[$1] ? p[$0] > p[$1] : $0 < $1 }
  var kept = order.prefix(temperature > 0 ? topK ?? p.count : 1)
  let mass = topP * kept.reduce(0) { $0 + p[$1] }
  var sum = 0.0
  kept = kept.prefix { id in
    defer { sum += p[id] }
    return sum < mass
  }
  // The likeliest has weight 1, so that min-p is a weight, too.
  let isKept = Set(kept.filter { p[$0] >= minP })
  for id in p.indices where !isKept.contains(id) { p[id] = 0 }
  let total = p.reduce(0, +)
  return p.map { $0 / total }
}

//: **Penalties** change the scores of tokens that have occurred. The *repetition* penalty divides
//: the score (Keskar et al. 2019). Dividing a negative score would raise it, so the programs in use
//: multiply those instead. It acts once, however often the token occurred. The *presence* penalty
//: subtracts a number once, the *frequency* penalty subtracts one for each occurrence; many offer both.
nonisolated func penalized(
  _ logits: [Double], previous: [Int32], repetition: Double = 1, presence: Double = 0,
  frequency: Double = 0
) -> [Double] {
  var scores = logits
  for id in Set(previous) {
    let (score, count) = (scores[Int(id)], previous.count { $0 == id })
    scores[Int(id)] =
      (score > 0 ? score / repetition : score * repetition) - presence
      - frequency * Double(count)
  }
  return scores
}

func writeTheSampler(_ notebook: Notebook, _ course: SamplingCourse) throws {
  //: Order matters, and so do ties. Here it is penalties, temperature, top-k, top-p, min-p; ties go
  //: to the lower id. The library's `Sampler` does the same with fewer sorts. Same means same: we try
  //: settings drawn at random on many situations, and compare every probability.
  let largest = try largestDifference(
    Array(course.situations.prefix(60)), seed: notebook.seed)
  notebook.claim(
    "largest difference between the plain sampler's probabilities and the library's", largest,
    in: 0...1e-9)
}
