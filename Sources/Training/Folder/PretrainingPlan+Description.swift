import Foundation
import Groundwork
import Models
import TrainingData

extension PretrainingPlan {
  /// What decides the run, in the words of `run.json`.
  var description: [(String, JSONValue)] {
    [
      ("identity", .text(identity)), ("steps", .integer(training.steps)),
      ("batch", .integer(training.batch)), ("contextLength", .integer(training.contextLength)),
      ("replicas", .integer(training.replicas)), ("seed", .text(String(training.seed))),
      ("tokens", .integer(training.steps * training.tokensPerStep)),
      ("precision", .text(training.productPlan.precision.rawValue)),
      ("parameters", .integer(model.parameterCount.all)),
      ("model", Self.json(model)), ("training", trainingDescription),
      ("sources", .array(findings.sourceDescriptions { sources.map(Self.describe) })),
      ("startingModel", startingModel.map { .text($0) } ?? .null),
    ] + (adapterDescription.map { [("adapter", $0)] } ?? [])
  }

  /// The settings that decide weights, without those that are told by themselves.
  private var trainingDescription: JSONValue {
    let silent: Set<String> = [
      "batch", "contextLength", "steps", "replicas", "seed", "logEvery", "evaluateEvery",
      "checkpointEvery", "recomputation",
    ]
    let members = Self.json(training.decisive).object?.members ?? []
    return .object(JSONObject(members: members.filter { !silent.contains($0.name) }))
  }

  private static func describe(_ source: WindowSampler.Source) -> JSONValue {
    [
      "name": .text(source.name), "weight": .number(source.weight),
      "tokens": .integer(source.tokenCount),
      "digest": .text(
        source.shard.map { hexadecimal($0.digest) }
          ?? source.tokens.withUnsafeBytes { bytes in
            var digest = SHA256Digest()
            digest.update(bytes)
            return digest.finish()
          }),
    ]
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String(format: "%02x", $0) }.joined()
  }

  private static func json(_ value: some Encodable) -> JSONValue {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(value) else { return .null }
    return (try? StrictJSON.parse([UInt8](data))) ?? .null
  }
}
