import ExerciseKit
import Foundation
import Tasks08

/// More wrong answers to the exercises of chapter 8, written without a look at the known mistakes.
var unseen08: [Mutants] { [bits, readings, draws, shares, views] }

private typealias Document = (nats: Double, tokens: Int, bytes: Int)

private var bits: Mutants {
  @Sendable func ratio(_ nats: Double, _ bytes: Double) -> Double {
    bytes == 0 ? 0 : nats / (bytes * log(2))
  }
  @Sendable func nats(_ documents: [Document]) -> Double { documents.map(\.nats).reduce(0, +) }
  @Sendable func bytes(_ documents: [Document]) -> Double {
    Double(documents.map(\.bytes).reduce(0, +))
  }
  return Mutants(
    "8.1", Chapter08.bitsPerByte, solution: bitsPerByte, mistakes: bitsPerByteMistakes,
    inputs: ["documents"],
    [
      "a mean that tokens weigh": { documents in
        let tokens = Double(documents.map(\.tokens).reduce(0, +))
        guard tokens > 0 else { return 0 }
        return documents.reduce(0.0) {
          $0 + ratio($1.nats, Double($1.bytes)) * Double($1.tokens) / tokens
        }
      },
      "documents without bytes are skipped": { documents in
        let some = documents.filter { $0.bytes > 0 }
        return ratio(nats(some), bytes(some))
      },
      "a logarithm to the base of ten": { documents in
        ratio(nats(documents), bytes(documents)) * log(2) / log10(2)
      },
      "a document has at least one byte": { documents in
        ratio(nats(documents), documents.reduce(0.0) { $0 + Double(max(1, $1.bytes)) })
      },
      "nothing where one document has no bytes": { documents in
        documents.contains { $0.bytes == 0 } ? 0 : ratio(nats(documents), bytes(documents))
      },
      "the mean loss of a document over all bytes": { documents in
        ratio(nats(documents) / Double(max(1, documents.count)), bytes(documents))
      },
      "a byte for the end of each document": { documents in
        ratio(nats(documents), bytes(documents) + Double(documents.count))
      },
      "a mean of token losses, times tokens a byte": { documents in
        let some = documents.filter { $0.tokens > 0 }
        guard !some.isEmpty else { return 0 }
        let loss = some.reduce(0.0) { $0 + $1.nats / Double($1.tokens) } / Double(some.count)
        return ratio(loss * Double(some.map(\.tokens).reduce(0, +)), bytes(some))
      },
      "zero by zero": { documents in nats(documents) / (bytes(documents) * log(2)) },
      "times the logarithm of two": { documents in
        ratio(nats(documents), bytes(documents)) * log(2) * log(2)
      },
    ])
}

private typealias Reading = (epochs: Double, effectiveTokens: Double)

private var readings: Mutants {
  @Sendable func worth(_ epochs: Double, _ decay: Double = 15.39) -> Double {
    epochs > 1 ? 1 + decay * (1 - exp(-(epochs - 1) / decay)) : epochs
  }
  @Sendable func answer(_ epochs: Double, _ source: Double) -> Reading {
    (epochs, worth(epochs) * source)
  }
  return Mutants(
    "8.2", Chapter08.epochs, solution: epochs, mistakes: epochsMistakes,
    inputs: ["trainedTokens", "share", "sourceTokens"],
    [
      "the share of the other sources": { trained, share, source in
        answer(trained * (1 - share) / source, source)
      },
      "four epochs are fresh, the others worth nothing": { trained, share, source in
        let count = trained * share / source
        return (count, min(4, count) * source)
      },
      "the same formula below one epoch": { trained, share, source in
        let count = trained * share / source
        return (count, source * (1 + 15.39 * (1 - exp(-(count - 1) / 15.39))))
      },
      "the constant of repeated parameters": { trained, share, source in
        let count = trained * share / source
        return (count, worth(count, 5.31) * source)
      },
      "a share in percent": { trained, share, source in
        answer(trained * share / 100 / source, source)
      },
      "repetitions in place of epochs": { trained, share, source in
        let count = trained * share / source
        return (max(0, count - 1), worth(count) * source)
      },
      "whole repetitions only": { trained, share, source in
        let count = trained * share / source
        return (count, worth(count > 1 ? count.rounded(.down) : count) * source)
      },
      "the worth of every token that was read": { trained, share, source in
        let count = trained * share / source
        return (count, worth(count) * trained * share)
      },
      "no constant before the bracket": { trained, share, source in
        let count = trained * share / source
        return (count, source * (count > 1 ? 2 - exp(-(count - 1) / 15.39) : count))
      },
      "repetitions are worth nothing": { trained, share, source in
        let count = trained * share / source
        return (count, min(1, count) * source)
      },
    ])
}

