//: # The nucleus
//: function, 15 minutes
//:
//: Top-p sampling keeps the fewest likeliest tokens whose probabilities together reach p, and draws
//: from those (Holtzman et al. 2020). Give the others probability 0, and let the kept ones sum to 1
//: again. Every probability stays at its token's place; among equals the lower place is kept first.
//:
//: ## Hints
//:
//: 1. Sort the places, not the probabilities: probabilities.indices.sorted { … }.
//: 2. Walk from the likeliest on and add up. The token with which the sum reaches p is the last one
//:    kept, so that one always remains.
//: 3. for place in order { sum += probabilities[place]; result[place] = probabilities[place]; if
//:    sum >= p { break } }, then divide the whole result by sum.

import ExerciseKit

extension Chapter04 {
  /// From a distribution over the vocabulary and a p to the distribution that is drawn from.
  public typealias Nucleus = (_ probabilities: [Double], _ p: Double) throws -> [Double]

  public static let nucleus = Exercise<Nucleus>(
    properties: nucleusProperties,
    check: { nucleus in
      try Expect.count(try nucleus([], 0.5).count, 0, "no tokens")
      let probabilities = [0.125, 0.5, 0.0625, 0.25, 0.0625]
      let answer = try nucleus(probabilities, 0.8)
      try Expect.count(answer.count, 5, "a vocabulary of 5")
      let sum = answer.reduce(0, +)
      try Expect.that(abs(sum - 1) < 1e-9, "the kept tokens sum to \(sum), not to 1")
      try Expect.close(
        try nucleus(probabilities, 0.01), [0, 1, 0, 0, 0], absolute: 1e-9,
        "p = 0.01 of 0.125 0.5 0.0625 0.25 0.0625: the likeliest always remains")
      try Expect.close(
        answer, [1, 4, 0, 2, 0].map { $0 / 7 }, absolute: 1e-9,
        "p = 0.8 of 0.125 0.5 0.0625 0.25 0.0625")
      try Expect.close(
        try nucleus(probabilities, 0.75), [0, 2, 0, 1, 0].map { $0 / 3 }, absolute: 1e-9,
        "p = 0.75, which the two likeliest reach exactly")
      try Expect.close(
        try nucleus([0.25, 0.25, 0.25, 0.25], 0.5), [0.5, 0.5, 0, 0], absolute: 1e-9,
        "p = 0.5 of four equals")
      try Expect.close(
        try nucleus([0.9, 0.04, 0.03, 0.02, 0.01], 0.985), [90, 4, 3, 2, 0].map { $0 / 99 },
        absolute: 1e-9, "p = 0.985 of 0.9 0.04 0.03 0.02 0.01")
      try Expect.close(
        try nucleus(probabilities, 1), probabilities, absolute: 1e-9, "p = 1 keeps everything")
    },
    observe: { nucleus in
      let (plain, ties) = (
        [0.125, 0.5, 0.0625, 0.25, 0.0625], [0.1875, 0.125, 0.25, 0.25, 0.1875]
      )
      let questions = [
        (plain, 0.8), (plain, 0.75), (plain, 0.3), (ties, 0.1), (ties, 0.6),
        ([0.2, 0.3, 0.2, 0.3], 0.75), ([0.125, 0.3125, 0.25, 0.3125], 0.5),
      ]
      return try questions.flatMap { try nucleus($0.0, $0.1) }
    })
}
