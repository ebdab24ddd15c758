import ExerciseKit
import Foundation
import Tasks08

/// Wrong answers to the exercises of chapter 8.
var mutants08: [Mutants] {
  [bitsPerByteMutants, epochsMutants, drawMixtureMutants, bestShareMutants, coverageMutants]
}

private var bitsPerByteMutants: Mutants {
  typealias Document = (nats: Double, tokens: Int, bytes: Int)
  @Sendable func each(_ documents: [Document]) throws -> [Double] {
    try documents.filter { $0.bytes > 0 }.map { try bitsPerByte([$0]) }
  }
  return Mutants(
    "8.1", Chapter08.bitsPerByte, solution: bitsPerByte, mistakes: bitsPerByteMistakes,
    inputs: ["documents"],
    [
      "the root of the mean square": { documents in
        let own = try each(documents)
        guard !own.isEmpty else { return 0 }
        return (own.map { $0 * $0 }.reduce(0, +) / Double(own.count)).squareRoot()
      },
      "the harmonic mean": { documents in
        let own = try each(documents)
        let sum = own.map { 1 / $0 }.reduce(0, +)
        return sum > 0 && sum.isFinite ? Double(own.count) / sum : 0
      },
      "the geometric mean": { documents in
        let own = try each(documents).filter { $0 > 0 }
        guard !own.isEmpty else { return 0 }
        return exp(own.map { log($0) }.reduce(0, +) / Double(own.count))
      },
      "bits per bit of the text, twice": { documents in try bitsPerByte(documents) / 64 },
      "whole nats": { documents in
        try bitsPerByte(
          documents.map { ($0.nats.rounded(.down), $0.tokens, $0.bytes) })
      },
      "the last document left out": { documents in
        try bitsPerByte(documents.count > 1 ? Array(documents.dropLast()) : documents)
      },
      "nats of documents without bytes left out": { documents in
        try bitsPerByte(documents.filter { $0.bytes > 0 })
      },
      "each document's bits rounded up": { documents in
        let bits = documents.map { ($0.nats / log(2)).rounded(.up) }.reduce(0, +)
        let bytes = documents.map(\.bytes).reduce(0, +)
        return bytes == 0 ? 0 : bits / Double(bytes)
      },
      "divided by the number of documents as well": { documents in
        try bitsPerByte(documents) / Double(max(1, documents.count))
      },
      "the smallest of the documents": { documents in try each(documents).min() ?? 0 },
      "all bits by the mean bytes": { documents in
        try bitsPerByte(documents) * Double(documents.count)
      },
      "the first document alone": { documents in try bitsPerByte(Array(documents.prefix(1))) },
      "the decimal logarithm of 2": { documents in
        try bitsPerByte(documents) * log(2) / log10(2)
      },
    ])
}

private var epochsMutants: Mutants {
  @Sendable func worth(_ epochs: Double, _ decay: Double = 15.39) -> Double {
    epochs > 1 ? 1 + decay * (1 - exp(-(epochs - 1) / decay)) : epochs
  }
  return Mutants(
    "8.2", Chapter08.epochs, solution: epochs, mistakes: epochsMistakes,
    inputs: ["trainedTokens", "share", "sourceTokens"],
    [
      "at least one epoch": { trained, share, source in
        let count = max(1, trained * share / source)
        return (count, worth(count) * source)
      },
      "nothing worth beyond four epochs": { trained, share, source in
        let count = trained * share / source
        return (count, worth(min(4, count)) * source)
      },
      "the other sources' tokens added": { trained, share, source in
        let count = trained * share / source
        return (count, worth(count) * source + trained * (1 - share))
      },
      "the share of the effective tokens": { trained, share, source in
        let count = trained * share / source
        return (count, worth(count) * source * share)
      },
      "R* = 5.31, that of the parameters": { trained, share, source in
        let count = trained * share / source
        return (count, worth(count, 5.31) * source)
      },
      "the logarithm of the epochs": { trained, share, source in
        let count = trained * share / source
        return (count, (count > 1 ? 1 + log(count) : count) * source)
      },
      "epochs in percent": { trained, share, source in
        let count = trained * share / source
        return (100 * count, worth(count) * source)
      },
      "billions of tokens": { trained, share, source in
        let count = trained * share / source
        return (count, worth(count) * source / 1e9)
      },
      "the share against the rest": { trained, share, source in
        let count = trained * share / max(1e-3, 1 - share) / source
        return (count, worth(count) * source)
      },
      "a worth that falls in a straight line": { trained, share, source in
        let count = trained * share / source
        let repeats = max(0, count - 1)
        return (count, (min(1, count) + repeats * (1 - repeats / (2 * 15.39))) * source)
      },
      "whole epochs in the worth alone": { trained, share, source in
        let count = trained * share / source
        return (count, (count > 1 ? worth(count.rounded(.down)) : count) * source)
      },
      "all readings worth as much as the last": { trained, share, source in
        let count = trained * share / source
        return (count, count * exp(-max(0, count - 1) / 15.39) * source)
      },
    ])
}

