import ExerciseKit
import Foundation

extension Chapter07 {
  static var valleyFloorProperties: Properties<ValleyFloor> {
    typealias Question = [(parameters: Double, loss: Double)]
    func made(_ best: Double, _ width: Double, _ sizes: [Double]) -> Question {
      sizes.map { ($0, 3 + width * pow(log($0 / best), 2)) }
    }
    let questions: [Question] = [
      [(5e7, 3.2), (1e8, 3.1), (3e8, 3.15)], [(4e6, 4.1), (9e6, 4), (1e7, 4.2)],
      [(5e7, 3.1), (1e8, 3.3), (3e8, 3.15)], [(3e8, 3.15), (5e7, 3.2), (1e8, 3.1)],
      [(5e7, 3.1), (1e8, 3.12), (3e8, 3.5)], [(4e7, 3.9), (6e7, 3.6), (5e8, 2.8)],
      [(1e8, 2), (2e8, 2.3), (4e8, 3.1)], [(2e8, 3), (1e8, 2.9), (7e8, 2.5)],
      made(1e8, 0.1, [5e7, 1e8, 2e8]), made(7e7, 0.1, [5e7, 1e8, 2e8]),
      made(3e8, 0.02, [5e8, 4e7, 6e7]), made(1e8, -0.1, [5e7, 1e8, 2e8]),
      [(1e6, 4), (1e7, 3), (1e8, 2)], made(2e9, 0.05, [1e8, 2e8, 5e8]),
    ]
    let laws: [ExerciseKit.Law<Question, Double?>] = [
      ExerciseKit.Law("a valley has a floor") { runs, size in
        size == nil && curvature(runs) > 1e-6
          ? "you give nil for \(text(runs)), through which a valley goes" : nil
      },
      ExerciseKit.Law("a hill has none") { runs, size in
        guard let size, curvature(runs) < -1e-6 else { return nil }
        return
          "you give \(written(size)) for \(text(runs)), through which a hill goes, not a valley"
      },
      ExerciseKit.Law("a straight line has none") { runs, size in
        guard let size, abs(curvature(runs)) < 1e-6 else { return nil }
        return "you give \(written(size)) for \(text(runs)), which lie on a straight line over ln N"
      },
      ExerciseKit.Law("a size is a number above 0") { runs, size in
        guard let size, !(size > 0 && size.isFinite) else { return nil }
        return "you give \(size) for \(text(runs)): a size is a number above 0"
      },
      ExerciseKit.Law("the parabola is lowest there") { runs, size in
        guard let size, let right = try? Tasks07.valleyFloor(runs),
          abs(size / right - 1) > 1e-6
        else { return nil }
        let sizes = runs.map(\.parameters)
        if sizes.contains(size) {
          return
            "you give the size of one of the runs; the parabola through them is lowest elsewhere, "
            + "for \(text(runs))"
        }
        if abs(size - log(right)) < 1e-6 * size {
          return "your answers are logarithms of sizes"
        }
        return nil
      },
    ]
    let variations: [Variation<Question>] = [
      .each("every loss 1 higher", of: \.self) { ($0.parameters, $0.loss + 1) },
      .each("every loss doubled", of: \.self) { ($0.parameters, 2 * $0.loss) },
      .each("every size doubled", of: \.self) { (2 * $0.parameters, $0.loss) },
      .each("losses with their signs turned", of: \.self, isProbe: false) {
        ($0.parameters, -$0.loss)
      },
      .each("logarithms of the losses", of: \.self, isProbe: false) {
        ($0.parameters, log($0.loss))
      },
      Variation("the runs sorted by their sizes") { $0.sorted { $0.parameters < $1.parameters } },
      Variation("the first run behind the others") { Array($0.dropFirst() + $0.prefix(1)) },
      Variation("the runs with the largest size first") {
        $0.sorted { $0.parameters > $1.parameters }
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("a hill goes through the runs") { curvature($0) < -1e-6 },
      Trait("the runs lie on a line") { abs(curvature($0)) < 1e-6 },
      Trait("there is no valley") { curvature($0) < 1e-6 },
      Trait("a valley goes through the runs") { curvature($0) > 1e-6 },
      Trait("the runs do not stand by their sizes") { runs in
        runs.map(\.parameters) != runs.map(\.parameters).sorted()
      },
      Trait("the floor lies beyond all runs' sizes") { runs in
        guard let size = (try? Tasks07.valleyFloor(runs)).flatMap({ $0 }) else { return false }
        let sizes = runs.map(\.parameters)
        return size < (sizes.min() ?? 0) || size > (sizes.max() ?? 0)
      },
      Trait("the sizes do not double, or the like, from run to run") { runs in
        let sizes = runs.map(\.parameters).sorted()
        return abs(sizes[1] / sizes[0] - sizes[2] / sizes[1]) > 1e-6
      },
      Trait("the middle size has not the lowest loss") { runs in
        let sorted = runs.sorted { $0.parameters < $1.parameters }
        return sorted[1].loss > min(sorted[0].loss, sorted[2].loss)
      },
    ]
    return Properties(
      of: questions, ask: { try $0($1) }, inputs: [], laws: laws,
      variations: variations, traits: traits)
  }

  /// Of the parabola through three runs, over ln N.
  private static func curvature(_ runs: [(parameters: Double, loss: Double)]) -> Double {
    let sorted = runs.sorted { $0.parameters < $1.parameters }
    guard sorted.count == 3 else { return 0 }
    let (x, y) = (sorted.map { log($0.parameters) }, sorted.map(\.loss))
    let slopes = [(y[1] - y[0]) / (x[1] - x[0]), (y[2] - y[1]) / (x[2] - x[1])]
    return (slopes[1] - slopes[0]) / (x[2] - x[0])
  }

  private static func text(_ runs: [(parameters: Double, loss: Double)]) -> String {
    "sizes of " + runs.map { String(format: "%g", $0.parameters) }.joined(separator: ", ")
      + " with losses of " + runs.map { written($0.loss) }.joined(separator: ", ")
  }
}
