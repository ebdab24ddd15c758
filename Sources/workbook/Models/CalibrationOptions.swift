import ArgumentParser
import WorkbookCore

/// The text that `quantize` is calibrated on, and what is made of it.
struct CalibrationOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: "Text of the kind that the model is to read: files or folders, none of it in --corpus.")
  var calibration: [String] = []

  @Option(help: "Windows of the calibration text, spread over all of it. (default: 16)")
  var calibrationWindows: Int?

  @Option(help: "Tokens a window. (default: 512, or the model's context where that is less)")
  var calibrationContext: Int?

  @Flag(
    inversion: .prefixedNo,
    help: "gptq rounds the columns with the largest inputs first. (default: --act-order)")
  var actOrder: Bool?

  @Option(
    help: "gptq: what is added to the Hessian's diagonal, as a share of its mean. (default: 0.01)")
  var damping: Double?

  func validate(for rounding: QuantizeCommand.Rounding) throws {
    guard rounding != .gptq || !calibration.isEmpty else {
      throw ValidationError("--rounding gptq needs text: name it with --calibration")
    }
    guard rounding != .nearest || calibration.isEmpty else {
      throw ValidationError(
        "--calibration is of no use to --rounding nearest; give least-squares or gptq")
    }
    guard !calibration.isEmpty || (calibrationWindows == nil && calibrationContext == nil) else {
      throw ValidationError(
        "--calibration-windows and --calibration-context belong to --calibration")
    }
    guard rounding == .gptq || (actOrder == nil && damping == nil) else {
      throw ValidationError("--act-order and --damping belong to --rounding gptq")
    }
    for (name, value) in [
      ("windows", calibrationWindows), ("context", calibrationContext),
    ] {
      if let value, !(1...1 << 20).contains(value) {
        throw ValidationError("--calibration-\(name) is \(value), not between 1 and \(1 << 20)")
      }
    }
    if let damping, !(damping >= 0 && damping <= 1) {
      throw ValidationError("--damping is \(damping), not between 0 and 1")
    }
  }

  /// The windows; nil where no text is given.
  func read(_ tokenizer: any Tokenizer, _ stored: any StoredModel) throws -> CalibrationText? {
    guard !calibration.isEmpty else { return nil }
    let corpus = try Corpus.read(paths: calibration, for: .measurement) {
      Console.note($0.summary)
    }
    let count = calibrationWindows ?? 16
    let text = try CalibrationText(
      documents: corpus.texts, tokenizer: tokenizer, count: count,
      time: calibrationContext ?? min(512, stored.configuration.contextLength))
    if text.windows.count < count {
      Console.note(
        "the calibration text has only \(Plural.count(text.windows.count, "window")) of "
          + "\(text.windows[0].count) tokens, not \(count)")
    }
    return text
  }
}