private var drawMixtureMutants: Mutants {
  typealias Source = Chapter08.Source
  /// The right loop with one part replaced.
  @Sendable func drawn(
    _ sources: [Source], _ tokens: Int,
    lag: (_ drawn: Double, _ source: Source) -> Double = { $0 / $1.share },
    step: (_ place: Int, _ lengths: [Int]) -> Double = { Double($1[$0 % $1.count]) },
    usable: (Source) -> Bool = { $0.share > 0 && !$0.lengths.isEmpty },
    goesOn: (_ total: Int, _ count: Int) -> Bool
  ) -> [Int] {
    let places = sources.indices.filter { usable(sources[$0]) }
    var (order, total) = ([Int](), 0)
    var next = sources.map { _ in 0 }
    var progress = sources.map { _ in 0.0 }
    while goesOn(total, order.count), order.count < 200_000,
      let source = places.min(by: {
        lag(progress[$0], sources[$0]) < lag(progress[$1], sources[$1])
      })
    {
      let lengths = sources[source].lengths
      total += lengths[next[source] % lengths.count]
      progress[source] += step(next[source], lengths)
      next[source] += 1
      order.append(source)
    }
    return order
  }
  return Mutants(
    "8.3", Chapter08.drawMixture, solution: drawMixture(_:tokens:), mistakes: drawMixtureMistakes,
    inputs: ["sources", "tokens"],
    [
      "each document once": { sources, tokens in
        var left = sources.map(\.lengths.count)
        return try drawMixture(sources, tokens: tokens).filter {
          left[$0] -= 1
          return left[$0] >= 0
        }
      },
      "sources with a share of 0 as well": { sources, tokens in
        drawn(
          sources, tokens, lag: { $0 / max($1.share, 0.05) }, usable: { !$0.lengths.isEmpty }
        ) { total, _ in total < tokens }
      },
      "the next document's length": { sources, tokens in
        drawn(sources, tokens, step: { Double($1[($0 + 1) % $1.count]) }) { total, _ in
          total < tokens
        }
      },
      "the mean length of a source": { sources, tokens in
        drawn(
          sources, tokens, step: { Double($1.reduce(0, +)) / Double($1.count) }
        ) { total, _ in total < tokens }
      },
      "as many tokens from each source": { sources, tokens in
        try sources.indices.flatMap { place in
          try drawMixture([sources[place]], tokens: tokens).map { _ in place }
        }
      },
      "the root of the share": { sources, tokens in
        drawn(sources, tokens, lag: { $0 / $1.share.squareRoot() }) { total, _ in total < tokens }
      },
      "sources counted from 1": { sources, tokens in
        try drawMixture(sources, tokens: tokens).map { $0 + 1 }
      },
      "so many documents, not tokens": { sources, tokens in
        drawn(sources, tokens) { _, count in count < tokens }
      },
      "the rest of the share": { sources, tokens in
        drawn(sources, tokens, lag: { $0 * (1 - $1.share) }) { total, _ in total < tokens }
      },
      "whole thousands of tokens": { sources, tokens in
        drawn(sources, tokens, step: { Double($1[$0 % $1.count] / 1_000) }) { total, _ in
          total < tokens
        }
      },
      "one more when the tokens are there exactly": { sources, tokens in
        drawn(sources, tokens) { total, _ in total <= tokens }
      },
      "the document cut that is too long": { sources, tokens in
        drawn(sources, tokens) { total, _ in total + 100 < tokens }
      },
    ])
}

