import ExerciseKit
import Foundation
import Groundwork
import Tasks09

/// Wrong answers to the exercises of chapter 9.
var mutants09: [Mutants] {
  [
    breakEvenMutants, trainingCostMutants, rankModelsMutants, differenceIntervalMutants,
    idleServerMutants,
  ]
}

private var breakEvenMutants: Mutants {
  @Sendable func right(_ fixed: Double, _ own: Double, _ other: Double) throws -> Double? {
    try breakEven(fixedDollars: fixed, ownDollarsPerMillion: own, otherDollarsPerMillion: other)
  }
  return Mutants(
    "9.1", Chapter09.breakEven, solution: breakEven, mistakes: breakEvenMistakes,
    inputs: ["fixedDollars", "ownDollarsPerMillion", "otherDollarsPerMillion"],
    [
      "prices of a billion tokens": { try right($0, $1, $2).map { $0 * 1_000 } },
      "the saving by the fixed cost": { fixed, own, other in
        other > own ? (fixed > 0 ? (other - own) / fixed * 1e6 : 0) : nil
      },
      "the first million paid at first": { fixed, own, other in
        try right(fixed + own, own, other)
      },
      "half of the fixed cost": { try right($0 / 2, $1, $2) },
      "thousands of tokens, rounded": { fixed, own, other in
        try right(fixed, own, other).map { ($0 / 1_000).rounded() * 1_000 }
      },
      "2²⁰ for a million": { try right($0, $1, $2).map { $0 * 1.048_576 } },
      "no less than 0, and endless for equal prices": { fixed, own, other in
        max(0, fixed / (other - own)) * 1e6
      },
      "the fixed cost times the own price": { fixed, own, other in
        try right(fixed * own, own, other)
      },
      "the mean of the prices": { fixed, own, other in
        other > own ? fixed / ((own + other) / 2) * 1e6 : nil
      },
      "the own price twice": { fixed, own, other in
        other > 2 * own ? fixed / (other - 2 * own) * 1e6 : nil
      },
    ])
}

private var trainingCostMutants: Mutants {
  typealias Answer = (deviceHours: Double, dollars: Double, continuedDollars: Double)
  @Sendable func bill(_ hours: Double, _ price: Double, _ share: Double) -> Answer {
    (hours, hours * price, hours * price * share)
  }
  return Mutants(
    "9.2", Chapter09.trainingCost, solution: trainingCost, mistakes: trainingCostMistakes,
    inputs: ["steps", "secondsPerStep", "devices", "dollarsPerDeviceHour", "continuedShare"],
    [
      "a price of a day": { bill($0 * $1 * $2 / 3_600, $3 * 24, $4) },
      "the share squared": { bill($0 * $1 * $2 / 3_600, $3, $4 * $4) },
      "machines of eight devices": { bill($0 * $1 * $2 / 8 / 3_600, $3, $4) },
      "thousands of hours": { steps, seconds, devices, price, share in
        let right = bill(steps * seconds * devices / 3_600, price, share)
        return (right.deviceHours / 1_000, right.dollars, right.continuedDollars)
      },
      "cents": { steps, seconds, devices, price, share in
        let right = bill(steps * seconds * devices / 3_600, price, share)
        return (right.deviceHours, 100 * right.dollars, 100 * right.continuedDollars)
      },
      "the share as a percentage": { bill($0 * $1 * $2 / 3_600, $3, $4 / 100) },
      "hours and price added": { steps, seconds, devices, price, share in
        let hours = steps * seconds * devices / 3_600
        return (hours, hours + price, (hours + price) * share)
      },
      "one device less": { bill($0 * $1 * ($2 - 1) / 3_600, $3, $4) },
      "the share rounded to tenths": {
        bill($0 * $1 * $2 / 3_600, $3, ($4 * 10).rounded() / 10)
      },
      "seconds and devices added": { bill($0 * ($1 + $2) / 3_600, $3, $4) },
      "both bills in each other's places": { steps, seconds, devices, price, share in
        let right = bill(steps * seconds * devices / 3_600, price, share)
        return (right.deviceHours, right.continuedDollars, right.dollars)
      },
      "minutes of 24 hours": { bill($0 * $1 * $2 / 60 / 24, $3, $4) },
    ])
}

