import Foundation
import Groundwork
import Models
import TrainingData

/// `run.json`: what a run is, what it gave, and how it was made; the last file to be written.
///
/// All but the member `made` is what the same run gives on any machine and any number of processes, to
/// the byte. The whole carries a digest of itself (`SealedJSON`).
struct RunSummary {
  let plan: PretrainingPlan
  let folder: String
  /// What the run was before other settings took over.
  var history: [JSONValue] = []
  /// When it began, ISO 8601.
  let started: String
  var processCount = 1
  /// The losses over the held-out texts before the first step, of a run that goes on from a model.
  var before: [TextLoss]?
  /// The step at which this very run diverged before: until it is through, it counts as diverged.
  var divergedBefore: Int?

  var path: String { "\(folder)/\(RunFolder.summaryFile)" }

  /// Writes what is known before the first step.
  func begin() throws {
    try write(
      [("validation", heldOut)] + (divergedBefore.map { [("diverged", .integer($0))] } ?? []),
      made: [])
  }

  /// Writes that the loss became no number.
  func diverge(at step: Int, seconds: Double) throws {
    try write(
      [("validation", heldOut), ("diverged", .integer(step))], made: [("seconds", .number(seconds))]
    )
  }

  /// Writes the result, beside the model that lies there already.
  func finish(_ result: PretrainingResult, metrics: String, seconds: Double) throws {
    let memory = result.memory
    let whole = result.wholeValidation
    try write(
      [
        ("trainingLoss", .number(result.trainingLoss)),
        ("validationLoss", .number(whole.mean)), ("bitsPerByte", .number(whole.bitsPerByte)),
        ("validation", measured(result.validation.map(\.text))), ("metrics", .text(metrics)),
        (
          "weights",
          .text(try Checksum.sha256(file: "\(folder)/\(plan.weightsFile)"))
        ),
      ],
      made: [
        ("finished", .text(Date.now.formatted(.iso8601))), ("seconds", .number(seconds)),
        ("tokensPerSecond", .number(result.tokensPerSecond)),
        (
          "memory",
          [
            "parameters": .integer(memory.parameters), "gradients": .integer(memory.gradients),
            "optimizerState": .integer(memory.optimizerState),
            "activations": .integer(memory.activations),
          ]
        ),
      ])
  }

  private func write(
    _ results: [(String, JSONValue)], made: [(String, JSONValue)]
  ) throws {
    let past = history.isEmpty ? [] : [("history", JSONValue.array(history))]
    let first = before.map { [("before", measured($0))] } ?? []
    let circumstances =
      [("started", .text(started))] + made
      + RunCircumstances.entries(processCount: processCount)
    let members =
      plan.description + [("tokenizer", try tokenizer)] + past + first + results + [
        ("made", .object(JSONObject(circumstances)))
      ]
    try AtomicFile.write(SealedJSON.encoded(JSONObject(members).members), to: path)
  }

  /// The held-out texts, and what was measured on them.
  private func measured(_ losses: [TextLoss]) -> JSONValue {
    .array(
      zip(plan.validation, losses).map { text, loss in
        [
          "name": .text(text.name), "loss": .number(loss.mean),
          "bitsPerByte": .number(loss.bitsPerByte), "nats": .number(loss.nats),
          "tokens": .integer(loss.tokenCount), "bytes": .integer(loss.byteCount),
          "digest": .text(Self.digest(text)),
        ]
      })
  }

  /// The held-out texts, before anything was measured on them.
  private var heldOut: JSONValue {
    .array(
      plan.validation.map { text in
        [
          "name": .text(text.name), "tokens": .integer(text.ids.count - 1),
          "bytes": .integer(text.byteCount), "digest": .text(Self.digest(text)),
        ]
      })
  }

  /// The tokenizer that lies there already.
  private var tokenizer: JSONValue {
    get throws {
      let type = "\(type(of: plan.tokenizer))"
      return [
        "kind": .text(type.hasSuffix("Tokenizer") ? String(type.dropLast(9)) : type),
        "vocabularySize": .integer(plan.tokenizer.vocabularySize),
        "digest": .text(try Checksum.sha256(file: "\(folder)/\(ModelDirectory.tokenizerFile)")),
      ]
    }
  }

  /// A digest of a held-out text's ids: the plan's identity leaves held-out text out, for it does not
  /// decide the weights.
  static func digest(_ text: ValidationText) -> String {
    var hash = FNV1a()
    for id in text.ids { hash.add(UInt64(UInt32(bitPattern: id))) }
    return String(hash.value, radix: 16)
  }
}
