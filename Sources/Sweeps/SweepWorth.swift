/// Which runs a law can least do without, where there is no time for all.
///
/// First come the middle sizes of every budget, one seed each: they span the budgets, and fix where each
/// one's best size is. Then the outer sizes, then the run that is held out, for which the dearest budget
/// can stand in, and last the further seeds, which only make cheap runs less noisy. Within each of these
/// the cheaper budgets come first.
enum SweepWorth {
  private static let middleSizes = 3

  /// The rank of each run by its name, 0 for what is needed most.
  static func ranks(_ runs: [SweepRun]) -> [String: Int] {
    var keys: [(group: Int, compute: Double, distance: Int, name: String)] = []
    for budget in budgets(runs) {
      let sizes = Set(budget.map(\.parameters)).sorted()
      let firstSeed = budget.map(\.training.seed).min() ?? 0
      for run in budget {
        let place = sizes.firstIndex(of: run.parameters) ?? 0
        let distance = abs(2 * place - (sizes.count - 1))
        let group =
          run.isHeldOut
          ? 2 : run.training.seed != firstSeed ? 3 : distance < middleSizes ? 0 : 1
        keys.append((group, budget[0].compute, distance, run.name))
      }
    }
    keys.sort {
      ($0.group, $0.compute, $0.distance, $0.name) < ($1.group, $1.compute, $1.distance, $1.name)
    }
    return Dictionary(keys.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
  }

  /// Runs of nearly the same compute, the cheapest first; the held-out run is none of them.
  private static func budgets(_ runs: [SweepRun]) -> [[SweepRun]] {
    var result: [[SweepRun]] = []
    for run in runs.sorted(by: { $0.compute < $1.compute }) {
      if let last = result.last, run.isHeldOut == last[0].isHeldOut,
        run.compute <= 1.1 * last[0].compute
      {
        result[result.count - 1].append(run)
      } else {
        result.append([run])
      }
    }
    return result
  }
}
