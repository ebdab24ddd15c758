import ArgumentParser
import Foundation
import WorkbookCore

/// `generate`: lets a model write on.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Lets a model continue a text or a list of token ids, or talks with it.",
    discussion: """
      Example: ./workbook generate --model model --prompt "The court" --max-new-tokens 60
      Example: ./workbook generate --model smol.gguf --chat --prompt "What is a lease?" --samples 3
      Example: ./workbook generate --model model --ids 5,8 --temperature 0 --json
      Example: ./workbook generate --model model --prompt "The yield" --beams 4 --max-new-tokens 12

      The text appears as it is written. Without a prompt, on a terminal, it asks for one after the \
      other; --chat then is a conversation.

      A temperature of 0 always takes the likeliest token. --beams searches for a likely text instead, \
      and appears when it is found; --json lists all beams, each with ln p of its new tokens. When a model with learned positions has \
      filled its context, it goes on with the last half of it; after --ids it stops there instead.
      """)

  @Option(
    help:
      "A model directory (config.json, model.safetensors, tokenizer), a GGUF file, or an adapter.")
  var model: String

  @OptionGroup var adapter: AdapterOption

  @Option(help: "The text to continue; empty begins a document.")
  var prompt: String?

  @Option(help: "Token ids to continue, in place of a prompt: 5,8,13.")
  var ids: TokenIDs?

  @Flag(help: "The prompt is said to the model, by its own chat template.")
  var chat = false

  @Option(help: "What the model is told before a conversation. (default: its template's own)")
  var system: String?

  @OptionGroup var sampling: SamplingOptions

  @Option(
    help: ArgumentHelp(
      "Search for a likely text, with so many beginnings side by side; nothing is drawn.",
      valueName: "count"))
  var beams: Int?

  @OptionGroup var weights: WeightOptions

  @OptionGroup var cache: CacheOptions

  @Flag(help: "Leave out the tokens that the tokenizer puts around a text.")
  var noSpecial = false

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard prompt == nil || ids == nil, prompt != nil || ids != nil || isInteractive else {
      throw ValidationError("give either --prompt or --ids")
    }
    guard !chat || ids == nil else { throw ValidationError("--chat and --ids exclude each other") }
    guard ids == nil || sampling.stop.isEmpty else {
      throw ValidationError("--stop has a meaning with a text alone")
    }
    guard system == nil || chat else { throw ValidationError("--system belongs to --chat") }
    try validateBeams()
  }

  /// Whether somebody sits there who can be asked.
  private var isInteractive: Bool {
    !json && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  }

  func run() throws {
    // What is wrong with the options, before a model is read.
    _ = try sampling.sampler()
    let stored = try adapter.open(model)
    if let ids {
      let generator = try Generator(try weights.read(stored), cachePrecision: cache.precision)
      guard let beams else { return try writeIDs(after: ids.ids, generator) }
      return try search(beams, after: ids.ids, generator)
    }
    let writer = try ModelWriter(
      stored, weights: weights, cache: cache, addsSpecial: !noSpecial, isChat: chat,
      system: system, sampling: sampling)
    if let beams, let prompt { return try search(beams, after: prompt, writer) }
    guard let prompt else { return try writer.converse() }
    try writeTexts(after: prompt, writer)
  }

  /// Ids alone: no tokenizer has to be there.
  private func writeIDs(after start: [Int32], _ generator: Generator) throws {
    generator.slidesBeyondContext = false
    var results: [JSONValue] = []
    for number in 0..<sampling.samples {
      var sampler = try sampling.sampler(number)
      var isFirst = true
      let (result, seconds) = try Stopwatch.timed {
        try generator.generate(
          start, maximumNewTokens: sampling.maxNewTokens, sampler: &sampler
        ) { id in
          if !json { Console.write(Array(((isFirst ? "" : ",") + String(id)).utf8)) }
          isFirst = false
          // Nobody sees what would follow.
          return !StandardStreams.isOutputLost
        }
      }
      noteFullContext(result.ending, result.ids.count, start.count)
      if !json { Console.write([0x0A]) }
      results.append(
        Self.json(
          start: start, ids: result.ids, text: nil, ending: result.ending, seconds: seconds,
          seed: sampling.seed(number)))
    }
    if json { printJSON(results) }
  }

  private func writeTexts(after prompt: String, _ writer: ModelWriter) throws {
    let start = try writer.start(prompt)
    writer.noteDroppedBytes(prompt)
    var results: [JSONValue] = []
    for number in 0..<sampling.samples {
      if !json {
        if sampling.samples > 1 {
          Console.write(Array("\(number > 0 ? "\n" : "")--- \(number + 1)\n".utf8))
        }
        if !chat { Console.write(Array(prompt.utf8)) }
      }
      let (written, seconds) = try Stopwatch.timed {
        try writer.write(after: start, number: number, shows: !json)
      }
      noteFullContext(written.ending, written.ids.count, start.count)
      if !json { Console.write([0x0A]) }
      results.append(
        Self.json(
          start: start, ids: written.ids, text: written.text, ending: written.ending,
          seconds: seconds, seed: sampling.seed(number)))
    }
    if json { printJSON(results) }
  }

  func noteFullContext(_ ending: Generator.Ending, _ tokens: Int, _ start: Int) {
    guard ending == .contextFull else { return }
    Console.note(
      "stopped after \(tokens) of \(sampling.maxNewTokens) tokens: the context of "
        + "\(start + tokens - 1) is full")
  }

  private func printJSON(_ results: [JSONValue]) {
    Console.printJSON(
      results.count == 1 ? results[0] : .object(JSONObject([("samples", .array(results))])))
  }

  private static func json(
    start: [Int32], ids: [Int32], text: String?, ending: Generator.Ending, seconds: Double,
    seed: UInt64
  ) -> JSONValue {
    [
      "promptIds": TokenIDs.json(start), "ids": TokenIDs.json(ids),
      "text": text.map { .text($0) } ?? .null, "ending": .text("\(ending)"),
      "tokensPerSecond": .number(seconds > 0 ? Double(ids.count) / seconds : 0),
      "seed": .text(String(seed)),
    ]
  }
}
