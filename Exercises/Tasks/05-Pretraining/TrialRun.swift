import Foundation
import Groundwork

/// A small world, a small model and its training: what capstone 5.6 runs plans on.
///
/// The next of 12 words is drawn by the last two. The model embeds both in 8 numbers each, has a hidden
/// layer of 32 with tanh, and is trained by AdamW; all in Float64, by plain loops.
struct TrialRun {
  private static let words = 12
  private static let width = 8
  private static let hidden = 32

  /// For each context of two words the odds of the next one.
  private let world: [[Double]]
  /// How often each context is drawn.
  private let contexts: [Double]
  private let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
    // The world is the same for all seeds; a seed is the start and the order of examples.
    var stream = RandomStream(seed: 20_260)
    let (words, count) = (Self.words, Self.words * Self.words)
    let (first, second) = (
      Self.scores(&stream, count: words), Self.scores(&stream, count: words)
    )
    world = (0..<count).map { context in
      let powers = (0..<words).map {
        exp(first[context / words][$0] + second[context % words][$0] + 0.5 * stream.normal())
      }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
    let weights = (0..<count).map { _ in 0.2 + stream.uniform() }
    let sum = weights.reduce(0, +)
    contexts = weights.map { $0 / sum }
  }

  private static func scores(_ stream: inout RandomStream, count: Int) -> [[Double]] {
    (0..<count).map { _ in (0..<words).map { _ in 1.2 * stream.normal() } }
  }

  /// The entropy of the next word, in nats: no model has a smaller loss.
  var floor: Double {
    zip(contexts, world).reduce(0) { sum, context in
      sum - context.0 * context.1.reduce(0) { $0 + $1 * log($1) }
    }
  }

  /// Trains by a plan, and returns the loss over all contexts less the floor; what came apart is
  /// infinite.
  func excess(_ plan: Chapter05.RunPlan) -> Double {
    var stream = RandomStream(seed: seed)
    var weights = Weights(&stream, Self.words, Self.width, Self.hidden)
    var (mean, square) = (
      [Double](repeating: 0, count: weights.values.count),
      [Double](repeating: 0, count: weights.values.count)
    )
    let sums = contexts.reduce(into: [Double]()) { $0.append(($0.last ?? 0) + $1) }
    let nextSums = world.map { $0.reduce(into: [Double]()) { $0.append(($0.last ?? 0) + $1) } }
    var gradient = [Double](repeating: 0, count: weights.values.count)
    for step in 0..<plan.steps {
      for index in gradient.indices { gradient[index] = 0 }
      for _ in 0..<plan.batchSize {
        let context = stream.index(cumulative: sums)
        let word = stream.index(cumulative: nextSums[context])
        _ = weights.loss(context, [(word, 1)], &gradient, scale: 1 / Double(plan.batchSize))
      }
      let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let clip = norm > plan.clip ? plan.clip / norm : 1
      let rate = plan.rate(step)
      let (first, second) = (
        1 - pow(plan.beta1, Double(step + 1)), 1 - pow(plan.beta2, Double(step + 1))
      )
      for index in gradient.indices {
        let slope = gradient[index] * clip
        mean[index] = plan.beta1 * mean[index] + (1 - plan.beta1) * slope
        square[index] = plan.beta2 * square[index] + (1 - plan.beta2) * slope * slope
        let move = mean[index] / first / ((square[index] / second).squareRoot() + 1e-8)
        weights.values[index] -= rate * (move + plan.weightDecay * weights.values[index])
      }
    }
    var unused: [Double] = []
    let loss = zip(contexts, world).enumerated().reduce(0) { sum, entry in
      let next = entry.element.1.enumerated().map { ($0.offset, $0.element) }
      return sum + entry.element.0 * weights.loss(entry.offset, next, &unused, scale: 0)
    }
    return loss.isFinite ? loss - floor : .infinity
  }
}

/// The model's weights, in one row: embedding, hidden layer and its bias, output and its bias.
private struct Weights {
  var values: [Double]
  private let words: Int
  private let width: Int
  private let hidden: Int
  private let layer: Int
  private let layerBias: Int
  private let output: Int
  private let outputBias: Int

  init(_ stream: inout RandomStream, _ words: Int, _ width: Int, _ hidden: Int) {
    (self.words, self.width, self.hidden) = (words, width, hidden)
    // The two places have an embedding each.
    layer = 2 * words * width
    layerBias = layer + 2 * width * hidden
    output = layerBias + hidden
    outputBias = output + hidden * words
    values = [Double](repeating: 0, count: outputBias + words)
    for index in 0..<layer { values[index] = 0.5 * stream.normal() }
    for index in layer..<layerBias {
      values[index] = stream.normal() / Double(2 * width).squareRoot()
    }
    for index in output..<outputBias {
      values[index] = 0.3 * stream.normal() / Double(hidden).squareRoot()
    }
  }

  /// The loss of a context whose next word has odds, in nats; adds `scale` times its gradient.
  ///
  /// - Parameter gradient: of all weights, or empty where none is wanted.
  func loss(
    _ context: Int, _ next: [(word: Int, odds: Double)], _ gradient: inout [Double], scale: Double
  ) -> Double {
    let places = [(context / words) * width, (words + context % words) * width]
    var activations = [Double](repeating: 0, count: hidden)
    for unit in 0..<hidden {
      var sum = values[layerBias + unit]
      for (part, place) in places.enumerated() {
        for index in 0..<width {
          sum += values[place + index] * values[layer + (part * width + index) * hidden + unit]
        }
      }
      activations[unit] = tanh(sum)
    }
    var scores = [Double](repeating: 0, count: words)
    for word in 0..<words {
      scores[word] = values[outputBias + word]
      for unit in 0..<hidden {
        scores[word] += activations[unit] * values[output + unit * words + word]
      }
    }
    let largest = scores.max() ?? 0
    let powers = scores.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    let loss = next.reduce(0) { $0 - $1.odds * (scores[$1.word] - largest - log(sum)) }
    guard !gradient.isEmpty else { return loss }
    var back = powers.map { scale * $0 / sum }
    for (word, odds) in next { back[word] -= scale * odds }
    for word in 0..<words { gradient[outputBias + word] += back[word] }
    for unit in 0..<hidden {
      var above = 0.0
      for word in 0..<words {
        let index = output + unit * words + word
        gradient[index] += activations[unit] * back[word]
        above += values[index] * back[word]
      }
      above *= 1 - activations[unit] * activations[unit]
      gradient[layerBias + unit] += above
      for (part, place) in places.enumerated() {
        for index in 0..<width {
          let weight = layer + (part * width + index) * hidden + unit
          gradient[weight] += above * values[place + index]
          gradient[place + index] += above * values[weight]
        }
      }
    }
    return loss
  }
}
