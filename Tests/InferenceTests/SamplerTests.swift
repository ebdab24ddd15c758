import Groundwork
import Inference
import TestSupport
import XCTest

final class SamplerTests: XCTestCase {
  private let logits: [Float] = [1, 3, 2, 3, -.infinity, 0]

  func testGreedyTakesTheLowestIDAmongEquals() throws {
    var sampler = Sampler.greedy
    XCTAssertEqual(try sampler.sample(logits), 1)
    XCTAssertEqual(try sampler.distribution(logits), [0, 1, 0, 0, 0, 0])
    XCTAssertEqual(try sampler.sample([-5]), 0)
    XCTAssertEqual(sampler.stream, Sampler.greedy.stream, "greedy draws nothing")
  }

  func testTemperatureIsTheSoftmaxOfScaledScores() throws {
    for temperature in [0.5, 1, 4] {
      let p = try Sampler(temperature: temperature).distribution(logits)
      let weights = logits.map { Double.exp(Double($0) / temperature) }
      let total = weights.reduce(0, +)
      for (id, weight) in weights.enumerated() {
        XCTAssertEqual(p[id], weight / total, accuracy: 1e-12)
      }
      XCTAssertEqual(p[4], 0)
    }
    let huge = try Sampler(temperature: 1e-3).distribution([300, 200])
    XCTAssertEqual(huge, [1, 0], "no overflow")
  }

  func testTopKBreaksTiesByID() throws {
    let one = try Sampler(topK: 1).distribution(logits)
    XCTAssertEqual(one, [0, 1, 0, 0, 0, 0])
    let three = try Sampler(topK: 3).distribution(logits)
    let total = 2 * Double.exp(3) + Double.exp(2)
    XCTAssertEqual(three[1], Double.exp(3) / total, accuracy: 1e-12)
    XCTAssertEqual(three[2], Double.exp(2) / total, accuracy: 1e-12)
    XCTAssertEqual([three[0], three[4], three[5]], [0, 0, 0])
    XCTAssertEqual(
      try Sampler(topK: 100).distribution(logits), try Sampler().distribution(logits))
  }

  func testTopPKeepsTheFewestThatReachIt() throws {
    // ln of ½, ¼, ⅛, ⅛.
    let halves: [Float] = [0.5, 0.25, 0.125, 0.125].map { Float(Double.log($0)) }
    func kept(_ p: Double, topK: Int? = nil) throws -> [Int] {
      let result = try Sampler(topK: topK, topP: p).distribution(halves)
      XCTAssertEqual(result.reduce(0, +), 1, accuracy: 1e-12)
      return result.indices.filter { result[$0] > 0 }
    }
    XCTAssertEqual(try kept(1e-9), [0])
    XCTAssertEqual(try kept(0.49), [0])
    XCTAssertEqual(try kept(0.51), [0, 1])
    XCTAssertEqual(try kept(0.76), [0, 1, 2])
    XCTAssertEqual(try kept(0.9), [0, 1, 2, 3])
    XCTAssertEqual(try kept(1), [0, 1, 2, 3])
    // Of what top-k leaves, ⅔ and ⅓.
    XCTAssertEqual(try kept(0.65, topK: 2), [0])
    XCTAssertEqual(try kept(0.68, topK: 2), [0, 1])
  }

  func testRepetitionPenalty() throws {
    let sampler = try Sampler(repetitionPenalty: 2)
    XCTAssertEqual(
      try sampler.distribution([2, -1, 0], previous: [0, 0, 1, 77, -3]),
      try Sampler().distribution([1, -2, 0]))
  }

