import ExerciseKit
import Foundation
import Groundwork
import Tasks09

/// More wrong answers to the exercises of chapter 9, written without a look at the known mistakes.
var unseen09: [Mutants] { [payments, bills, ranks, intervals, servers] }

private var payments: Mutants {
  Mutants(
    "9.1", Chapter09.breakEven, solution: breakEven, mistakes: breakEvenMistakes,
    inputs: ["fixedDollars", "ownDollarsPerMillion", "otherDollarsPerMillion"],
    [
      "equal prices pay after infinitely many": { fixed, own, other in
        other >= own ? fixed / (other - own) * 1e6 : nil
      },
      "started millions": { fixed, own, other in
        other > own ? (fixed / (other - own)).rounded(.up) * 1e6 : nil
      },
      "the own tokens are free": { fixed, own, other in
        other > own ? fixed / other * 1e6 : nil
      },
      "nothing to pay back, so never": { fixed, own, other in
        other > own && fixed > 0 ? fixed / (other - own) * 1e6 : nil
      },
      "a price of zero is none": { fixed, own, other in
        other > own && own > 0 ? fixed / (other - own) * 1e6 : nil
      },
      "whole dollars are saved": { fixed, own, other in
        let saved = (other - own).rounded(.down)
        return saved > 0 ? fixed / saved * 1e6 : nil
      },
      "the sum of the prices": { fixed, own, other in
        other > own ? fixed / (other + own) * 1e6 : nil
      },
      "the saving as a share of the price": { fixed, own, other in
        other > own ? fixed / ((other - own) / other) * 1e6 : nil
      },
      "the difference without its sign": { fixed, own, other in
        other != own ? fixed / abs(other - own) * 1e6 : nil
      },
      "no tokens where it never pays": { fixed, own, other in
        other > own ? fixed / (other - own) * 1e6 : 0
      },
    ])
}

private typealias Bill = (deviceHours: Double, dollars: Double, continuedDollars: Double)

private var bills: Mutants {
  @Sendable func bill(_ hours: Double, _ price: Double, _ share: Double) -> Bill {
    (hours, hours * price, hours * price * share)
  }
  return Mutants(
    "9.2", Chapter09.trainingCost, solution: trainingCost, mistakes: trainingCostMistakes,
    inputs: ["steps", "secondsPerStep", "devices", "dollarsPerDeviceHour", "continuedShare"],
    [
      "minutes": { steps, seconds, devices, price, share in
        bill(steps * seconds * devices / 60, price, share)
      },
      "the tokens that are saved": { steps, seconds, devices, price, share in
        let (hours, dollars, _) = bill(steps * seconds * devices / 3_600, price, share)
        return (hours, dollars, dollars * (1 - share))
      },
      "the share on top of the run": { steps, seconds, devices, price, share in
        let (hours, dollars, more) = bill(steps * seconds * devices / 3_600, price, share)
        return (hours, dollars, dollars + more)
      },
      "started hours": { steps, seconds, devices, price, share in
        bill((steps * seconds / 3_600).rounded(.up) * devices, price, share)
      },
      "hours of a step are whole": { steps, seconds, devices, price, share in
        bill(steps * (seconds * devices / 3_600).rounded(.down), price, share)
      },
      "seconds are whole": { steps, seconds, devices, price, share in
        bill(steps * seconds.rounded(.down) * devices / 3_600, price, share)
      },
      "dollars by the clock on the wall": { steps, seconds, devices, price, share in
        let (_, dollars, continued) = bill(steps * seconds / 3_600, price, share)
        return (steps * seconds * devices / 3_600, dollars, continued)
      },
      "devices counted twice": { steps, seconds, devices, price, share in
        let (hours, dollars, continued) = bill(steps * seconds * devices / 3_600, price, share)
        return (hours, dollars * devices, continued * devices)
      },
      "hours of the share": { steps, seconds, devices, price, share in
        let (hours, dollars, _) = bill(steps * seconds * devices / 3_600, price, share)
        return (hours, dollars, hours * share)
      },
      "by the share": { steps, seconds, devices, price, share in
        let (hours, dollars, _) = bill(steps * seconds * devices / 3_600, price, share)
        return (hours, dollars, share > 0 ? dollars / share : 0)
      },
    ])
}

