import Foundation
import Models

extension TrainingConfiguration {
  /// The same, with one value for all that decides no weight: how often is looked, and what is computed
  /// twice. Configurations that are equal in this train alike, bit for bit.
  public var decisive: TrainingConfiguration {
    var settings = self
    settings.logEvery = 1
    settings.evaluateEvery = 1
    settings.checkpointEvery = 1
    settings.recomputation = false
    return settings
  }

  /// What digests of a training are made of: the model and the `decisive` settings, each as JSON with
  /// its keys sorted.
  public func decisiveParts(with model: ModelConfiguration) -> [[UInt8]] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return [try? encoder.encode(model), try? encoder.encode(decisive)].map { [UInt8]($0 ?? Data()) }
  }
}
