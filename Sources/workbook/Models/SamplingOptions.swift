import ArgumentParser
import WorkbookCore

/// How the next token is drawn, and when a model stops.
struct SamplingOptions: ParsableArguments {
  @Option(help: "The most tokens to write.")
  var maxNewTokens = 100

  @Option(help: "Divides the scores: below 1 sharper, above 1 flatter.")
  var temperature = 0.8

  @Option(help: "Draw from the k likeliest tokens alone.")
  var topK: Int?

  @Option(help: "Draw from the fewest tokens that reach this probability together.")
  var topP: Double?

  @Option(help: "Draw from tokens with at least this share of the likeliest one's probability.")
  var minP: Double?

  @Option(help: "Divides the scores of tokens that occurred already; 1 changes nothing.")
  var repetitionPenalty = 1.0

  @Option(
    parsing: .unconditionalSingleValue, help: "A text that ends the writing; give several.")
  var stop: [String] = []

  @Option(help: "Texts to write, with the seeds from --seed on.")
  var samples = 1

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 1

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
      temperature: temperature, topK: topK, topP: topP, minP: minP,
      repetitionPenalty: repetitionPenalty, seed: seed(number))
  }

  func seed(_ number: Int) -> UInt64 { seed &+ UInt64(number) }
}