private var ranks: Mutants {
  @Sendable func order(
    _ models: [Chapter09.Evaluation], by score: (Chapter09.Evaluation) -> Double
  ) -> [Int] {
    let scores = models.map(score)
    return models.indices.sorted { scores[$0] < scores[$1] }
  }
  @Sendable func right(_ models: [Chapter09.Evaluation]) -> [Int] {
    order(models) { $0.nats / Double($0.bytes) }
  }
  return Mutants(
    "9.3", Chapter09.rankModels, solution: rankModels, mistakes: rankModelsMistakes,
    inputs: ["models"],
    [
      "by the summed loss": { order($0) { $0.nats } },
      "each model's rank": { models in
        let order = right(models)
        return models.indices.map { order.firstIndex(of: $0) ?? 0 }
      },
      "whole nats by bytes": { models in
        order(models) { ($0.nats / Double($0.bytes)).rounded(.down) }
      },
      "one decimal of bits per byte": { models in
        order(models) { (10 * $0.nats / (Double($0.bytes) * log(2))).rounded() }
      },
      "numbers from one on": { right($0).map { $0 + 1 } },
      "perplexity times tokens a byte": { models in
        order(models) {
          exp($0.nats / Double($0.tokens)) * Double($0.tokens) / Double($0.bytes)
        }
      },
      "a token's loss times bytes a token": { models in
        order(models) { $0.nats / Double($0.tokens) * Double($0.bytes) / Double($0.tokens) }
      },
      "the best only": { Array(right($0).prefix(1)) },
      "bytes by nats": { models in order(models) { Double($0.bytes) / max(1e-9, $0.nats) } },
      "by tokens and by bytes": { models in
        order(models) { $0.nats / (Double($0.tokens) * Double($0.bytes)) }
      },
    ])
}

private typealias Interval = (low: Double, high: Double)

/// The ends of the middle of resampled means, by the sum of one round.
private func interval(
  _ count: Int, _ seed: UInt64, cut: Int = 50, size: Int? = nil,
  draw: (inout RandomStream) -> Double
) -> Interval {
  var stream = RandomStream(seed: seed)
  let size = size ?? count
  let means = (0..<2_000).map { _ in
    (0..<size).reduce(0.0) { sum, _ in sum + draw(&stream) } / Double(size)
  }.sorted()
  return (means[cut], means[1_999 - cut])
}

