import Groundwork

/// Which mixtures a form of law must foretell without having been shown them. Always whole mixtures:
/// runs of one mixture with several seeds would foretell each other.
public enum MixtureHoldOut: Equatable, Sendable {
  /// The marked ones, if there are any; else each in turn, or a tenth in turn where there are more than
  /// twenty.
  case automatic
  /// Those that the table marks; no fit sees them.
  case marked
  /// In turn each of so many parts of the mixtures, drawn by the seed; all others foretell it.
  case folds(Int)
  /// So large a part of the mixtures, drawn by the seed, once. The law itself is then fitted to all.
  case share(Double)

  /// Up to so many mixtures, each is foretold by all others.
  static let mostSingles = 20

  /// For each test the runs that are shown, and those that are not.
  func parts(
    _ table: MixtureTable, seed: UInt64
  ) throws(MixtureLawError) -> (basis: MixtureTest.Basis, parts: [(seen: [Int], hidden: [Int])]) {
    let marked = table.runs.indices.filter { table.runs[$0].isHeldOut }
    let seen = table.runs.indices.filter { !table.runs[$0].isHeldOut }
    let groups = table.subset(seen).mixtures.map { $0.map { seen[$0] } }
    func part(_ hidden: [[Int]]) -> (seen: [Int], hidden: [Int]) {
      let hidden = Set(hidden.flatMap { $0 })
      return (seen.filter { !hidden.contains($0) }, hidden.sorted())
    }
    var order = Array(groups.indices)
    var stream = RandomStream(seed: seed).fork("hold-out")
    order.shuffle(using: &stream)
    switch self {
    case .automatic:
      if !marked.isEmpty { return (.marked, [(seen, marked)]) }
      let count = groups.count
      return try Self.folds(count <= Self.mostSingles ? count : 10).parts(table, seed: seed)
    case .marked:
      guard !marked.isEmpty else {
        throw .impossible("the table marks no mixture as held out")
      }
      return (.marked, [(seen, marked)])
    case .folds(let count):
      guard count >= 2 else { throw .impossible("mixtures are held out in 2 parts at least") }
      let count = min(count, groups.count)
      let parts = (0..<count).map { fold in
        part(order.indices.filter { $0 % count == fold }.map { groups[order[$0]] })
      }
      return (count == groups.count ? .each : .folds(count), parts)
    case .share(let share):
      guard share > 0, share < 1 else {
        throw .impossible("the held-out share of the mixtures is \(share); it lies between 0 and 1")
      }
      let count = max(1, Int((share * Double(groups.count)).rounded()))
      return (.share, [part(order.prefix(count).map { groups[$0] })])
    }
  }
}

extension MixtureFitter {
  /// What a form foretold of mixtures that it was not shown; nil where too few are left to fit to.
  func test(
    _ table: MixtureTable, _ holdOut: MixtureHoldOut, seed: UInt64
  ) throws(MixtureLawError) -> MixtureTest? {
    let (basis, parts) = try holdOut.parts(table, seed: seed)
    var test = MixtureTest(form: form, basis: basis, texts: table.texts.count)
    for part in parts {
      // Without some mixtures a domain may not vary: what then is foretold says nothing of the form.
      guard let laws = try? laws(table.subset(part.seen)) else {
        test.unforetold += part.hidden.count
        continue
      }
      for run in part.hidden {
        let run = table.runs[run]
        test.append(run, predicted: laws.map { $0.loss(run.shares) })
      }
    }
    return test.isEmpty ? nil : test
  }

  /// The same test of every form that the table has mixtures enough for.
  func formTests(
    _ table: MixtureTable, _ holdOut: MixtureHoldOut, seed: UInt64
  ) throws(MixtureLawError) -> [MixtureTest] {
    var tests: [MixtureTest] = []
    for form in MixtureForm.allCases {
      var fitter = self
      fitter.form = form
      guard let test = try fitter.test(table, holdOut, seed: seed) else { continue }
      tests.append(test)
    }
    return tests
  }
}