private var bestShareMutants: Mutants {
  typealias Law = Chapter08.Law
  /// The lowest of many shares, by another measure.
  @Sendable func searched(_ measure: (Double) -> Double) -> Double {
    let values = (0...1_000).map { measure(Double($0) / 1_000) }
    return Double(values.indices.min { values[$0] < values[$1] } ?? 0) / 1_000
  }
  @Sendable func loss(_ law: Law, _ share: Double) -> Double { law.c + law.k * exp(law.t * share) }
  @Sendable func ratio(_ domain: Law, _ general: Law, _ weight: Double) -> Double {
    (1 - weight) * general.k * general.t / (weight * domain.k * domain.t)
  }
  return Mutants(
    "8.4", Chapter08.bestShare, solution: bestShare, mistakes: bestShareMistakes,
    inputs: ["domain", "general", "fieldWeight"],
    [
      "whoever counts more gets all": { _, _, weight in weight >= 0.5 ? 1 : 0 },
      "a decimal logarithm": { domain, general, weight in
        min(
          1,
          max(
            0, (log10(ratio(domain, general, weight)) + general.t) / (domain.t + general.t)))
      },
      "the difference of the exponents below": { domain, general, weight in
        let below = domain.t - general.t
        guard below != 0 else { return 0.5 }
        return min(1, max(0, (log(ratio(domain, general, weight)) + general.t) / below))
      },
      "t₂ subtracted": { domain, general, weight in
        min(
          1, max(0, (log(ratio(domain, general, weight)) - general.t) / (domain.t + general.t)))
      },
      "the root of the weight": { domain, general, weight in
        try bestShare(domain: domain, general: general, fieldWeight: weight.squareRoot())
      },
      "the ratio of the losses": { domain, general, weight in
        searched {
          weight * loss(domain, $0) / max(1e-9, (1 - weight) * loss(general, 1 - $0))
        }
      },
      "the best of 0, a half and 1": { domain, general, weight in
        [0, 0.5, 1].min { first, second in
          func sum(_ share: Double) -> Double {
            weight * loss(domain, share) + (1 - weight) * loss(general, 1 - share)
          }
          return sum(first) < sum(second)
        } ?? 0
      },
      "losses that rise with their share": { domain, general, weight in
        searched {
          weight * loss((domain.c, domain.k, -domain.t), $0)
            + (1 - weight) * loss((general.c, general.k, -general.t), 1 - $0)
        }
      },
      "losses relative to their lowest": { domain, general, weight in
        searched {
          weight * loss(domain, $0) / loss(domain, 1)
            + (1 - weight) * loss(general, 1 - $0) / loss(general, 1)
        }
      },
      "the lowest loss, not its share": { domain, general, weight in
        let share = try bestShare(domain: domain, general: general, fieldWeight: weight)
        return weight * loss(domain, share) + (1 - weight) * loss(general, 1 - share)
      },
      "c in the slopes as well": { domain, general, weight in
        try bestShare(
          domain: (0, domain.k + domain.c, domain.t),
          general: (0, general.k + general.c, general.t), fieldWeight: weight)
      },
      "general text's slope without its t": { domain, general, weight in
        let other = (1 - weight) * general.k / (weight * domain.k * abs(domain.t))
        return min(1, max(0, (log(other) + general.t) / (domain.t + general.t)))
      },
      "squared losses": { domain, general, weight in
        searched {
          weight * pow(loss(domain, $0), 2) + (1 - weight) * pow(loss(general, 1 - $0), 2)
        }
      },
    ])
}

private var coverageMutants: Mutants {
  @Sendable func right(
    _ windows: Double, _ draws: Double, _ wanted: Double
  ) throws -> (seenShare: Double, drawsNeeded: Double) {
    try coverage(windows: windows, draws: draws, wantedShare: wanted)
  }
  return Mutants(
    "8.5", Chapter08.coverage, solution: coverage, mistakes: coverageMistakes,
    inputs: ["windows", "draws", "wantedShare"],
    [
      "powers of two": { windows, draws, wanted in
        (1 - exp2(-draws / windows), -windows * log2(1 - wanted))
      },
      "a logarithm to the base 2 above alone": { windows, draws, wanted in
        (try right(windows, draws, wanted).seenShare, log2(1 - wanted) / log(1 - 1 / windows))
      },
      "the draws rounded up to whole epochs": { windows, draws, wanted in
        let answer = try right(windows, draws, wanted)
        return (answer.seenShare, (answer.drawsNeeded / windows).rounded(.up) * windows)
      },
      "the seen share in percent": { windows, draws, wanted in
        let answer = try right(windows, draws, wanted)
        return (100 * answer.seenShare, answer.drawsNeeded)
      },
      "1 + 1/n for 1 − 1/n": { windows, draws, wanted in
        (1 - pow(1 + 1 / windows, -draws), log(1 - wanted) / -log(1 + 1 / windows))
      },
      "draws for half of the wanted share": { windows, draws, wanted in
        try (right(windows, draws, wanted).seenShare, right(windows, draws, wanted / 2).drawsNeeded)
      },
      "the share that comes at least twice": { windows, draws, wanted in
        let once = draws / windows * pow(1 - 1 / windows, draws - 1)
        let answer = try right(windows, draws, wanted)
        return (answer.seenShare - once, answer.drawsNeeded)
      },
      "the draws that are still to come": { windows, draws, wanted in
        let answer = try right(windows, draws, wanted)
        return (answer.seenShare, max(0, answer.drawsNeeded - draws))
      },
      "the first two terms of the power": { windows, draws, wanted in
        let part = draws / windows
        return (part - part * part / 2, try right(windows, draws, wanted).drawsNeeded)
      },
      "1 / (1 − wanted) epochs": { windows, draws, wanted in
        (try right(windows, draws, wanted).seenShare, windows / (1 - wanted))
      },
      "the sign of the draws lost": { windows, draws, wanted in
        let answer = try right(windows, draws, wanted)
        return (answer.seenShare, -answer.drawsNeeded)
      },
      "one draw more": { windows, draws, wanted in
        let answer = try right(windows, draws + 1, wanted)
        return (answer.seenShare, answer.drawsNeeded)
      },
    ])
}
