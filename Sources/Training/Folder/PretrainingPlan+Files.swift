import Groundwork
import Models

/// What a run leaves in its folder for its model: a model directory, or an adapter's folder.
extension PretrainingPlan {
  /// The file with the numbers that were trained.
  var weightsFile: String {
    adapter == nil ? ModelDirectory.weightsFile : AdapterDirectory.weightsFile
  }

  /// All that the model needs.
  var modelFiles: [String] {
    [
      adapter == nil ? ModelDirectory.configurationFile : AdapterDirectory.configurationFile,
      weightsFile, ModelDirectory.tokenizerFile,
    ]
  }

  /// The settings of a model of the other kind: the two cannot lie in one folder.
  var otherKindsFile: String {
    adapter == nil ? AdapterDirectory.configurationFile : ModelDirectory.configurationFile
  }

  /// The numbers that training changes.
  var trainedParameterCount: Int {
    guard let settings = adapter?.settings else { return model.parameterCount.all }
    return model.adapterSites.filter { site in settings.targets.contains { site.matches($0) } }
      .reduce(0) { $0 + settings.rank * ($1.inputs + $1.outputs) }
  }

  /// The adapter in the words of `run.json`.
  var adapterDescription: JSONValue? {
    adapter.map { adapter in
      [
        "kind": "lora", "rank": .integer(adapter.settings.rank),
        "alpha": .number(adapter.settings.alpha),
        "isRankStabilized": .bool(adapter.settings.isRankStabilized),
        "targets": .array(adapter.settings.targets.map { .text($0) }),
        "dropout": .number(adapter.settings.dropout),
        "parameters": .integer(trainedParameterCount), "baseDigest": .text(adapter.baseDigest),
      ]
    }
  }
}
