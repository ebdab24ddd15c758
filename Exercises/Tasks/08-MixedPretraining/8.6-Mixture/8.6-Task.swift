//: # The mixture, chosen small
//: capstone, 60 minutes
//:
//: A run is to read 64,000 bytes of two kinds of text, and you say which share of them comes from
//: your field. You get 15 small runs: a 16th, an eighth and a quarter of the bytes, each at five
//: shares, with the bits per byte that each needs for unseen text of the field and for unseen
//: general text. You also get how much text of the field there is at all, and how much the field's
//: loss weighs; general text weighs the rest.
//:
//: The check trains a model at your share and compares its weighted loss with the best of eleven
//: shares, all trained at full size. You may be 0.02 bits per byte above it. It does so for two
//: fields: of one there is plenty, of the other so little that a large share reads it several
//: times, which no small run did. The model is a small one that learns by counting: what it has
//: read once, it has learned.
//:
//: Why: nobody searches mixtures at full size. Small runs are cheap, but what is scarce at full size
//: is not scarce in them (Muennighoff et al. 2023).
//:
//: ## Hints
//:
//: 1. For each run work out the bytes of the field that it read, and those of general text. How does
//:    each loss go with the logarithm of each?
//: 2. A plane is enough: loss = a + b·ln(field bytes) + c·ln(general bytes). Fit one to the field's
//:    losses and one to the general ones, three constants each, by least squares over all runs.
//: 3. At full size a share s reads s · bytes of the field, but no more than there are can teach
//:    anything: put min(s · bytes, fieldBytes) into the plane.
//: 4. Compare the weighted sum of both planes for all shares from 0.01 to 0.99, and take the lowest.

import Corpora
import ExerciseKit
import Foundation

extension Chapter08 {
  /// A small run: the field's share, the bytes that it read, and the bits per byte that it needs for
  /// unseen text of the field and for unseen general text.
  public typealias MixtureRun = (
    share: Double, bytes: Double, fieldLoss: Double, generalLoss: Double
  )

  /// From small runs, the bytes of the large one, the field's text there is, and the weight of the
  /// field's loss, to the field's share.
  public typealias MixtureChoice = (
    _ runs: [MixtureRun], _ bytes: Double, _ fieldBytes: Double, _ fieldWeight: Double
  ) throws -> Double

  /// The sentences for what goes wrong with mixtures.
  enum MixtureFault {
    static let percent = "you gave a percentage: a share is from 0 to 1"
    static let weight = "you took the weight for the share: the runs decide"
    static let deaf = "your share does not depend on what the runs need"
    static let weightless = "your share does not depend on the weight of the field's loss"
    static let proxy =
      "you took the best share of the small runs: they had no need to read a text twice"
    static let repeated =
      "your share does not depend on how much text of the field there is: read again, it teaches little"
    static let turned = "you gave general text's share: asked is the field's"
  }

  public static let mixture = Exercise<MixtureChoice>(capstone: { choose, bench in
    bench.underWay("training small runs, and eleven large ones for each of two fields")
    let studies = MixtureTrial.studies
    let shares = try studies.map { study -> Double in
      let share = try choose(
        study.proxies, Double(study.bytes), Double(study.trial.field.count), study.trial.weight)
      try Expect.that(
        share >= 0 && share <= 1, "a share lies from 0 to 1, this is \(share)",
        otherwise: share > 1 && share <= 100 ? MixtureFault.percent : nil)
      return share
    }
    for (study, share) in zip(studies, shares) {
      bench.underWay(
        String(
          format: "training at your share, %.3f; the best of the search is %.2f", share,
          study.best.share))
      let loss = study.trial.loss(study.trial.run(share: share, bytes: study.bytes))
      let above = loss - study.best.loss
      try bench.expect(
        "bits per byte above the best of a search", above, .atMost, 0.02,
        otherwise: above > 0.02 ? try fault(choose, studies, shares) : nil)
    }
  })

  /// What a share hangs on, or does not, where it is not good.
  private static func fault(
    _ choose: MixtureChoice, _ studies: [MixtureTrial.Study], _ shares: [Double]
  ) throws -> String? {
    func all(_ condition: (MixtureTrial.Study, Double) throws -> Bool) rethrows -> Bool {
      try zip(studies, shares).allSatisfy(condition)
    }
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 0.006 }
    func asked(
      _ study: MixtureTrial.Study, _ runs: [MixtureRun]? = nil, fieldBytes: Double? = nil,
      weight: Double? = nil
    ) throws -> Double {
      try choose(
        runs ?? study.proxies, Double(study.bytes), fieldBytes ?? Double(study.trial.field.count),
        weight ?? study.trial.weight)
    }
    if all({ near($1, $0.trial.weight) }) { return MixtureFault.weight }
    // Shares and losses of both texts in each other's places: the field is now what the other was.
    let isDeaf = try all { study, share in
      let turned = study.proxies.map { (1 - $0.share, $0.bytes, $0.generalLoss, $0.fieldLoss) }
      let steep = study.proxies.map {
        ($0.share, $0.bytes, $0.fieldLoss - 3 * $0.share, $0.generalLoss)
      }
      return try near(asked(study, turned), share) && near(asked(study, steep), share)
    }
    if isDeaf { return MixtureFault.deaf }
    if try all({ try near(asked($0, weight: 0.97), $1) && near(asked($0, weight: 0.03), $1) }) {
      return MixtureFault.weightless
    }
    let isProxy = all { study, share in
      let largest = study.proxies.map(\.bytes).max() ?? 0
      func loss(_ run: MixtureRun) -> Double {
        study.trial.weight * run.fieldLoss + (1 - study.trial.weight) * run.generalLoss
      }
      let best = study.proxies.filter { $0.bytes == largest }.min { loss($0) < loss($1) }
      return near(best?.share ?? -1, share)
    }
    if isProxy { return MixtureFault.proxy }
    if try all({ near(try asked($0, fieldBytes: 1_000), $1) }) { return MixtureFault.repeated }
    let isTurned = try all { study, share in
      try asked(study, weight: 0.97) < share && share < asked(study, weight: 0.03)
    }
    return isTurned ? MixtureFault.turned : nil
  }
}
