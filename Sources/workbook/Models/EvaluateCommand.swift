import ArgumentParser
import Foundation
import WorkbookCore

/// `evaluate`: what probability a model gives to text.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measures loss, perplexity and bits per byte of a model on text.",
    discussion: """
      Example: ./workbook evaluate --model model --corpus held-out.txt --json
      Example: ./workbook evaluate --model before after.gguf --corpus contracts/ novels/
      Example: ./workbook evaluate --model model --ids 5,8,13 --json
      Example: ./workbook evaluate --model model --prompt "The yield on the" --choice " bond" \
      --choice " wheat"

      Example: ./workbook evaluate --model smollm2.gguf law-adapter --corpus contracts/ novels/

      Each path of --corpus is a text of its own, with a result of its own; several models are set \
      side by side.
      """)

  @Option(
    parsing: .upToNextOption,
    help: "Model directories (config.json, model.safetensors, tokenizer), GGUF files or adapters.")
  var model: [String]

  @OptionGroup var adapter: AdapterOption

  @Option(parsing: .upToNextOption, help: "Files or folders of text, each measured by itself.")
  var corpus: [String] = []

  @Option(help: "Token ids, in place of text: 5,8,13; prints each one's log-probability.")
  var ids: TokenIDs?

  @Option(help: "A question that --choice continues.")
  var prompt: String?

  @Option(parsing: .unconditionalSingleValue, help: "A possible continuation; give several.")
  var choice: [String] = []

  @Option(help: "What stands in the prompt's place when choices are calibrated. (default: Answer:)")
  var neutral: String?

  @Option(help: "Tokens between the beginnings of windows. (default: the context, without overlap)")
  var stride: Int?

  @Option(help: "Tokens a window. (default: the model's own context, or 1024 where that is less)")
  var context: Int?

  @OptionGroup var weights: WeightOptions

  @Option(
    help:
      "The numbers that unpacked matrices are multiplied in: float32, bfloat16, or the fastest of them here."
  )
  var precision = PrecisionChoice.float32

  @Flag(help: "Leave out the tokens that the tokenizer puts around a text.")
  var noSpecial = false

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard [!corpus.isEmpty, ids != nil, prompt != nil].filter({ $0 }).count == 1 else {
      throw ValidationError("give one of --corpus, --ids and --prompt")
    }
    guard (prompt == nil) == choice.isEmpty else {
      throw ValidationError("--prompt and --choice belong together")
    }
    guard neutral == nil || prompt != nil else {
      throw ValidationError("--neutral belongs to --prompt and --choice")
    }
    guard model.count == 1 || !corpus.isEmpty else {
      throw ValidationError("several models are compared on --corpus alone")
    }
    guard adapter.adapter == nil || model.count == 1 else {
      throw ValidationError("--adapter goes with one model; name adapters' folders with --model")
    }
  }

  func run() throws {
    guard corpus.isEmpty else { return try evaluateTexts() }
    guard let path = model.first else { return }
    let stored = try adapter.open(path)
    let tokenizer = ids == nil ? try tokenizer(of: stored) : nil
    let evaluator = try evaluator(of: stored)
    if let ids { try report(ids.ids, evaluator) }
    if let tokenizer { try reportChoices(evaluator, tokenizer) }
  }

  private func evaluateTexts() throws {
    // The text first: a large model takes longer to read than a wrong path.
    let texts = try EvaluatedText.read(corpus)
    let report = EvaluationReport(
      texts: texts, models: try model.map { try evaluate($0, on: texts) })
    guard !json else { return Console.printJSON(report.json) }
    print(report.text)
    NextStep.say(
      ["scaling", "sweep", "--corpus"] + NextStep.texts(corpus) + [
        "--out", "runs.csv", "--minutes", "10",
      ],
      why: "a law for models of other sizes")
  }

  private func tokenizer(of stored: any StoredModel) throws -> any Tokenizer {
    try ModelFolder.tokenizer(of: stored, addsSpecial: !noSpecial)
  }

  private func evaluator(of stored: any StoredModel) throws -> Evaluator {
    let source = try weights.read(stored)
    guard precision == .float32 || source is ParameterStore<Float> else {
      throw InputError(
        "the weights stay packed as they are stored: --precision \(precision.rawValue) needs "
          + "--weights unpacked")
    }
    let time = context ?? min(source.configuration.contextLength, Evaluator.longestDefaultWindow)
    return try Evaluator(
      source, contextLength: context,
      products: precision.plan(
        for: source.configuration, batch: 1, time: time, replicas: 1, noting: Console.note))
  }

  /// One model at a time lies in memory.
  private func evaluate(_ path: String, on texts: [EvaluatedText]) throws -> EvaluatedModel {
    let stored = try adapter.open(path)
    let tokenizer = try tokenizer(of: stored)
    let evaluator = try evaluator(of: stored)
    ModelFolder.noteDroppedBytes(texts.flatMap(\.corpus.texts), tokenizer)
    let losses = try texts.map { text in
      let title = model.count > 1 ? "\(path) on \(text.path)" : "evaluate \(text.path)"
      var line: ProgressLine?
      evaluator.progress = { done, total in
        // What is counted are windows, which nobody asked for.
        if line == nil {
          line = ProgressLine(title, total: total, isShare: true, patience: .seconds(2))
        }
        line?.update(done)
      }
      return try evaluator.evaluate(
        documents: text.corpus.texts, tokenizer: tokenizer,
        windowing: stride.map { .sliding(stride: $0) } ?? .nonOverlapping)
    }
    return EvaluatedModel(path: path, losses: losses)
  }

  private func report(_ ids: [Int32], _ evaluator: Evaluator) throws {
    let logs = try evaluator.logProbabilities(ids)
    let total = logs.reduce(0) { $0 + ($1 ?? 0) }
    let scored = max(1, logs.count - 1)
    if json {
      return Console.printJSON([
        "ids": TokenIDs.json(ids),
        "logProbabilities": .array(logs.map { $0.map { .number($0) } ?? .null }),
        "logProbability": .number(total), "loss": .number((0 - total) / Double(scored)),
      ])
    }
    for (id, log) in zip(ids, logs) {
      print("\(id)\t" + (log.map { String(format: "%.6f", $0) } ?? "-"))
    }
    print(String(format: "sum\t%.6f nats", total))
  }

  private func reportChoices(_ evaluator: Evaluator, _ tokenizer: any Tokenizer) throws {
    ModelFolder.noteDroppedBytes(([prompt ?? ""] + choice).map { Array($0.utf8) }, tokenizer)
    let question = try tokenizer.encode(prompt ?? "")
    let start = tokenizer.textStart
    // A vocabulary of characters may lack those of a word that nobody asked for.
    let besides =
      try neutral.map { try tokenizer.encode($0) } ?? (try? tokenizer.encode("Answer:"))
    let scores = try evaluator.score(
      choices: try choice.map { try tokenizer.encode($0) }, after: start + question,
      neutral: besides.map { start + $0 })
    let report = ChoiceReport(texts: choice, scores: scores)
    guard !json else { return Console.printJSON(report.json) }
    print(report.text)
  }
}