  /// The same steps with everything sorted, on large vocabularies with long tails and ties.
  func testCutsAreThoseOfTheSlowVersion() throws {
    var stream = RandomStream(seed: 12)
    for round in 0..<60 {
      let scores = (0..<3_000).map { _ in Float((8 * stream.normal()).rounded() / 4) }
      let topK = stream.uniform() < 0.5 ? nil : 1 + stream.index(below: 400)
      let topP = stream.uniform() < 0.4 ? nil : 0.02 + 0.97 * stream.uniform()
      let minP = stream.uniform() < 0.6 ? nil : 0.3 * stream.uniform()
      let temperature = 0.3 + 2 * stream.uniform()
      let largest = Double(scores.max() ?? 0)
      let weights = scores.map { Double.exp((Double($0) - largest) / temperature) }
      let order = weights.indices.sorted {
        weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1
      }
      var kept = Array(order.prefix(topK ?? 3_000))
      let reach = (topP ?? 1) * kept.reduce(0) { $0 + weights[$1] }
      var sum = 0.0
      if topP != nil {
        kept = Array(
          kept.prefix { id in
            defer { sum += weights[id] }
            return sum < reach
          })
      }
      kept.removeAll { weights[$0] < (minP ?? 0) }
      let total = kept.reduce(0) { $0 + weights[$1] }
      let isKept = Set(kept)
      let p = try Sampler(temperature: temperature, topK: topK, topP: topP, minP: minP)
        .distribution(scores)
      for id in weights.indices {
        let expected = isKept.contains(id) ? weights[id] / total : 0
        guard abs(p[id] - expected) > 1e-12 else { continue }
        return XCTFail("round \(round), id \(id): \(p[id]), not \(expected)")
      }
    }
  }

  func testPresenceAndFrequencyPenalties() throws {
    let previous: [Int32] = [0, 0, 1, 77, -3]
    XCTAssertEqual(
      try Sampler(presencePenalty: 0.5).distribution([2, -1, 0], previous: previous),
      try Sampler().distribution([1.5, -1.5, 0]))
    XCTAssertEqual(
      try Sampler(frequencyPenalty: 0.5).distribution([2, -1, 0], previous: previous),
      try Sampler().distribution([1, -1.5, 0]))
    var greedy = try Sampler(temperature: 0, frequencyPenalty: 1.2)
    XCTAssertEqual(try greedy.sample([2, 0.5, 0], previous: previous), 2)
    assertThrows(try Sampler(presencePenalty: .nan), InferenceError.self, "a penalty is nan")
    assertThrows(
      try Sampler(frequencyPenalty: .infinity), InferenceError.self, "a penalty is inf")
  }

  /// 20,000 draws lie within five standard errors of the distribution.
  func testDrawsFollowTheDistribution() throws {
    var sampler = try Sampler(temperature: 1.3, topK: 4, seed: 9)
    let p = try sampler.distribution(logits)
    var counts = [Double](repeating: 0, count: logits.count)
    let draws = 20_000.0
    for _ in 0..<Int(draws) { counts[Int(try sampler.sample(logits))] += 1 }
    for (id, probability) in p.enumerated() {
      let error = (probability * (1 - probability) / draws).squareRoot()
      XCTAssertEqual(counts[id] / draws, probability, accuracy: 5 * error)
    }
  }

  func testTheSameSeedDrawsTheSame() throws {
    func draws(_ seed: UInt64) throws -> [Int32] {
      var sampler = try Sampler(seed: seed)
      return try (0..<50).map { _ in try sampler.sample(logits) }
    }
    XCTAssertEqual(try draws(1), try draws(1))
    XCTAssertNotEqual(try draws(1), try draws(2))
  }

  func testEntropyRisesWithTheTemperature() throws {
    var last = -1.0
    for temperature in [0, 0.3, 0.7, 1, 2, 10] {
      let distribution = try Sampler(temperature: temperature).distribution(logits)
      let entropy = -distribution.reduce(0) { $1 > 0 ? $0 + $1 * Double.log($1) : $0 }
      XCTAssertGreaterThan(entropy, last)
      last = entropy
    }
    XCTAssertLessThan(last, Double.log(5))
  }

  func testWhatIsImpossible() {
    assertThrows(try Sampler(temperature: -1), InferenceError.self, "the temperature is -1.0")
    assertThrows(try Sampler(temperature: .nan), InferenceError.self, "the temperature is nan")
    assertThrows(try Sampler(topK: 0), InferenceError.self, "top-k is 0")
    for topP in [0, -1, 1.1, .nan] {
      assertThrows(try Sampler(topP: topP), InferenceError.self, "top-p is \(topP)")
    }
    assertThrows(
      try Sampler(repetitionPenalty: 0), InferenceError.self, "the repetition penalty is 0.0")
    for bad in [[1, Float.nan], [.infinity, 0], [-.infinity, -.infinity], []] {
      var sampler = Sampler.greedy
      assertThrows(
        try sampler.sample(bad), InferenceError.self,
        bad.isEmpty ? "0 tokens are too few" : "is no number", note: "\(bad)")
      assertThrows(
        try Sampler(topP: 0.5).distribution(bad), InferenceError.self,
        bad.isEmpty ? "0 tokens are too few" : "is no number", note: "\(bad)")
    }
  }
}
