import Foundation
import Groundwork
import Models
import TrainingData

/// What a finished run leaves in its folder beside the model: enough to read its result again without
/// building anything.
///
/// - `run.json`: what the same run gives on any machine and any number of processes, to the byte; the
///   last file to be written.
/// - `memory.json`: what the process that wrote the files held.
/// - `metrics.csv`: see `MetricsLog`.
struct FinishedRun {
  let plan: PretrainingPlan
  let folder: String

  static let summaryFile = "run.json"
  static let memoryFile = "memory.json"
  static let metricsFile = "metrics.csv"

  // MARK: - Writing

  /// Writes what is known before the first step.
  func begin() throws {
    try write(.object(JSONObject(members: head)), to: Self.summaryFile)
  }

  /// What both the beginning and the end of a run say of it.
  private var head: [JSONObject.Member] {
    let training = plan.training
    let entries: [(String, JSONValue)] = [
      ("identity", .text(plan.identity)), ("steps", .integer(training.steps)),
      ("batch", .integer(training.batch)), ("contextLength", .integer(training.contextLength)),
      ("replicas", .integer(training.replicas)), ("seed", .text(String(training.seed))),
    ]
    return entries.map { JSONObject.Member(key: Array($0.0.utf8), value: $0.1) }
  }

  /// Writes the result, beside the model that lies there already.
  func write(_ result: PretrainingResult) throws {
    let memory = result.memory
    try write(
      [
        "parameters": .integer(memory.parameters), "gradients": .integer(memory.gradients),
        "optimizerState": .integer(memory.optimizerState),
        "activations": .integer(memory.activations),
      ], to: Self.memoryFile)
    let rest: JSONValue = [
      "parameters": .integer(result.parameterCount),
      "trainingLoss": .number(result.trainingLoss),
      "validation": .array(
        zip(plan.validation, result.validation).map { text, result in
          [
            "name": .text(result.name), "loss": .number(result.loss),
            "bitsPerByte": .number(result.bitsPerByte), "nats": .number(result.text.nats),
            "tokens": .integer(result.text.tokenCount),
            "bytes": .integer(result.text.byteCount), "digest": .text(digest(text)),
          ]
        }),
      "weights": .text(try Checksum.sha256(file: weightsPath)),
    ]
    let members = head + (rest.object?.members ?? [])
    try write(.object(JSONObject(members: members)), to: Self.summaryFile)
  }

  private var weightsPath: String { "\(folder)/\(ModelDirectory.weightsFile)" }

  private func write(_ value: JSONValue, to name: String) throws {
    try AtomicFile.write(value.encoded(isPretty: true) + [0x0A], to: "\(folder)/\(name)")
  }

  // MARK: - Reading

  /// The result of the run that the folder holds; nil unless it is this plan's, whole, and measured
  /// on this plan's held-out texts. Folders of older versions lack what is asked for here.
  func read() -> PretrainingResult? {
    let needed = [
      ModelDirectory.configurationFile, ModelDirectory.weightsFile, ModelDirectory.tokenizerFile,
    ]
    guard needed.allSatisfy({ FileManager.default.fileExists(atPath: "\(folder)/\($0)") }),
      let summary = object(Self.summaryFile), summary["identity"]?.text == plan.identity,
      summary["steps"]?.integer == plan.training.steps, let validation = validation(summary),
      let memory = object(Self.memoryFile).flatMap(memory),
      // The weights are those that the run wrote: others are written anew from the checkpoint.
      let weights = try? Checksum.sha256(file: weightsPath), summary["weights"]?.text == weights,
      let metrics = MetricsLog.read(
        "\(folder)/\(Self.metricsFile)", validationNames: plan.validation.map(\.name)),
      metrics.last?.step == plan.training.steps
    else { return nil }
    return PretrainingResult(
      validation: validation, tokensPerSecond: 0, steps: plan.training.steps,
      parameterCount: plan.model.parameterCount.all, memory: memory, metrics: metrics,
      folder: folder)
  }

  /// The identity of the run that the folder holds, if it says one.
  var presentIdentity: String? { object(Self.summaryFile)?["identity"]?.text }

  private func object(_ name: String) -> JSONObject? {
    guard let bytes = try? AtomicFile.read("\(folder)/\(name)") else { return nil }
    return (try? StrictJSON.parse(bytes))?.object
  }

  private func validation(_ summary: JSONObject) -> [PretrainingResult.Validation]? {
    guard let entries = summary["validation"]?.array, entries.count == plan.validation.count else {
      return nil
    }
    var result: [PretrainingResult.Validation] = []
    for (entry, text) in zip(entries, plan.validation) {
      guard let entry = entry.object, entry["name"]?.text == text.name,
        entry["tokens"]?.integer == text.ids.count - 1,
        entry["bytes"]?.integer == text.byteCount, entry["digest"]?.text == digest(text),
        let nats = entry["nats"]?.number
      else { return nil }
      result.append(
        PretrainingResult.Validation(
          name: text.name,
          text: TextLoss(
            nats: nats, tokenCount: text.ids.count - 1, byteCount: text.byteCount)))
    }
    return result
  }

  private func memory(_ object: JSONObject) -> TrainingMemory? {
    guard let parameters = object["parameters"]?.integer,
      let gradients = object["gradients"]?.integer,
      let optimizerState = object["optimizerState"]?.integer,
      let activations = object["activations"]?.integer
    else { return nil }
    return TrainingMemory(
      parameters: parameters, gradients: gradients, optimizerState: optimizerState,
      activations: activations)
  }

  /// A digest of a held-out text's ids: the plan's identity leaves held-out text out, for it does not
  /// decide the weights.
  private func digest(_ text: ValidationText) -> String {
    var hash = FNV1a()
    for id in text.ids { hash.add(UInt64(UInt32(bitPattern: id))) }
    return String(hash.value, radix: 16)
  }
}