/// The draws, with another progress of a source, another end, or another walk through documents.
private func drawing(
  _ sources: [Chapter08.Source], _ tokens: Int,
  cutting: (_ total: Int, _ length: Int) -> Bool = { _, _ in false }, atLeastOne: Bool = false,
  first: Int = 0, isShared: Bool = false, walks: Bool = true,
  lag: (_ drawn: Double, _ source: Chapter08.Source) -> Double = { $0 / $1.share }
) -> [Int] {
  let usable = sources.indices.filter { sources[$0].share > 0 && !sources[$0].lengths.isEmpty }
  var order: [Int] = []
  var next = sources.map { _ in first }
  var drawn = sources.map { _ in 0.0 }
  var total = 0
  while total < tokens || atLeastOne && total == tokens,
    let source = usable.min(by: { lag(drawn[$0], sources[$0]) < lag(drawn[$1], sources[$1]) })
  {
    let lengths = sources[source].lengths
    let place = isShared ? order.count : next[source]
    let length = lengths[walks ? place % lengths.count : 0]
    if cutting(total, length) { break }
    next[source] += 1
    drawn[source] += Double(length)
    total += length
    order.append(source)
  }
  return order
}

/// Documents of the sources in turn, whatever their shares.
private func inTurn(_ sources: [Chapter08.Source], _ tokens: Int) -> [Int] {
  let usable = sources.indices.filter { sources[$0].share > 0 && !sources[$0].lengths.isEmpty }
  var order: [Int] = []
  var total = 0
  while total < tokens, !usable.isEmpty {
    let source = usable[order.count % usable.count]
    let lengths = sources[source].lengths
    total += lengths[order.count / usable.count % lengths.count]
    order.append(source)
  }
  return order
}

private var draws: Mutants {
  // The type is written out, for the compiler to find it soon.
  let answers: KeyValuePairs<String, @Sendable ([Chapter08.Source], Int) throws -> [Int]> = [
    "one document of each in turn": { inTurn($0, $1) },
    "one source after the other": { drawing($0, $1).sorted() },
    "an end before there are too many": { sources, tokens in
      drawing(sources, tokens, cutting: { $0 + $1 > tokens })
    },
    "always the length of the first document": { drawing($0, $1, walks: false) },
    "epochs over a source are its progress": { sources, tokens in
      drawing(
        sources, tokens,
        lag: { drawn, source in
          drawn / (source.share * Double(max(1, source.lengths.reduce(0, +))))
        })
    },
    "equal parts, whatever the share": { sources, tokens in
      drawing(sources, tokens, lag: { drawn, _ in drawn })
    },
    "progress times the share": { sources, tokens in
      drawing(sources, tokens, lag: { drawn, source in drawn * source.share })
    },
    "one more where there are just enough": { drawing($0, $1, atLeastOne: true) },
    "the second document comes first": { drawing($0, $1, first: 1) },
    "one count of documents for all sources": { drawing($0, $1, isShared: true) },
  ]
  return Mutants(
    "8.3", Chapter08.drawMixture, solution: drawMixture, mistakes: drawMixtureMistakes,
    inputs: ["sources", "tokens"], answers)
}

private typealias MixingLaw = Chapter08.Law

/// The share at which a sum is lowest, on a grid.
private func lowest(
  steps: Int = 2_000, _ loss: (_ share: Double) -> Double
) -> Double {
  let grid = (0...steps).map { Double($0) / Double(steps) }
  return grid.min { loss($0) < loss($1) } ?? 0
}

