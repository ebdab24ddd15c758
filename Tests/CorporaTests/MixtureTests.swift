import Corpora
import Foundation
import Groundwork
import TestSupport
import XCTest

/// Mixtures: in proportion, in whole epochs, and the same from any position.
final class MixtureTests: XCTestCase {
  private func mixture(
    _ sources: [(count: Int, weight: Double)], seed: UInt64 = 1
  ) throws -> Mixture {
    try Mixture(
      sources: sources.enumerated().map {
        .init(name: "s\($0.offset)", count: $0.element.count, weight: $0.element.weight)
      }, seed: seed)
  }

  private func randomSources(_ stream: inout RandomStream) -> [(count: Int, weight: Double)] {
    (0..<(1 + stream.index(below: 6))).map { _ in
      let weights = [1, 0.5, 3, 1e-6, 1e6, stream.uniform() + 0.001]
      return (1 + stream.index(below: 40), weights[stream.index(below: weights.count)])
    }
  }

  /// Every prefix holds each source in its share, to within the number of sources.
  func testEveryPrefixIsInProportion() throws {
    var stream = RandomStream(seed: 6)
    for round in 0..<40 {
      let sources = randomSources(&stream)
      let mixture = try mixture(sources, seed: UInt64(round))
      let total = sources.reduce(0) { $0 + $1.weight }
      var state = MixtureState(mixture: mixture)
      var counts = [Int](repeating: 0, count: sources.count)
      for position in 1...500 {
        counts[state.next(mixture).source] += 1
        for (index, source) in sources.enumerated() {
          XCTAssertEqual(
            Double(counts[index]), Double(position) * source.weight / total,
            accuracy: Double(sources.count) + 1e-6)
        }
      }
      XCTAssertEqual(state.counts, counts)
    }
  }

  /// From a position on, the same as if all before had been drawn.
  func testAnyPositionIsWhereAllDrawsLead() throws {
    var stream = RandomStream(seed: 7)
    for round in 0..<40 {
      let mixture = try mixture(randomSources(&stream), seed: UInt64(round))
      var state = MixtureState(mixture: mixture)
      for position in 0..<300 {
        XCTAssertEqual(MixtureState(mixture: mixture, position: position), state)
        XCTAssertTrue(state.fits(mixture))
        let example = mixture.example(at: position)
        let copy = try JSONDecoder().decode(
          MixtureState.self, from: try JSONEncoder().encode(state))
        XCTAssertEqual(copy, state)
        XCTAssertEqual(state.next(mixture), example)
      }
    }
    // Far away too.
    let far = try mixture([(1_000_003, 1), (17, 0.1), (5, 1e-9)])
    var state = MixtureState(mixture: far, position: 1 << 40)
    XCTAssertEqual(state.counts.reduce(0, +), 1 << 40)
    for step in 1...50 {
      _ = state.next(far)
      XCTAssertEqual(MixtureState(mixture: far, position: 1 << 40 + step), state)
    }
  }

  /// Each epoch of a source holds each of its examples once, in an order of its own.
  func testEpochsAreShuffles() throws {
    for count in [1, 2, 3, 5, 8, 9, 31, 32, 33, 1_000] {
      let mixture = try mixture([(count, 1)])
      var orders: [[Int]] = []
      for epoch in 0..<3 {
        let examples = (0..<count).map { mixture.example(at: epoch * count + $0) }
        XCTAssertEqual(Set(examples.map(\.epoch)), [epoch])
        orders.append(examples.map(\.index))
        XCTAssertEqual(orders[epoch].sorted(), Array(0..<count))
      }
      if count > 30 { XCTAssertEqual(Set(orders).count, 3) }
    }
    // No place is preferred: where the first of eight goes, over many seeds.
    var places = [Int](repeating: 0, count: 8)
    for seed in UInt64(0)..<4_000 {
      places[try mixture([(8, 1)], seed: seed).example(at: 0).index] += 1
    }
    for count in places { XCTAssertEqual(Double(count), 500, accuracy: 5 * 21) }
  }

  func testEpochsAsGiven() throws {
    let sources = [(10, 0.0), (20, 0.0), (4, 0.0)].map {
      Mixture.Source(name: "x", count: $0.0, weight: $0.1)
    }
    let mixture = try Mixture(sources: sources, epochs: [1, 0.5, 3], seed: 2)
    XCTAssertEqual(mixture.length, 32)
    XCTAssertEqual(mixture.epochs(after: 32)[0], 1, accuracy: 0.1)
    XCTAssertEqual(mixture.epochs(after: 32)[1], 0.5, accuracy: 0.05)
    XCTAssertEqual(mixture.epochs(after: 32)[2], 3, accuracy: 0.25)
  }

  func testWhatIsNoMixture() {
    func assert(_ sources: [(Int, Double)], _ error: MixtureError, line: UInt = #line) {
      XCTAssertThrowsError(try mixture(sources.map { ($0.0, $0.1) }), line: line) {
        XCTAssertEqual($0 as? MixtureError, error, line: line)
      }
    }
    assert([], .noSources)
    assert([(0, 1)], .empty(name: "s0"))
    assert([(1, -1)], .weight(name: "s0", -1))
    assert([(1, .infinity)], .weight(name: "s0", .infinity))
    assert([(1, 0), (2, 0)], .noWeight)
    assertThrows(
      try Mixture(sources: [], epochs: [1], seed: 1), MixtureError.self,
      "1 numbers of epochs for 0 sources")
    assertThrows(
      try Mixture(sources: [.init(name: "a", count: 1, weight: 1)], epochs: [.nan], seed: 1),
      MixtureError.self, "weight nan")
  }

  /// A state that another mixture left is told apart.
  func testAStateOfAnotherMixtureDoesNotFit() throws {
    let (a, b) = (try mixture([(5, 1), (5, 1)]), try mixture([(5, 1), (5, 9)]))
    var state = MixtureState(mixture: a)
    for _ in 0..<20 { _ = state.next(a) }
    XCTAssertTrue(state.fits(a))
    XCTAssertFalse(state.fits(b))
  }
}
