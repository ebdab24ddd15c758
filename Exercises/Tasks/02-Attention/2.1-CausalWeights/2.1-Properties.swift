import ExerciseKit
import Foundation
import Groundwork

extension Chapter02 {
  static var causalWeightsProperties: Properties<CausalWeights> {
    typealias Question = [[Double]]
    var stream = RandomStream(seed: 21)
    let drawn: [Question] = [3, 4, 5, 3, 4].map { count in
      (0..<count).map { _ in
        (0..<count).map { _ in (stream.normal() * 8).rounded() / 4 }
      }
    }
    let questions: [Question] =
      drawn + [
        [[0, 1], [2, 1]], [[-1, 4], [-2, -1]], [[1, 2, 3], [1, 1, 9], [2, 2, 2]],
        [[-3, -1, 0], [-2, -4, -1], [-1, -5, -2]], [[0, 0, 0], [0, 3, 0], [3, 0, 0]],
        [[700, 0], [700, 701]], [[2]],
      ]
    let laws: [Law<Question, [[Double]]>] = [
      Law("weights are numbers, and none is below 0") { scores, weights in
        for (t, row) in weights.enumerated() {
          if let place = row.firstIndex(where: { !$0.isFinite }) {
            return
              "the weight of position \(t) for \(place) is no number, for the scores \(scores[t])"
          }
          if let least = row.min(), least < 0 {
            return "position \(t) has a weight below 0: \(written(least))"
          }
        }
        return nil
      },
      Law("no position sees a later one") { _, weights in
        for (t, row) in weights.enumerated() {
          if let later = row.indices.first(where: { $0 > t && row[$0] != 0 }) {
            return "position \(t) sees position \(later), which comes later, with the weight "
              + written(row[later])
          }
        }
        return nil
      },
      Law("a position sees all up to itself") { scores, weights in
        for (t, row) in weights.enumerated() {
          let visible = scores[t].prefix(t + 1)
          guard let most = visible.max(), let least = visible.min(), most - least < 30 else {
            continue
          }
          if let blind = row.prefix(t + 1).firstIndex(of: 0) {
            return "position \(t) gives position \(blind) no weight, though it may see "
              + (blind == t ? "itself" : "it")
          }
        }
        return nil
      },
      Law("the weights of a row add up to 1") { _, weights in
        for (t, row) in weights.enumerated() {
          let sum = row.reduce(0, +)
          if abs(sum - 1) > 1e-6 {
            return "the weights of position \(t) add up to \(written(sum)), not to 1"
          }
        }
        return nil
      },
      Law("equal scores have equal weights, and a larger score a larger one") { scores, weights in
        for (t, row) in weights.enumerated() {
          for first in 0..<min(t + 1, row.count) {
            for second in 0..<first {
              let (a, b) = (scores[t][second], scores[t][first])
              let gap = row[second] - row[first]
              if a == b, abs(gap) > 1e-9 {
                return "equal scores, \(written(a)), have the weights \(written(row[second])) and "
                  + written(row[first])
              }
              if (a - b) * gap < 0 {
                return
                  "of the scores \(written(a)) and \(written(b)) the larger one has the smaller "
                  + "weight"
              }
              if abs(a - b) > 0.2, abs(a - b) < 20, gap == 0 {
                return "the scores \(written(a)) and \(written(b)) have the same weight"
              }
            }
          }
        }
        return nil
      },
      Law("a score 1 higher has e times the weight") { scores, weights in
        for (t, row) in weights.enumerated() {
          for first in 1..<max(1, min(t + 1, row.count)) {
            let gap = scores[t][first] - scores[t][0]
            guard gap != 0, abs(gap) < 20, row[0] > 0, row[first] > 0 else { continue }
            let factor = pow(row[first] / row[0], 1 / gap)
            if abs(factor - exp(1)) > 1e-4 {
              return "a score that is 1 higher should have e = 2.718 times the weight; between the "
                + "scores \(written(scores[t][0])) and \(written(scores[t][first])) yours has "
                + "\(written(factor)) times for each 1"
            }
          }
        }
        return nil
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("every score 5 higher") { $0.map { $0.map { $0 + 5 } } },
      Variation("every score 1,000 higher") { $0.map { $0.map { $0 + 1_000 } } },
      Variation("other scores in the place of those that come later") { scores in
        scores.enumerated().map { t, row in
          row.indices.map { $0 > t ? row[$0] * 2 - 7 : row[$0] }
        }
      },
      Variation("another score at the beginning of each row") { scores in
        scores.map { [$0[0] + 2] + $0.dropFirst() }
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("a score that is seen is below 0") { visible($0).contains { $0 < 0 } },
      Trait("scores are in the hundreds") { visible($0).contains { $0 > 99 } },
      Trait("a later score is larger than those that are seen") { scores in
        scores.enumerated().contains { t, row in
          (row.dropFirst(t + 1).max() ?? -.infinity) > (row.prefix(t + 1).max() ?? 0)
        }
      },
      Trait("all scores that are seen are below 0") { scores in
        scores.enumerated().contains { t, row in row.prefix(t + 1).allSatisfy { $0 < 0 } }
      },
      Trait("a row has equal scores") { scores in
        scores.enumerated().contains { t, row in Set(row.prefix(t + 1)).count < t + 1 }
      },
      Trait("there are more than two positions") { $0.count > 2 },
      Trait("there is one position") { $0.count == 1 },
    ]
    return Properties(
      of: questions, ask: { try $0($1) }, inputs: [.rows("the scores", \.self)], laws: laws,
      variations: variations, traits: traits)
  }

  private static func visible(_ scores: [[Double]]) -> [Double] {
    scores.enumerated().flatMap { t, row in row.prefix(t + 1) }
  }
}