private var rankModelsMutants: Mutants {
  typealias Model = Chapter09.Evaluation
  @Sendable func ranked(_ models: [Model], _ measure: (Model) -> Double) -> [Int] {
    let values = models.map(measure)
    return values.indices.sorted { values[$0] < values[$1] }
  }
  return Mutants(
    "9.3", Chapter09.rankModels, solution: rankModels, mistakes: rankModelsMistakes,
    inputs: ["models"],
    [
      "divided by tokens and bytes together": { models in
        ranked(models) { $0.nats / Double($0.tokens + $0.bytes) }
      },
      "divided by the mean of tokens and bytes, as a root": { models in
        ranked(models) { $0.nats / (Double($0.tokens) * Double($0.bytes)).squareRoot() }
      },
      "logarithms divided": { models in
        ranked(models) { log($0.nats) / log(Double($0.bytes)) }
      },
      "whole nats a byte": { models in
        ranked(models) { Double(Int($0.nats) / $0.bytes) }
      },
      "texts below 500 bytes left out": { models in
        try rankModels(models).filter { models[$0].bytes >= 500 }
      },
      "one pass of sorting": { models in
        var order = Array(models.indices)
        func value(_ place: Int) -> Double {
          models[order[place]].nats / Double(models[order[place]].bytes)
        }
        for place in order.indices.dropFirst() where value(place) < value(place - 1) {
          order.swapAt(place, place - 1)
        }
        return order
      },
      "the tokens subtracted": { models in ranked(models) { $0.nats - Double($0.tokens) } },
      "by tokens first, then by nats": { models in
        models.indices.sorted {
          (models[$0].tokens, models[$0].nats) < (models[$1].tokens, models[$1].nats)
        }
      },
      "the square of the bytes": { models in
        ranked(models) { $0.nats / (Double($0.bytes) * Double($0.bytes)) }
      },
      "values, not numbers of models": { models in
        models.map { Int($0.nats / Double($0.bytes) * 1_000) }.sorted()
      },
      "the largest probability of a text first": { models in ranked(models) { exp(-$0.nats) } },
      "the first of the worst last, the others as they come": { models in
        guard let worst = try rankModels(models).last else { return [] }
        return models.indices.filter { $0 != worst } + [worst]
      },
    ])
}

private var differenceIntervalMutants: Mutants {
  typealias Interval = (low: Double, high: Double)
  @Sendable func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
  /// Sorted means of resampled differences.
  @Sendable func means(
    _ differences: [Double], _ seed: UInt64, rounds: Int = 2_000,
    of statistic: ([Double]) -> Double
  ) -> [Double] {
    var stream = RandomStream(seed: seed)
    return (0..<rounds).map { _ in
      statistic(differences.map { _ in differences[stream.index(below: differences.count)] })
    }.sorted()
  }
  @Sendable func gaps(_ own: [Double], _ other: [Double]) -> [Double] {
    zip(own, other).map { $0 - $1 }
  }
  @Sendable func normal(_ own: [Double], _ other: [Double], _ width: Double) -> Interval {
    let own = gaps(own, other)
    let middle = mean(own)
    let variance = own.map { ($0 - middle) * ($0 - middle) }.reduce(0, +) / Double(own.count)
    let error = (variance / Double(own.count)).squareRoot()
    return (middle - width * error, middle + width * error)
  }
  return Mutants(
    "9.4", Chapter09.differenceInterval, solution: differenceInterval,
    mistakes: differenceIntervalMistakes, inputs: ["own", "other", "seed"],
    [
      "200 rounds": { own, other, seed in
        let rounds = means(gaps(own, other), seed, rounds: 200, of: mean)
        return (rounds[5], rounds[194])
      },
      "normal means, no draws": { own, other, _ in normal(own, other, 1.96) },
      "one standard error": { own, other, _ in normal(own, other, 1) },
      "one seed for all": { own, other, _ in
        let rounds = means(gaps(own, other), 42, of: mean)
        return (rounds[50], rounds[1_949])
      },
      "rounds not sorted": { own, other, seed in
        let gaps = gaps(own, other)
        var stream = RandomStream(seed: seed)
        let rounds = (0..<2_000).map { _ in
          mean(gaps.map { _ in gaps[stream.index(below: gaps.count)] })
        }
        return (min(rounds[50], rounds[1_949]), max(rounds[50], rounds[1_949]))
      },
      "the last document never drawn": { own, other, seed in
        let rounds = means(Array(gaps(own, other).dropLast()), seed, of: mean)
        return (rounds[50], rounds[1_949])
      },
      "the first document never drawn": { own, other, seed in
        let rounds = means(Array(gaps(own, other).dropFirst()), seed, of: mean)
        return (rounds[50], rounds[1_949])
      },
      "shares, not differences": { own, other, seed in
        let rounds = means(zip(own, other).map { $0 / $1 - 1 }, seed, of: mean)
        return (rounds[50], rounds[1_949])
      },
      "medians": { own, other, seed in
        let rounds = means(gaps(own, other), seed) { $0.sorted()[$0.count / 2] }
        return (rounds[50], rounds[1_949])
      },
      "half of the documents, each once": { own, other, seed in
        let gaps = gaps(own, other)
        var stream = RandomStream(seed: seed)
        let rounds = (0..<2_000).map { _ in
          var left = gaps
          for place in left.indices.dropLast() {
            left.swapAt(place, place + stream.index(below: left.count - place))
          }
          return mean(Array(left.prefix((left.count + 1) / 2)))
        }.sorted()
        return (rounds[50], rounds[1_949])
      },
      "magnitudes": { own, other, seed in
        let rounds = means(gaps(own, other).map { abs($0) }, seed, of: mean)
        return (rounds[50], rounds[1_949])
      },
      "ends mirrored at the mean": { own, other, seed in
        let rounds = means(gaps(own, other), seed, of: mean)
        let middle = mean(gaps(own, other))
        return (2 * middle - rounds[1_949], 2 * middle - rounds[50])
      },
      "around 0": { own, other, seed in
        let rounds = means(gaps(own, other), seed, of: mean)
        let middle = mean(gaps(own, other))
        return (rounds[50] - middle, rounds[1_949] - middle)
      },
    ])
}

