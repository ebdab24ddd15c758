import Foundation
import WorkbookCore

/// What `pretrain` says at the end of a run.
struct PretrainReport {
  let plan: PretrainingPlan
  let result: PretrainingResult
  let folder: String
  let predictedByteCount: Int

  var text: String {
    let whole = result.wholeValidation
    var lines = [
      String(
        format: "validation loss  %.4f nats a token, %.4f bits a byte", whole.mean,
        whole.bitsPerByte),
      String(format: "training loss    %.4f", result.trainingLoss),
      String(format: "speed            %.0f tokens a second", result.tokensPerSecond),
    ]
    if let before = result.before {
      for (old, new) in zip(before, result.validation) {
        lines.append(
          String(
            format: "  %.4f bits a byte, %.4f before: ", new.bitsPerByte, old.bitsPerByte)
            + "\(new.name) (\(Self.change(old.bitsPerByte, new.bitsPerByte)))")
      }
    } else if result.validation.count > 1 {
      for part in result.validation {
        lines.append(
          String(format: "  %.4f nats, %.4f bits  ", part.loss, part.bitsPerByte) + part.name)
      }
    }
    let count =
      plan.adapter == nil
      ? "\(result.parameterCount) parameters"
      : "an adapter: \(result.trainedParameterCount) parameters for a model of "
        + "\(result.parameterCount)"
    lines.append("model            \(folder)  (\(count))")
    return lines.joined(separator: "\n")
  }

  private static func change(_ old: Double, _ new: Double) -> String {
    String(format: "%+.1f %%", 100 * (new / old - 1))
  }

  var json: JSONValue {
    let whole = result.wholeValidation
    func texts(_ parts: [PretrainingResult.Validation]) -> JSONValue {
      .array(
        parts.map {
          [
            "name": .text($0.name), "loss": .number($0.loss),
            "bitsPerByte": .number($0.bitsPerByte),
          ]
        })
    }
    return [
      "validationLoss": .number(whole.mean), "bitsPerByte": .number(whole.bitsPerByte),
      "validation": texts(result.validation), "before": result.before.map(texts) ?? .null,
      "trainingLoss": .number(result.trainingLoss),
      "tokensPerSecond": .number(result.tokensPerSecond), "steps": .integer(result.steps),
      "trainingTokens": .integer(plan.sources.reduce(0) { $0 + $1.tokenCount }),
      "validationTokens": .integer(plan.validation.reduce(0) { $0 + $1.ids.count }),
      "vocabularySize": .integer(plan.model.vocabularySize),
      "parameters": .integer(result.parameterCount),
      "trainedParameters": .integer(result.trainedParameterCount),
      "learningRate": .number(plan.training.schedule.peak),
      "memoryBytes": .integer(result.memory.total),
      "predictedMemoryBytes": .integer(predictedByteCount),
      "peakMemoryBytes": .integer(MachineProbe.peakMemoryByteCount),
      "replicas": .integer(plan.training.replicas),
      "precision": .text(plan.training.productPlan.precision.rawValue),
      "seed": .text(String(plan.training.seed)),
      "model": .text(folder),
    ]
  }
}
