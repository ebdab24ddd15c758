import Groundwork
import Training
import TrainingData

/// What binds a run to its text and settings.
enum SweepFingerprint {
  private static let digits = 12

  /// A digest of all ids, their names, weights and documents, and of the held-out bytes' number. A
  /// changed tokenizer changes the ids.
  static func text(_ sources: [WindowSampler.Source], _ validation: ValidationText) -> String {
    func digest(_ ids: [Int32]) -> String { ids.withUnsafeBytes { Checksum.sha256(Array($0)) } }
    var words = sources.flatMap { source in
      [
        source.name, "\(source.weight)", digest(source.tokens),
        Checksum.sha256(source.documentStarts.map(String.init).joined(separator: " ")),
      ]
    }
    words += [digest(validation.ids), "\(validation.byteCount)"]
    return String(Checksum.sha256(words.joined(separator: "\n")).prefix(digits))
  }

  /// The text's digest and that of the model and all that decides its training.
  ///
  /// Which library multiplies is left out, as the processor is: parts of a sweep are made on several
  /// machines. The numbers that are multiplied are not.
  static func run(_ text: String, _ run: SweepRun) -> String {
    var training = run.training
    training.productPlan.choices = .openBLAS
    let bytes = Array(training.decisiveParts(with: run.model).joined())
    return text + "-" + Checksum.sha256(bytes).prefix(digits)
  }

  static func isOfText(_ fingerprint: String, _ text: String) -> Bool {
    fingerprint.hasPrefix(text + "-")
  }
}
