import ArgumentParser
import Foundation
import WorkbookCore

/// `generate`: lets a model write on.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Lets a model continue a text or a list of token ids.",
    discussion: """
      Example: ./workbook generate --model model --prompt "The court" --max-new-tokens 60
      Example: ./workbook generate --model model --ids 5,8 --temperature 0 --json

      A temperature of 0 always takes the likeliest token. When a model with learned positions has \
      filled its context, it goes on with the last half of it; after --ids it stops there instead.
      """)

  @Option(help: "A model directory (config.json, model.safetensors, tokenizer).")
  var model: String

  @Option(help: "The text to continue; empty begins a document.")
  var prompt: String?

  @Option(help: "Token ids to continue, in place of a prompt: 5,8,13.")
  var ids: TokenIDs?

  @Option(help: "The most tokens to write.")
  var maxNewTokens = 100

  @Option(help: "Divides the scores: below 1 sharper, above 1 flatter.")
  var temperature = 0.8

  @Option(help: "Draw from the k likeliest tokens alone.")
  var topK: Int?

  @Option(help: "Draw from the fewest tokens that reach this probability together.")
  var topP: Double?

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 1

  @Flag(help: "Leave out the tokens that the tokenizer puts around a text.")
  var noSpecial = false

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard (prompt == nil) != (ids == nil) else {
      throw ValidationError("give either --prompt or --ids")
    }
    guard maxNewTokens >= 0 else { throw ValidationError("--max-new-tokens is negative") }
  }

  func run() throws {
    var sampler = try Sampler(temperature: temperature, topK: topK, topP: topP, seed: seed)
    let parameters = try ModelFolder.parameters(model)
    let tokenizer =
      ids == nil
      ? try ModelFolder.tokenizer(
        model, of: parameters.configuration, addsSpecial: !noSpecial) : nil
    var start = try ids?.ids ?? tokenizer?.encodeFramed(prompt ?? "") ?? []
    if start.isEmpty { start = tokenizer?.textStart ?? [] }
    guard !start.isEmpty else {
      throw InputError("the prompt is empty, and this tokenizer has no token that begins a text")
    }
    if let tokenizer { ModelFolder.noteDroppedBytes([Array((prompt ?? "").utf8)], tokenizer) }
    let generator = try Generator(parameters)
    if let end = tokenizer?.endOfText { generator.endOfTextIDs.insert(end) }
    generator.slidesBeyondContext = ids == nil
    if !json, let prompt { Console.write(Array(prompt.utf8)) }
    let clock = ContinuousClock()
    let begin = clock.now
    var tokens = 0
    let result = try generator.generate(start, maximumNewTokens: maxNewTokens, sampler: &sampler) {
      id in
      tokens += 1
      guard !json else { return true }
      if let tokenizer {
        Console.write(tokenizer.bytes(of: id) ?? [])
      } else {
        Console.write(Array(((tokens > 1 ? "," : "") + String(id)).utf8))
      }
      // Nobody sees what would follow.
      return !StandardStreams.isOutputLost
    }
    if result.ending == .contextFull {
      Console.note(
        "stopped after \(tokens) of \(maxNewTokens) tokens: the context of "
          + "\(start.count + tokens - 1) is full")
    }
    let seconds = (clock.now - begin) / .seconds(1)
    guard json else { return Console.write([0x0A]) }
    Console.printJSON([
      "promptIds": TokenIDs.json(start),
      "ids": TokenIDs.json(result.ids),
      "text": try tokenizer.map { .text(try $0.decodeText(result.ids, skipsUnknown: true)) }
        ?? .null,
      "ending": .text("\(result.ending)"),
      "tokensPerSecond": .number(seconds > 0 ? Double(tokens) / seconds : 0),
      "seed": .text(String(seed)),
    ])
  }
}
