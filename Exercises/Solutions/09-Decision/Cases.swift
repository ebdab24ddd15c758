import ExerciseKit
import Exercises09
import Foundation
import Groundwork

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      Chapter09.breakEven,
      learner: Exercises09.breakEven(fixedDollars:ownDollarsPerMillion:otherDollarsPerMillion:),
      solution: breakEven(fixedDollars:ownDollarsPerMillion:otherDollarsPerMillion:),
      mistakes: [
        KnownMistake("you left out what the own model's tokens cost") { fixed, _, other in
          fixed / other * 1e6
        },
        KnownMistake("you counted millions of tokens, not tokens") { fixed, own, other in
          other > own ? fixed / (other - own) : nil
        },
        KnownMistake("you forgot the case of never: a negative or endless number is no answer") {
          fixed, own, other in
          fixed / (other - own) * 1e6
        },
        KnownMistake("you dropped the sign of the difference: dearer tokens never pay") {
          fixed, own, other in
          own == other ? nil : fixed / abs(other - own) * 1e6
        },
        KnownMistake("you added the two prices: what is saved is their difference") {
          fixed, own, other in
          other > own ? fixed / (other + own) * 1e6 : nil
        },
      ]),
    ExerciseCase(
      Chapter09.trainingCost,
      learner: Exercises09.trainingCost(
        steps:secondsPerStep:devices:dollarsPerDeviceHour:continuedShare:),
      solution: trainingCost(steps:secondsPerStep:devices:dollarsPerDeviceHour:continuedShare:),
      mistakes: [
        KnownMistake("you counted the hours on the wall, not those of every device") {
          steps, seconds, _, price, share in
          bill(steps * seconds / 3600, price, share)
        },
        KnownMistake("you counted device-seconds: an hour has 3,600 of them") {
          bill($0 * $1 * $2, $3, $4)
        },
        KnownMistake("you counted device-minutes: an hour has 60 of them") {
          bill($0 * $1 * $2 / 60, $3, $4)
        },
        KnownMistake("you charged for the tokens that are saved, not for those that are trained") {
          bill($0 * $1 * $2 / 3600, $3, 1 - $4)
        },
        KnownMistake("you charged for training from scratch as well: somebody else has paid that") {
          bill($0 * $1 * $2 / 3600, $3, 1 + $4)
        },
      ]),
    ExerciseCase(
      Chapter09.rankModels, learner: Exercises09.rankModels, solution: rankModels,
      mistakes: [
        KnownMistake("you still compare losses per token, and every tokenizer has its own tokens") {
          ranked($0) { $0.nats / Double($0.tokens) }
        },
        KnownMistake("you put the worst model first: fewer bits per byte are better") {
          ranked($0) { -$0.nats / Double($0.bytes) }
        },
        KnownMistake("you compared summed losses: whoever read less text wins") {
          ranked($0) { $0.nats }
        },
        KnownMistake("you ranked by how few tokens a byte takes: that judges the tokenizer alone") {
          ranked($0) { Double($0.tokens) / Double($0.bytes) }
        },
      ]),
    differenceIntervalCase, idleServerCase,
  ]
}

