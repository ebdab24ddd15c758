//: # Two heads that look up
//: capstone, 75 minutes
//:
//: The chapter made two heads by hand and then let two grow. Now write the weights of two heads
//: yourself, all of them as matrices: a row for each kind of word, a row for each position, and for
//: each head W_Q, W_K, W_V and W_O. The machine that runs them is given, and it is the chapter's. Each
//: position has a vector, the sum of its word's row and its position's row: the stream. Each head
//: reads the stream, weighs the positions up to its own by a softmax of q · k / √d, and adds its
//: output to the stream; a last matrix turns the stream into scores for the next word. The stream is
//: as wide as you make it. (A matrix here has a row for each input, so that q = x · W_Q; the
//: chapter's has a row for each output.)
//:
//: The task is a lookup. The first half of a text has every word once, in some order. The second
//: half has all of them once more, in another order. After each word of the second half the machine
//: has to guess the word that followed it in the first half. (The word that stood last there has no
//: follower there, and is not asked for.) The check draws hidden texts, of 6 words and of 11. Of its
//: guesses at least 99 % have to be right, with a mean probability of at least 0.95.
//:
//: Why: such pairs of heads grow in trained transformers, and may be much of how a model uses its
//: prompt (Olsson et al. 2022). A head that you have written yourself is one whose attention map you
//: can read.
//:
//: ## Hints
//:
//: 1. Part the stream into fields: the word itself, the position, the word before, the guess. A
//:    head's matrices copy one field into another; the rest of them are zeros. Write a function that
//:    makes such a matrix.
//: 2. The first head fills the field "the word before": the query of position t is the one-hot vector
//:    of t − 1, the key of each position is its own, the value is the word. Multiply the queries by
//:    30 or so: a softmax of scores that lie close together is nearly flat.
//: 3. The second head asks with the word, and its keys are the words before: it finds the place just
//:    behind the earlier copy. What it takes from there is that place's own word, into the field of
//:    the guess.
//: 4. Position 0 has nothing before it, so its first head sees itself alone, and writes its own word
//:    down as the word before. Whoever asks for that word then finds two places. Give the second
//:    head's key of position 0 something that makes its score small for every query.

import ExerciseKit
import Foundation
import Groundwork

extension Chapter02 {
  /// A head that reads the residual stream and adds to it, as its four matrices.
  public struct WrittenHead: Sendable {
    /// W_Q and W_K, from the stream to queries and keys: (width, d) each.
    public let query: [[Double]]
    public let key: [[Double]]
    /// W_V, from the stream to values: (width, m).
    public let value: [[Double]]
    /// W_O, from what was taken back to the stream: (m, width).
    public let output: [[Double]]

    public init(
      query: [[Double]], key: [[Double]], value: [[Double]], output: [[Double]]
    ) {
      (self.query, self.key, self.value, self.output) = (query, key, value, output)
    }
  }

  /// Two heads, one after the other, between an embedding and scores.
  public struct WrittenModel: Sendable {
    /// A row a kind of word: (kinds, width).
    public let words: [[Double]]
    /// A row a position, added to the word's: (contextLength, width).
    public let positions: [[Double]]
    public let first: WrittenHead
    public let second: WrittenHead
    /// From the stream to a score for each kind: (width, kinds).
    public let scores: [[Double]]

    public init(
      words: [[Double]], positions: [[Double]], first: WrittenHead, second: WrittenHead,
      scores: [[Double]]
    ) {
      (self.words, self.positions) = (words, positions)
      (self.first, self.second, self.scores) = (first, second, scores)
    }
  }

  /// From the number of kinds of words and the longest text to a model's weights.
  public typealias InductionHeads = (_ kinds: Int, _ contextLength: Int) throws -> WrittenModel

  /// The sentences for what goes wrong with the two heads.
  enum InductionFault {
    static let itself =
      "the second head takes the word it asks with: it should find the place behind the earlier copy"
    static let before =
      "the second head takes the word before the earlier copy: you look one place too far back"
    static let flat =
      "your attention is nearly flat: after the softmax, scores that lie close together are alike"
    static let start =
      "the first position, with nothing before it, takes itself for the word before: nobody should "
      + "find it"
    static let fixed = "your weights fit one number of words: the shapes hang on both inputs"
    static let timid = "the last matrix is too small: scores of 0 and 1 make no certain guess"
  }

  public static let inductionHeads = Exercise<InductionHeads>(capstone: { write, bench in
    for (kinds, seed) in [(6, UInt64(61)), (11, 62)] {
      bench.underWay("asking for the weights for \(kinds) words, and running them on 60 texts")
      let model = try write(kinds, 2 * kinds)
      try expectShapes(model, kinds, 2 * kinds)
      var stream = RandomStream(seed: seed)
      var tally = Tally()
      for _ in 0..<60 { tally.add(model, kinds, &stream) }
      try bench.expect(
        "right guesses for \(kinds) words, %", 100 * tally.share(tally.right), .atLeast, 99,
        otherwise: tally.fault)
      try bench.expect(
        "mean probability of the right word, %", 100 * tally.share(tally.probability), .atLeast, 95,
        otherwise: tally.flatness ?? InductionFault.timid)
    }
  })

