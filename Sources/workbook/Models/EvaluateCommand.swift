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
      Example: ./workbook evaluate --model model --ids 5,8,13 --json
      Example: ./workbook evaluate --model model --prompt "The yield on the" --choice " bond" \
      --choice " wheat"
      """)

  @Option(help: "A model directory (config.json, model.safetensors, tokenizer.json).")
  var model: String

  @Option(parsing: .upToNextOption, help: "Files or folders of text.")
  var corpus: [String] = []

  @Option(help: "Token ids, in place of text: 5,8,13; prints each one's log-probability.")
  var ids: TokenIDs?

  @Option(help: "A question that --choice continues.")
  var prompt: String?

  @Option(parsing: .unconditionalSingleValue, help: "A possible continuation; give several.")
  var choice: [String] = []

  @Option(help: "Tokens between the beginnings of windows. (default: the context, without overlap)")
  var stride: Int?

  @Option(help: "Tokens a window. (default: the model's own context)")
  var context: Int?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard [!corpus.isEmpty, ids != nil, prompt != nil].filter({ $0 }).count == 1 else {
      throw ValidationError("give one of --corpus, --ids and --prompt")
    }
    guard (prompt == nil) == choice.isEmpty else {
      throw ValidationError("--prompt and --choice belong together")
    }
  }

  func run() throws {
    // The text first: a large model takes longer to read than a wrong path.
    let text =
      corpus.isEmpty
      ? nil : try Corpus.read(paths: corpus, for: .measurement) { Console.note($0.summary) }
    let evaluator = try Evaluator(try ModelFolder.parameters(model), contextLength: context)
    if let text {
      try report(text, evaluator)
    } else if let ids {
      try report(ids.ids, evaluator)
    } else {
      try reportChoices(evaluator)
    }
  }

  private func report(_ text: Corpus, _ evaluator: Evaluator) throws {
    let result = try evaluator.evaluate(
      documents: text.texts,
      tokenizer: try ModelFolder.tokenizer(model, of: evaluator.parameters.configuration),
      windowing: stride.map { .sliding(stride: $0) } ?? .nonOverlapping)
    if json {
      return Console.printJSON([
        "loss": .number(result.mean), "perplexity": .number(result.perplexity),
        "bitsPerByte": .number(result.bitsPerByte), "tokens": .integer(result.tokenCount),
        "bytes": .integer(result.byteCount), "documents": .integer(text.documents.count),
      ])
    }
    print(
      String(
        format: "loss           %.4f nats a token\nperplexity     %.2f\nbits per byte  %.4f",
        result.mean, result.perplexity, result.bitsPerByte))
    print(
      "text           \(Plural.count(result.tokenCount, "token")), "
        + "\(ByteCount.text(result.byteCount)), "
        + Plural.count(text.documents.count, "document"))
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

  private func reportChoices(_ evaluator: Evaluator) throws {
    let tokenizer = try ModelFolder.tokenizer(model, of: evaluator.parameters.configuration)
    let question = try tokenizer.encode(prompt ?? "")
    let start = tokenizer.endOfText.map { [$0] } ?? []
    let scores = try evaluator.score(
      choices: try choice.map { try tokenizer.encode($0) }, after: start + question)
    let best = scores.indices.max { scores[$0].perToken < scores[$1].perToken } ?? 0
    if json {
      let list = zip(choice, scores).map { text, score -> JSONValue in
        [
          "text": .text(text), "logProbability": .number(score.logProbability),
          "perToken": .number(score.perToken), "tokens": .integer(score.tokenCount),
        ]
      }
      return Console.printJSON(["best": .integer(best), "choices": .array(list)])
    }
    for (index, (text, score)) in zip(choice, scores).enumerated() {
      let mark = index == best ? "*" : " "
      print(
        "\(mark) "
          + String(format: "%9.4f nats, %8.4f a token  ", score.logProbability, score.perToken)
          + text)
    }
  }
}
