import ArgumentParser
import Foundation
import WorkbookCore

/// `quantize`: a model with fewer bits a weight.
struct QuantizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quantize",
    abstract: "Writes a model with fewer bits a weight, and measures what that costs.",
    discussion: """
      Example: ./workbook quantize --model runs/finance --out finance.gguf --format q8_0
      Example: ./workbook quantize --model smol.gguf --out small.gguf --format q4_0 --rounding gptq \
      --calibration contracts/ --corpus held-out.txt
      Example: ./workbook quantize --model model --out small.gguf --format q4_k --keep "*attn_v=q8_0"

      What --out is called decides: a name that ends with .gguf is a file of packed weights; any other is a \
      directory for transformers, which holds the rounded numbers in full: F16 or BF16 as such, those of the other \
      formats as F32. The tokenizer and the chat template go along.

      Vectors stay F32, and so do learned positions in formats of whole numbers. The matrix of the head, also where \
      it is the embedding too, gets q6_k (or q8_0, where its rows do not fit) in formats of fewer bits, unless \
      --keep says otherwise. Rows that are no whole number of blocks get q4_0 for q2_k and q3_k, q5_0 for q4_k, \
      q5_1 for q5_k, q8_0 for q6_k, and f16 where those do not fit either.

      nearest reaches the largest weights and rounds each by itself. least-squares looks for the grid with the \
      least squared error, weighted by the inputs that --calibration shows, or all alike without. gptq makes each \
      weight's error good by those of its row that are still to come, layer by layer.
      """)

  @Option(help: "A model directory, or a GGUF file.")
  var model: String

  @Option(help: "Where to write: NAME.gguf, or a directory.")
  var out: String

  @Option(help: "q8_0, q6_k, q5_1, q5_k, q5_0, q4_1, q4_k, q4_0, q3_k, q2_k, f16 or bf16.")
  var format: ExportFormat

  @Option(help: "How weights are rounded: nearest, least-squares or gptq.")
  var rounding = Rounding.nearest

  @OptionGroup var calibration: CalibrationOptions

  @Option(
    help: """
      Weights that share a scale, a multiple of 32: q4_0 and its like then repeat it. (default: the format's \
      own, 32; 16 in q6_k, q3_k and q2_k)
      """)
  var groupSize: Int?

  @Option(
    parsing: .upToNextOption,
    help: """
      NAME=FORMAT, the form of single matrices: by the name in GGUF or in transformers, with * for anything. \
      Give several.
      """)
  var keep: [KeptForm] = []

  @Option(
    parsing: .upToNextOption,
    help: """
      Held-out text, files or folders: bits per byte of each path before and after, computed with the numbers \
      that the weights stand for.
      """)
  var corpus: [String] = []

  @Option(help: "Tokens a window of --corpus. (default: the model's context, at most 1024)")
  var context: Int?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  enum Rounding: String, ExpressibleByArgument, CaseIterable {
    case nearest
    case leastSquares = "least-squares"
    case gptq
  }

  func validate() throws {
    try calibration.validate(for: rounding)
    guard context == nil || !corpus.isEmpty else {
      throw ValidationError("--context belongs to --corpus")
    }
    func place(_ path: String) -> String {
      URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
    let calibrated = Set(calibration.calibration.map(place))
    if let path = corpus.first(where: { calibrated.contains(place($0)) }) {
      throw ValidationError(
        "\(path) is calibrated on, so it is no held-out text; give another --corpus")
    }
  }

  func run() throws {
    try OutputFolder.checkModel(out)
    // All that can be wrong with names, forms and texts, before numbers are read.
    let stored = try ModelFolder.open(model)
    let plan = try QuantizationPlan(
      stored.configuration, format: format.element, keep: keep.map { ($0.name, $0.element) })
    let quantizer = try Quantizer(
      plan, modelRounding, groupSize: groupSize, damping: calibration.damping ?? 0.01)
    let export = ModelExport(of: stored)
    try export.requireFit(out)
    let texts = try EvaluatedText.read(corpus)
    let tokenizer =
      texts.isEmpty && calibration.calibration.isEmpty
      ? nil : try ModelFolder.tokenizer(of: stored, addsSpecial: true)
    let calibrationText = try tokenizer.flatMap { try calibration.read($0, stored) }

    let parameters = try stored.readParameters()
    let evaluator = try texts.isEmpty ? nil : Evaluator(parameters, contextLength: context)
    func measure(_ title: String) throws -> [TextLoss] {
      guard let evaluator, let tokenizer else { return [] }
      return try texts.map { text in
        var line = ProgressLine(
          "\(title) \(text.path)", total: 1_000, begun: 0, isShare: true, patience: .seconds(2))
        evaluator.progress = { line.update($0 * 1_000 / max(1, $1)) }
        return try evaluator.evaluate(documents: text.corpus.texts, tokenizer: tokenizer)
      }
    }
    let before = try measure("before on")
    var line = ProgressLine(
      "quantize", total: 1_000, begun: 0, isShare: true, patience: .seconds(2))
    let weights = try quantizer.quantize(parameters, calibration: calibrationText) {
      line.update(Int($0 * 1_000))
    }
    let after = try measure("after on")
    let written = try export.write(weights, format: format.element, to: out)
    let report = QuantizeReport(
      weights: weights, written: written, quantizer: quantizer, rounding: rounding,
      calibration: calibrationText, texts: texts, before: before, after: after)
    report.noteFallbacks()
    guard !json else { return Console.printJSON(report.json) }
    print(report.text)
    NextStep.say(
      ["generate", "--model", out, "--prompt", "Once upon a time"], why: "what it writes now")
  }

  private var modelRounding: ModelRounding {
    switch rounding {
    case .nearest: .nearest
    case .leastSquares: .leastSquares
    case .gptq: .gptq(isOrdered: calibration.actOrder ?? true)
    }
  }
}

/// `NAME=FORMAT` of `--keep`.
struct KeptForm: ExpressibleByArgument {
  let name: String
  let element: GGUFElement

  init?(argument: String) {
    guard let place = argument.lastIndex(of: "="), place != argument.startIndex,
      let form = ExportFormat(argument: String(argument[argument.index(after: place)...]))
    else { return nil }
    name = String(argument[..<place])
    element = form.element
  }
}