private var differenceIntervalCase: ExerciseCase {
  /// The sorted means of 2,000 rounds, each of as many draws from the differences as there are.
  func means(_ own: [Double], _ other: [Double], _ seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed)
    let differences = zip(own, other).map { $0 - $1 }
    return (0..<2_000).map { _ in
      mean(differences.map { _ in differences[stream.index(below: differences.count)] })
    }.sorted()
  }
  return ExerciseCase(
    Chapter09.differenceInterval, learner: Exercises09.differenceInterval(own:other:seed:),
    solution: differenceInterval(own:other:seed:),
    mistakes: [
      KnownMistake("you still ask the two models about different documents") { own, other, seed in
        var stream = RandomStream(seed: seed)
        let rounds = (0..<2_000).map { _ in
          mean(own.map { _ in own[stream.index(below: own.count)] })
            - mean(other.map { _ in other[stream.index(below: other.count)] })
        }.sorted()
        return (rounds[50], rounds[1_949])
      },
      KnownMistake("you cut a twentieth off both ends: that leaves 90 of 100, not 95") {
        let rounds = means($0, $1, $2)
        return (rounds[100], rounds[1_899])
      },
      KnownMistake("you cut nothing off: the ends grow with the number of rounds") {
        let rounds = means($0, $1, $2)
        return (rounds[0], rounds[1_999])
      },
      KnownMistake("you subtracted the own model from the other") {
        let rounds = means($1, $0, $2)
        return (rounds[50], rounds[1_949])
      },
      KnownMistake("you drew each document once: then every round has the same mean") {
        own, other, _ in
        (mean(own) - mean(other), mean(own) - mean(other))
      },
      KnownMistake("you gave the spread of single documents, not that of their mean") {
        own, other, _ in
        let sorted = zip(own, other).map { $0 - $1 }.sorted()
        return (sorted[sorted.count / 40], sorted[sorted.count - 1 - sorted.count / 40])
      },
    ])
}

private var idleServerCase: ExerciseCase {
  /// From the devices' price of an hour, the tokens of a busy hour, the busy share and a hosted price.
  func wrong(
    _ sentence: String,
    price: @escaping (_ hour: Double, _ tokens: Double, _ busy: Double) -> Double = {
      $0 / ($1 * $2) * 1e6
    },
    needed: @escaping (_ fullLoad: Double, _ hosted: Double, _ busy: Double) -> Double? = {
      fullLoad, hosted, _ in fullLoad <= hosted ? fullLoad / hosted : nil
    }, countsDevices: Bool = true, secondsPerHour: Double = 3_600
  ) -> KnownMistake<Chapter09.IdleServer> {
    KnownMistake(sentence) { devices, hourly, tokensPerSecond, busy, hosted in
      let hour = (countsDevices ? devices : 1) * hourly
      let tokens = tokensPerSecond * secondsPerHour
      return (price(hour, tokens, busy), needed(hour / tokens * 1e6, hosted, busy))
    }
  }
  return ExerciseCase(
    Chapter09.idleServer,
    learner: Exercises09.idleServer(
      devices:dollarsPerDeviceHour:tokensPerSecond:busyShare:hostedDollarsPerMillion:),
    solution: idleServer(
      devices:dollarsPerDeviceHour:tokensPerSecond:busyShare:hostedDollarsPerMillion:),
    mistakes: [
      wrong(
        "you paid for busy hours only: a server that waits costs as much",
        price: { hour, tokens, _ in hour / tokens * 1e6 }),
      wrong(
        "you made tokens cheaper where servers wait: the fewer there are, the dearer is each",
        price: { $0 / $1 * $2 * 1e6 }),
      wrong("you paid for one device: tokensPerSecond takes all of them", countsDevices: false),
      wrong("you gave an hour 60 seconds: it has 3,600", secondsPerHour: 60),
      wrong("you gave the price of one token, not of a million", price: { $0 / ($1 * $2) }),
      wrong(
        "you gave the price at this load by the hosted one, not the load of equal prices",
        needed: { fullLoad, hosted, busy in
          fullLoad <= hosted ? fullLoad / busy / hosted : nil
        }),
      wrong(
        "you gave a share of more than 1: no server is busy longer than always, so return nil",
        needed: { fullLoad, hosted, _ in fullLoad / hosted }),
    ])
}

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

private func bill(
  _ hours: Double, _ price: Double, _ share: Double
) -> (deviceHours: Double, dollars: Double, continuedDollars: Double) {
  (hours, hours * price, hours * price * share)
}

private func ranked(
  _ models: [Chapter09.Evaluation], by measure: (Chapter09.Evaluation) -> Double
) -> [Int] {
  let values = models.map(measure)
  return values.indices.sorted { values[$0] < values[$1] }
}