private var intervals: Mutants {
  @Sendable func differences(_ own: [Double], _ other: [Double]) -> [Double] {
    zip(own, other).map { $0 - $1 }
  }
  return Mutants(
    "9.4", Chapter09.differenceInterval, solution: differenceInterval,
    mistakes: differenceIntervalMistakes, inputs: ["own", "other", "seed"],
    [
      "means in the order of their draws": { own, other, seed in
        let gains = differences(own, other)
        var stream = RandomStream(seed: seed)
        let means = (0..<2_000).map { _ in
          gains.reduce(0.0) { sum, _ in sum + gains[stream.index(below: gains.count)] }
            / Double(gains.count)
        }
        return (means[50], means[1_949])
      },
      "a stream for each model, seeds one apart": { own, other, seed in
        var second = RandomStream(seed: seed &+ 1)
        return interval(own.count, seed) {
          own[$0.index(below: own.count)] - other[second.index(below: other.count)]
        }
      },
      "each document once a round": { own, other, seed in
        let gains = differences(own, other)
        var stream = RandomStream(seed: seed)
        let means = (0..<2_000).map { _ in
          gains.shuffled(using: &stream).reduce(0, +) / Double(gains.count)
        }.sorted()
        return (means[50], means[1_949])
      },
      "half of the documents a round": { own, other, seed in
        let gains = differences(own, other)
        return interval(gains.count, seed, size: max(1, gains.count / 2)) {
          gains[$0.index(below: gains.count)]
        }
      },
      "the own model's draws against all of the other's": { own, other, seed in
        let mean = other.reduce(0, +) / Double(other.count)
        return interval(own.count, seed) { own[$0.index(below: own.count)] - mean }
      },
      "the stream begins anew in each round": { own, other, seed in
        let gains = differences(own, other)
        let means = (0..<2_000).map { _ in
          var stream = RandomStream(seed: seed)
          return gains.reduce(0.0) { sum, _ in sum + gains[stream.index(below: gains.count)] }
            / Double(gains.count)
        }.sorted()
        return (means[50], means[1_949])
      },
      "documents in place of means": { own, other, seed in
        let gains = differences(own, other)
        return interval(gains.count, seed, size: 1) { gains[$0.index(below: gains.count)] }
      },
      "the last document is never drawn": { own, other, seed in
        let gains = differences(own, other)
        return interval(gains.count, seed) { gains[$0.index(below: max(1, gains.count - 1))] }
      },
      "the difference as a share of the other's": { own, other, seed in
        let gains = zip(own, other).map { $1 == 0 ? 0 : ($0 - $1) / $1 }
        return interval(gains.count, seed) { gains[$0.index(below: gains.count)] }
      },
      "a tenth cut off at both ends": { own, other, seed in
        let gains = differences(own, other)
        return interval(gains.count, seed, cut: 200) { gains[$0.index(below: gains.count)] }
      },
    ])
}

private typealias Servers = (dollarsPerMillion: Double, busyShareNeeded: Double?)

private var servers: Mutants {
  @Sendable func fullLoad(_ devices: Double, _ price: Double, _ speed: Double) -> Double {
    devices * price / (speed * 3_600) * 1e6
  }
  @Sendable func atMostOne(_ share: Double) -> Double? { share <= 1 ? share : nil }
  return Mutants(
    "9.5", Chapter09.idleServer, solution: idleServer, mistakes: idleServerMistakes,
    inputs: [
      "devices", "dollarsPerDeviceHour", "tokensPerSecond", "busyShare", "hostedDollarsPerMillion",
    ],
    [
      "the idle share on top of the price": { devices, price, speed, busy, hosted in
        let full = fullLoad(devices, price, speed)
        return (full * (2 - busy), atMostOne(full / hosted))
      },
      "by the idle share": { devices, price, speed, busy, hosted in
        let full = fullLoad(devices, price, speed)
        return (full / (1 - busy), atMostOne(full / hosted))
      },
      "each device writes so many tokens": { devices, price, speed, busy, hosted in
        let full = fullLoad(devices, price, speed * devices)
        return (full / busy, atMostOne(full / hosted))
      },
      "nil where they are not busy enough now": { devices, price, speed, busy, hosted in
        let full = fullLoad(devices, price, speed)
        return (full / busy, full / hosted <= busy ? full / hosted : nil)
      },
      "nil for a share of one": { devices, price, speed, busy, hosted in
        let full = fullLoad(devices, price, speed)
        return (full / busy, full / hosted < 1 ? full / hosted : nil)
      },
      "a share of one where none is enough": { devices, price, speed, busy, hosted in
        let full = fullLoad(devices, price, speed)
        return (full / busy, min(1, full / hosted))
      },
      "a share in percent": { devices, price, speed, busy, hosted in
        let full = fullLoad(devices, price, speed)
        return (full / busy, atMostOne(full / hosted).map { $0 * 100 })
      },
      "the hosted price by the own one": { devices, price, speed, busy, hosted in
        let full = fullLoad(devices, price, speed)
        return (full / busy, atMostOne(hosted / full))
      },
      "one device is paid": { devices, price, speed, busy, hosted in
        let full = fullLoad(1, price, speed)
        return (full / busy, atMostOne(full / hosted))
      },
      "paid when busy": { devices, price, speed, busy, hosted in
        let full = fullLoad(devices, price, speed)
        return (full, atMostOne(full / hosted))
      },
    ])
}
