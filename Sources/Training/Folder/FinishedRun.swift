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
    guard
      plan.modelFiles.allSatisfy({ FileManager.default.fileExists(atPath: "\(folder)/\($0)") }),
      let present = PresentRun(folder: folder), present.isSealed,
      present.identity == plan.identity,
      present.object["steps"]?.integer == plan.training.steps,
      let losses = present.losses(under: "validation", of: plan.validation),
      let memory = (present.object["made"]?.object?["memory"]?.object).flatMap(memory),
      // The weights are those that the run wrote: others are written anew from the checkpoint.
      let weights = try? Checksum.sha256(file: "\(folder)/\(plan.weightsFile)"),
      present.object["weights"]?.text == weights,
      let digest = present.object["metrics"]?.text,
      let metrics = MetricsLog.read(
        "\(folder)/\(RunFolder.metricsFile)", validationNames: plan.validation.map(\.name),
        digest: digest),
      metrics.last?.step == plan.training.steps
    else { return nil }
    func named(_ losses: [TextLoss]) -> [PretrainingResult.Validation] {
      zip(plan.validation, losses).map { .init(name: $0.name, text: $1) }
    }
    return PretrainingResult(
      validation: named(losses),
      before: present.losses(under: "before", of: plan.validation).map(named),
      tokensPerSecond: 0, steps: plan.training.steps,
      parameterCount: plan.model.parameterCount.all,
      trainedParameterCount: plan.trainedParameterCount, memory: memory, metrics: metrics,
      folder: folder)
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
