import ArgumentParser
import WorkbookCore

/// `export`: a model for other engines.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a model as a GGUF file for llama.cpp, or as a directory for transformers.",
    discussion: """
      Example: ./workbook export --model runs/finance --out finance.gguf --format q8_0
      Example: ./workbook export --model SmolLM2-135M-Instruct.Q4_1.gguf --out smollm2
      Example: ./workbook export --model law-adapter --merge --out law.gguf --format q8_0

      What --out is called decides: a name that ends with .gguf is a file, any other a directory. The \
      tokenizer goes along. Weights are rounded to the nearest number of the format; vectors stay f32.
      """)

  @Option(help: "A model directory, a GGUF file, or an adapter.")
  var model: String

  @OptionGroup var adapter: AdapterOption

  @Flag(help: "Write an adapter's model with the adapter merged into its weights.")
  var merge = false

  @Option(help: "Where to write: NAME.gguf, or a directory.")
  var out: String

  @Option(
    help: """
      f32, f16 or bf16; in a GGUF file also q8_0, q6_k, q5_1, q5_k, q5_0, q4_1, q4_k, q4_0, q3_k or q2_k. \
      (default: f32)
      """)
  var format = ExportFormat(element: .float32)

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    try OutputFolder.checkModel(out)
    let stored = try adapter.open(model)
    let isAdapter = stored is AdapterModel
    if isAdapter && !merge {
      throw InputError("\(stored.path) is an adapter; --merge writes its model with it")
    }
    if merge && !isAdapter {
      throw InputError("\(stored.path) is no adapter; leave out --merge")
    }
    let report = try ModelExport(of: stored).write(to: out, as: format.element)
    if !report.fallbacks.isEmpty {
      Console.note(
        "\(Plural.count(report.fallbacks.count, "matrix", "matrices")) with rows that "
          + "\(format.element.name) cannot pack became a form that fits: \(report.fallbacks[0])"
          + (report.fallbacks.count > 1 ? " and others" : ""))
    }
    guard !json else {
      return Console.printJSON([
        "path": .text(report.path), "bytes": .integer(report.byteCount),
        "bitsPerWeight": .number(report.bitsPerWeight), "format": .text(format.element.name),
        "hasTokenizer": .bool(report.hasTokenizer),
        "fallbacks": .array(report.fallbacks.map { .text($0) }),
      ])
    }
    print(
      "\(report.path): \(ByteCount.text(report.byteCount)), "
        + "\(Measure.ratio(report.bitsPerWeight)) bits a weight"
        + (report.hasTokenizer ? ", tokenizer included" : ", without a tokenizer"))
    NextStep.say(["inspect", out], why: "what it is now")
  }
}

/// A format of weights, as people write it.
struct ExportFormat: ExpressibleByArgument {
  let element: GGUFElement

  init(element: GGUFElement) { self.element = element }

  init?(argument: String) {
    guard
      let element = GGUFElement.packable.first(where: {
        $0.name.lowercased() == argument.lowercased()
      })
    else { return nil }
    self.element = element
  }

  var defaultValueDescription: String { element.name.lowercased() }
  static var allValueStrings: [String] { GGUFElement.packable.map { $0.name.lowercased() } }
}
