import Foundation
import Groundwork
import ScalingLaws

/// Runs on mixtures whose losses known laws make up.
struct SyntheticMixtures {
  let domains: [String]
  /// A law a text; there are as many texts as domains, and each one's own domain helps it most.
  let laws: [MixtureLaw]
  var stream: RandomStream

  init(_ count: Int, form: MixtureForm = .exponential, seed: UInt64 = 1) {
    var stream = RandomStream(seed: seed)
    domains = (0..<count).map { "d\($0)" }
    let lift = form.takesLogarithms ? 0.15 : 1.0
    laws = (0..<count).map { own in
      MixtureLaw(
        form, floor: (form.hasFloor ? 1 : 4) + 2 * stream.uniform(),
        scale: form.hasFloor ? 0.4 + 0.6 * stream.uniform() : 1,
        rates: (0..<count).map { domain in
          lift * (domain == own ? -1.5 - 2 * stream.uniform() : -0.4 + 0.8 * stream.uniform())
        })
    }
    self.stream = stream
  }

  /// A mixture: even over all of them, or with no share below a least one.
  mutating func mixture(least: Double = 0) -> [Double] {
    let parts = domains.map { _ in -log(1 - stream.uniform()) }
    let sum = parts.reduce(0, +)
    let room = 1 - least * Double(domains.count)
    return parts.map { least + room * $0 / sum }
  }

  /// Runs on drawn mixtures, several seeds of each.
  mutating func table(
    mixtures: Int, noise: Double = 0, seeds: Int = 1, least: Double = 0
  ) throws -> MixtureTable {
    var runs: [MixtureRun] = []
    for number in 0..<mixtures {
      let shares = mixture(least: least)
      for seed in 0..<seeds {
        var run = MixtureRun(
          "m\(number)", shares: shares,
          losses: laws.map { $0.loss(shares) + noise * stream.normal() })
        run.seed = UInt64(seed)
        runs.append(run)
      }
    }
    return try MixtureTable(domains: domains, texts: domains, runs: runs)
  }
}

extension MixtureTable {
  /// The table as a CSV file with a row a run.
  func csv(extra: [(name: String, value: (Int) -> String)] = []) -> String {
    let header =
      ["name"] + domains.map { "share." + $0 } + texts.map { "loss." + $0 } + extra.map(\.name)
    let rows = runs.enumerated().map { place, run in
      [run.name] + run.shares.map { "\($0)" } + run.losses.map { "\($0)" }
        + extra.map { $0.value(place) }
    }
    return ([header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }
}