private var shares: Mutants {
  @Sendable func loss(_ law: MixingLaw, _ share: Double) -> Double {
    law.c + law.k * exp(law.t * share)
  }
  @Sendable func sum(
    _ field: MixingLaw, _ general: MixingLaw, _ weight: Double
  ) -> (_ share: Double) -> Double {
    { weight * loss(field, $0) + (1 - weight) * loss(general, 1 - $0) }
  }
  @Sendable func crossing(
    _ field: MixingLaw, _ general: MixingLaw, _ ratio: Double, logarithm: (Double) -> Double
  ) -> Double {
    (logarithm(ratio) + general.t) / (field.t + general.t)
  }
  return Mutants(
    "8.4", Chapter08.bestShare, solution: bestShare, mistakes: bestShareMistakes,
    inputs: ["domain", "general", "fieldWeight"],
    [
      "shares below 0 and above 1": { field, general, weight in
        let (first, second) = (weight * field.k * field.t, (1 - weight) * general.k * general.t)
        return crossing(field, general, second / first) { log($0) }
      },
      "the weights change places": { field, general, weight in
        lowest(sum(field, general, 1 - weight))
      },
      "both losses by the field's share": { field, general, weight in
        lowest { weight * loss(field, $0) + (1 - weight) * loss(general, $0) }
      },
      "a search in steps of a tenth": { field, general, weight in
        lowest(steps: 10, sum(field, general, weight))
      },
      "the general share": { field, general, weight in
        1 - lowest(sum(field, general, weight))
      },
      "slopes without their exponents": { field, general, weight in
        let ratio = (1 - weight) * general.k / (weight * field.k)
        return min(1, max(0, crossing(field, general, ratio) { log($0) }))
      },
      "both losses count alike": { field, general, _ in lowest(sum(field, general, 0.5)) },
      "where the losses are equal": { field, general, weight in
        lowest { abs(weight * loss(field, $0) - (1 - weight) * loss(general, 1 - $0)) }
      },
      "a logarithm to the base of ten": { field, general, weight in
        let (first, second) = (weight * field.k * field.t, (1 - weight) * general.k * general.t)
        return min(1, max(0, crossing(field, general, second / first) { log10($0) }))
      },
      "a product of powers in place of the sum": { field, general, weight in
        lowest { pow(loss(field, $0), weight) * pow(loss(general, 1 - $0), 1 - weight) }
      },
    ])
}

private typealias View = (seenShare: Double, drawsNeeded: Double)

private var views: Mutants {
  @Sendable func seen(_ windows: Double, _ draws: Double) -> Double {
    1 - exp(draws * log1p(-1 / windows))
  }
  @Sendable func needed(_ windows: Double, _ wanted: Double) -> Double {
    log(1 - wanted) / log1p(-1 / windows)
  }
  return Mutants(
    "8.5", Chapter08.coverage, solution: coverage, mistakes: coverageMistakes,
    inputs: ["windows", "draws", "wantedShare"],
    [
      "no window comes twice": { windows, draws, wanted in
        (min(1, draws / windows), needed(windows, wanted))
      },
      "the limit of many windows": { windows, draws, wanted in
        (1 - exp(-draws / windows), -windows * log(1 - wanted))
      },
      "the first draw is not counted": { windows, draws, wanted in
        (seen(windows, max(0, draws - 1)), needed(windows, wanted))
      },
      "epochs needed": { windows, draws, wanted in
        (seen(windows, draws), needed(windows, wanted) / windows)
      },
      "the logarithm of the wanted share": { windows, draws, wanted in
        (seen(windows, draws), needed(windows, 1 - wanted))
      },
      "as many draws as windows are wanted": { windows, draws, wanted in
        (seen(windows, draws), wanted * windows)
      },
      "draws in proportion to what is seen": { windows, draws, wanted in
        let share = seen(windows, draws)
        return (share, share > 0 ? draws * wanted / share : 0)
      },
      "a draw misses with the chance 1/n": { windows, draws, wanted in
        (1 - pow(1 / windows, draws), log(1 - wanted) / -log(windows))
      },
      "63 % an epoch, up to all": { windows, draws, wanted in
        (min(1, draws / windows * (1 - exp(-1))), needed(windows, wanted))
      },
      "the draws that see every window": { windows, draws, wanted in
        (seen(windows, draws), wanted * windows * (log(windows) + 0.577_2))
      },
    ])
}
