import RealModule

extension Generator {
  /// A text that a beam search found.
  public struct Beam: Hashable, Sendable {
    /// The new ids, without the prompt; the last one ends the text where `isFinished`.
    public let ids: [Int32]
    /// ln p of all new ids together, by the model's own probabilities.
    public let logProbability: Double
    public let isFinished: Bool

    /// What beams are ranked by: the log-probability, divided by a power of the length.
    public func score(lengthPower: Double) -> Double {
      lengthPower == 0 || ids.isEmpty
        ? logProbability : logProbability / Double.pow(Double(ids.count), lengthPower)
    }
  }

  /// Searches for likely texts: at every step all beams are extended by every token, and the best few live on.
  ///
  /// One beam is the greedy choice. Beams see what greedy choice cannot, that a less likely token may have a
  /// likely future; they find the likeliest text for sure only where they keep everything. A finished text
  /// keeps its place among the beams until better ones take it.
  ///
  /// - Parameters:
  ///   - prompt: at least one id.
  ///   - count: the beams that live on.
  ///   - lengthPower: 0 ranks by probability, which favours short texts; 1 by the mean of a token.
  /// - Returns: the last beams, best first; ties go to the one that was ahead, then to the lower id.
  /// - Throws: for no prompt, an id outside the vocabulary, a count below 1, scores that are no numbers, or
  ///   more tokens than the context has room for.
  /// - Complexity: each step is a pass for every beam that is not finished, and a copy of its cache.
  public func beams(
    after prompt: [Int32], count: Int, maximumNewTokens: Int, lengthPower: Double = 0
  ) throws(InferenceError) -> [Beam] {
    guard count > 0 else { throw .unsupported("a search with \(count) beams finds nothing") }
    guard !prompt.isEmpty else { throw .tooFewIDs(count: 0, needed: 1) }
    guard maximumNewTokens > 0 else { return [Beam(ids: [], logProbability: 0, isFinished: false)] }
    let (sum, overflows) = prompt.count.addingReportingOverflow(maximumNewTokens - 1)
    let capacity = overflows ? .max : sum
    if let limit = decoder.configuration.positionLimit, capacity > limit {
      throw .tooManyIDs(count: capacity, limit: limit)
    }
    let cache = try decoder.makeCache(
      capacity: min(capacity, prompt.count + Self.room), precision: cachePrecision)
    let scores = try decoder.append(prompt, to: cache)
    var states = [
      BeamState(
        beam: Beam(ids: [], logProbability: 0, isFinished: false), cache: cache,
        logProbabilities: try Self.logProbabilities(ofScores: scores.array))
    ]
    for step in 1...maximumNewTokens {
      let best = Self.extensions(of: states, count: count, endings: endOfTextIDs).sorted {
        let (a, b) = (
          $0.beam.score(lengthPower: lengthPower), $1.beam.score(lengthPower: lengthPower)
        )
        return a != b
          ? a > b : ($0.parent, $0.beam.ids.last ?? 0) < ($1.parent, $1.beam.ids.last ?? 0)
      }.prefix(count)
      var next: [BeamState] = []
      for (beam, parent) in best {
        guard !beam.isFinished, step < maximumNewTokens, let id = beam.ids.last else {
          next.append(BeamState(beam: beam, cache: nil, logProbabilities: []))
          continue
        }
        guard let old = states[parent].cache else { continue }
        let own = try decoder.grow(old, to: min(capacity, old.count + Self.room))
        let scores = try decoder.append([id], to: own)
        next.append(
          BeamState(
            beam: beam, cache: own,
            logProbabilities: try Self.logProbabilities(ofScores: scores.array)))
      }
      states = next
      if states.allSatisfy(\.beam.isFinished) { break }
    }
    return states.map(\.beam)
  }

  /// The tokens that a beam's cache has room for beyond those that it holds; it is copied at every step.
  private static var room: Int { 16 }

  /// A beam, and what is needed to extend it.
  private struct BeamState {
    let beam: Beam
    let cache: KeyValueCache?
    let logProbabilities: [Double]
  }

  /// All beams made longer by their likeliest tokens, and the finished ones as they are.
  ///
  /// - Parameter count: tokens for each beam: no more of one can be among as many best.
  private static func extensions(
    of states: [BeamState], count: Int, endings: Set<Int32>
  ) -> [(beam: Beam, parent: Int)] {
    states.enumerated().flatMap { parent, state -> [(beam: Beam, parent: Int)] in
      guard !state.beam.isFinished else { return [(state.beam, parent)] }
      return likeliest(state.logProbabilities, count: count).map { id in
        (
          Beam(
            ids: state.beam.ids + [Int32(id)],
            logProbability: state.beam.logProbability + state.logProbabilities[id],
            isFinished: endings.contains(Int32(id))), parent
        )
      }
    }
  }

  /// The ids of the highest values, the lower id among equals; none of −∞.
  private static func likeliest(_ values: [Double], count: Int) -> [Int] {
    var best: [Int] = []
    for (id, value) in values.enumerated() where value > -.infinity {
      if best.count == count, value <= values[best[count - 1]] { continue }
      let place = best.firstIndex { values[$0] < value } ?? best.count
      best.insert(id, at: place)
      if best.count > count { best.removeLast() }
    }
    return best
  }
}
