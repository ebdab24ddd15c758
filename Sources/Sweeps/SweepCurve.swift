import Foundation
import ScalingLaws
import Training

/// The losses along one run's training, as rows of a table: the run's name and size, and the tokens,
/// compute and held-out loss so far.
struct SweepCurve {
  private(set) var rows: [TrainingRun] = []
  private let run: SweepRun
  private let wanted: Set<Int>

  /// Where it is looked: closer together towards the end, where the learning rate falls.
  static let shares = [0.04, 0.08, 0.15, 0.25, 0.4, 0.6, 0.8, 0.9]

  init(_ run: SweepRun, isKept: Bool) {
    self.run = run
    let steps = run.training.steps
    wanted =
      isKept
      ? Set(Self.shares.map { Int(($0 * Double(steps)).rounded()) }).subtracting([0, steps]) : []
  }

  func wants(_ step: Int) -> Bool { wanted.contains(step) }

  mutating func append(_ loss: Double, _ step: Int) {
    let tokens = Double(step) * Double(run.training.tokensPerStep)
    rows.append(
      TrainingRun(
        run.name, parameters: run.parameters, tokens: tokens, loss: loss,
        seed: run.training.seed))
  }
}

extension Sweep {
  /// The curves of a file that `curves` named: rows of one name are one run's, in the order of its
  /// training; no rows where there is no file.
  ///
  /// A run whose sweep was killed between its curve and its result was made twice, and is alike.
  ///
  /// - Throws: `FileError`, `ScalingError`.
  public static func curves(_ path: String) throws -> [TrainingRun] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    var seen: Set<String> = []
    return try RunTable.read(path).runs.filter { seen.insert("\($0.name) \($0.tokens)").inserted }
  }
}