  /// Counts over guesses.
  private struct Tally {
    var count = 0.0
    var right = 0.0
    var probability = 0.0
    /// Guesses that are the word itself, the one before it in the first half, and the wrong ones after
    /// the first word.
    private var itself = 0.0
    private var before = 0.0
    private var afterStart = 0.0
    /// The largest weight of each head, added up over the guesses.
    private var largest = [0.0, 0.0]

    func share(_ part: Double) -> Double { count > 0 ? part / count : 0 }

    mutating func add(_ model: WrittenModel, _ kinds: Int, _ stream: inout RandomStream) {
      let first = Array(0..<kinds).shuffled(using: &stream)
      let second = first.shuffled(using: &stream)
      let run = run(model, first + second)
      for t in kinds..<2 * kinds {
        guard let place = first.firstIndex(of: second[t - kinds]), place + 1 < kinds else {
          continue
        }
        let odds = softmax(run.scores[t])
        let guess = odds.indices.max { odds[$0] < odds[$1] } ?? 0
        count += 1
        probability += odds[first[place + 1]]
        for (head, weights) in run.weights.enumerated() { largest[head] += weights[t].max() ?? 0 }
        if guess == first[place + 1] && odds[guess] > 1.01 / Double(kinds) {
          right += 1
        } else {
          if guess == first[place] { itself += 1 }
          if place > 0 && guess == first[place - 1] { before += 1 }
          if place == 0 { afterStart += 1 }
        }
      }
    }

    /// Whether a head's weights are spread; nil where neither's are.
    var flatness: String? {
      largest.contains { share($0) < 0.75 } ? InductionFault.flat : nil
    }

    /// What the wrong guesses have in common.
    var fault: String? {
      let wrong = count - right
      if afterStart > 0.9 * wrong { return InductionFault.start }
      // A head that takes the mean of all writes no word before down.
      if share(largest[0]) < 0.75 { return InductionFault.flat }
      if itself > 0.6 * wrong { return InductionFault.itself }
      // Where the word itself is found as well, half of the guesses are what stands before that.
      return before > 0.4 * wrong ? InductionFault.before : flatness
    }
  }

  /// Runs the model on a text: the scores after each position, and both heads' weights.
  public static func run(
    _ model: WrittenModel, _ text: [Int]
  ) -> (scores: [[Double]], weights: [[[Double]]]) {
    var stream = text.enumerated().map { t, word in
      zip(model.words[word], model.positions[t]).map { $0 + $1 }
    }
    var maps: [[[Double]]] = []
    for head in [model.first, model.second] {
      let queries = product(stream, head.query)
      let keys = product(stream, head.key)
      let values = product(stream, head.value)
      let scale = 1 / Double(max(1, head.query.first?.count ?? 1)).squareRoot()
      let weights = queries.enumerated().map { t, query in
        softmax(
          keys.prefix(t + 1).map { key in
            scale * zip(query, key).reduce(0) { $0 + $1.0 * $1.1 }
          })
      }
      let taken = product(
        weights.map { $0 + Array(repeating: 0, count: text.count - $0.count) }, values)
      stream = zip(stream, product(taken, head.output)).map { row, more in
        zip(row, more).map { $0 + $1 }
      }
      maps.append(weights)
    }
    return (product(stream, model.scores), maps)
  }

  /// The product of two matrices, as their rows.
  public static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    let width = b.first?.count ?? 0
    return a.map { row in
      zip(row, b).reduce(into: [Double](repeating: 0, count: width)) { sum, pair in
        guard pair.0 != 0 else { return }
        for column in 0..<width { sum[column] += pair.0 * pair.1[column] }
      }
    }
  }

  private static func softmax(_ scores: [Double]) -> [Double] {
    let largest = scores.max() ?? 0
    let powers = scores.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  private static func expectShapes(
    _ model: WrittenModel, _ kinds: Int, _ contextLength: Int
  ) throws {
    let width = model.words.first?.count ?? 0
    try Expect.that(width > 0, "the stream has no width: the words' rows are empty")
    func expect(_ matrix: [[Double]], _ rows: Int, _ columns: Int?, _ name: String) throws {
      let columns = columns ?? matrix.first?.count ?? 0
      try Expect.that(
        matrix.count == rows && matrix.allSatisfy { $0.count == columns } && columns > 0,
        "\(name) should have the shape (\(rows), \(columns)) for \(kinds) words and a context of "
          + "\(contextLength), it has \(matrix.count) rows",
        otherwise: InductionFault.fixed)
      try Expect.that(
        matrix.allSatisfy { $0.allSatisfy(\.isFinite) }, "\(name) has an entry that is no number")
    }
    try expect(model.words, kinds, width, "the words' matrix")
    try expect(model.positions, contextLength, width, "the positions' matrix")
    for (head, name) in [(model.first, "the first head's"), (model.second, "the second head's")] {
      try expect(head.query, width, nil, "\(name) W_Q")
      try expect(head.key, width, head.query[0].count, "\(name) W_K")
      try expect(head.value, width, nil, "\(name) W_V")
      try expect(head.output, head.value[0].count, width, "\(name) W_O")
    }
    try expect(model.scores, width, kinds, "the last matrix")
  }
}
