import ArgumentParser
import WorkbookCore

/// How the next token is drawn, and when a model stops.
struct SamplingOptions: ParsableArguments {
  @Option(help: "The most tokens to write.")
  var maxNewTokens = 100

  @Option(help: "Divides the scores: below 1 sharper, above 1 flatter. (default: 0.8)")
  var temperature: Double?

  @Option(help: "Draw from the k likeliest tokens alone.")
  var topK: Int?

  @Option(help: "Draw from the fewest tokens that reach this probability together.")
  var topP: Double?

  @Option(help: "Draw from tokens with at least this share of the likeliest one's probability.")
  var minP: Double?

  @Option(
    help: "Divides the scores of tokens that occurred already; 1 changes nothing. (default: 1)")
  var repetitionPenalty: Double?

  @Option(
    parsing: .unconditionalSingleValue, help: "A text that ends the writing; give several.")
  var stop: [String] = []

  @Option(
    name: .customLong("samples"),
    help: ArgumentHelp(
      "Texts to write, with the seeds from --seed on. (default: 1)", valueName: "samples"))
  var wantedSamples: Int?

  @Option(
    name: .customLong("seed"),
    help: ArgumentHelp("The seed of the draws. (default: 1)", valueName: "seed"))
  var firstSeed: UInt64?

  var samples: Int { wantedSamples ?? 1 }

  /// What was given of the options that speak of draws.
  var given: [String] {
    let all = [
      ("--temperature", temperature != nil), ("--top-k", topK != nil), ("--top-p", topP != nil),
      ("--min-p", minP != nil), ("--repetition-penalty", repetitionPenalty != nil),
      ("--stop", !stop.isEmpty), ("--samples", wantedSamples != nil), ("--seed", firstSeed != nil),
    ]
    return all.filter(\.1).map(\.0)
  }

  func validate() throws {
    guard maxNewTokens >= 0 else { throw ValidationError("--max-new-tokens is negative") }
    guard (1...10_000).contains(samples) else {
      throw ValidationError("--samples must lie between 1 and 10000")
    }
    guard !stop.contains("") else { throw ValidationError("--stop is empty") }
  }

  /// The sampler of one of the texts, counted from 0.
  func sampler(_ number: Int = 0) throws -> Sampler {
    try Sampler(
      temperature: temperature ?? 0.8, topK: topK, topP: topP, minP: minP,
      repetitionPenalty: repetitionPenalty ?? 1, seed: seed(number))
  }

  func seed(_ number: Int) -> UInt64 { (firstSeed ?? 1) &+ UInt64(number) }
}
