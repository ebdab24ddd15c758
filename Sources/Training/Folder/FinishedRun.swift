import Foundation
import Groundwork
import Models
import TrainingData

/// The result of a run that is complete, read from its folder without building or measuring anything.
struct FinishedRun {
  let plan: PretrainingPlan
  let folder: String

  /// The result of the run that the folder holds; nil unless it is this plan's, whole, and measured
  /// on this plan's held-out texts. Folders of older versions lack what is asked for here.
  func read() -> PretrainingResult? {
    let needed = [
      ModelDirectory.configurationFile, ModelDirectory.weightsFile, ModelDirectory.tokenizerFile,
    ]
    guard needed.allSatisfy({ FileManager.default.fileExists(atPath: "\(folder)/\($0)") }),
      let present = PresentRun(folder: folder), present.isSealed,
      present.identity == plan.identity,
      present.object["steps"]?.integer == plan.training.steps,
      let validation = validation(present.object),
      let memory = (present.object["made"]?.object?["memory"]?.object).flatMap(memory),
      // The weights are those that the run wrote: others are written anew from the checkpoint.
      let weights = try? Checksum.sha256(file: "\(folder)/\(ModelDirectory.weightsFile)"),
      present.object["weights"]?.text == weights,
      let digest = present.object["metrics"]?.text,
      let metrics = MetricsLog.read(
        "\(folder)/\(RunFolder.metricsFile)", validationNames: plan.validation.map(\.name),
        digest: digest),
      metrics.last?.step == plan.training.steps
    else { return nil }
    return PretrainingResult(
      validation: validation, tokensPerSecond: 0, steps: plan.training.steps,
      parameterCount: plan.model.parameterCount.all, memory: memory, metrics: metrics,
      folder: folder)
  }

  private func validation(_ summary: JSONObject) -> [PretrainingResult.Validation]? {
    guard let entries = summary["validation"]?.array, entries.count == plan.validation.count else {
      return nil
    }
    var result: [PretrainingResult.Validation] = []
    for (entry, text) in zip(entries, plan.validation) {
      guard let entry = entry.object, entry["name"]?.text == text.name,
        entry["tokens"]?.integer == text.ids.count - 1,
        entry["bytes"]?.integer == text.byteCount,
        entry["digest"]?.text == RunSummary.digest(text), let nats = entry["nats"]?.number
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
}