private var idleServerMutants: Mutants {
  typealias Answer = (dollarsPerMillion: Double, busyShareNeeded: Double?)
  @Sendable func answered(
    _ devices: Double, _ hourly: Double, _ speed: Double, _ busy: Double, _ hosted: Double,
    price: (_ fullLoad: Double) -> Double? = { _ in nil },
    needed: (_ share: Double, _ fullLoad: Double) -> Double? = { share, _ in
      share <= 1 ? share : nil
    }
  ) -> Answer {
    let fullLoad = devices * hourly / (speed * 3_600) * 1e6
    return (price(fullLoad) ?? fullLoad / busy, needed(fullLoad / hosted, fullLoad))
  }
  return Mutants(
    "9.5", Chapter09.idleServer, solution: idleServer, mistakes: idleServerMistakes,
    inputs: [
      "devices", "dollarsPerDeviceHour", "tokensPerSecond", "busyShare",
      "hostedDollarsPerMillion",
    ],
    [
      "the part of both prices": { devices, hourly, speed, busy, hosted in
        answered(
          devices, hourly, speed, busy, hosted,
          needed: { share, fullLoad in share <= 1 ? fullLoad / (fullLoad + hosted) : nil })
      },
      "the idle share added to the price": { devices, hourly, speed, busy, hosted in
        answered(devices, hourly, speed, busy, hosted, price: { $0 * (2 - busy) })
      },
      "a price of a day": { devices, hourly, speed, busy, hosted in
        answered(devices, hourly * 24, speed, busy, hosted)
      },
      "whole percents, rounded up": { devices, hourly, speed, busy, hosted in
        answered(
          devices, hourly, speed, busy, hosted,
          needed: { share, _ in share <= 1 ? (share * 10).rounded(.up) / 10 : nil })
      },
      "the share for each device": { devices, hourly, speed, busy, hosted in
        answered(
          devices, hourly, speed, busy, hosted,
          needed: { share, _ in share <= 1 ? share / devices : nil })
      },
      "2²⁰ for a million": { devices, hourly, speed, busy, hosted in
        answered(devices, hourly, speed / 1.048_576, busy, hosted)
      },
      "at least the share there is": { devices, hourly, speed, busy, hosted in
        answered(
          devices, hourly, speed, busy, hosted,
          needed: { share, _ in share <= 1 ? max(share, busy) : nil })
      },
      "the busy share as a percentage": { devices, hourly, speed, busy, hosted in
        answered(devices, hourly, speed, busy / 100, hosted)
      },
      "the hosted price on top": { devices, hourly, speed, busy, hosted in
        answered(devices, hourly, speed, busy, hosted, price: { $0 / busy + hosted })
      },
      "the idle time served by the hosted model": { devices, hourly, speed, busy, hosted in
        answered(
          devices, hourly, speed, busy, hosted, price: { $0 * busy + hosted * (1 - busy) })
      },
      "a hosted price of a thousand": { devices, hourly, speed, busy, hosted in
        answered(
          devices, hourly, speed, busy, hosted,
          needed: { share, _ in share / 1_000 <= 1 ? share / 1_000 : nil })
      },
      "the root of the share": { devices, hourly, speed, busy, hosted in
        answered(
          devices, hourly, speed, busy, hosted,
          needed: { share, _ in share <= 1 ? share.squareRoot() : nil })
      },
      "an hour of 1,000 seconds": { devices, hourly, speed, busy, hosted in
        answered(devices, hourly, speed / 3.6, busy, hosted)
      },
    ])
}
