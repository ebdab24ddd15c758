import Foundation
import Groundwork
import Models
import TrainingData

/// What the `run.json` of a folder says, before a run goes on there.
struct PresentRun {
  let object: JSONObject
  /// Whether the file is as it was written; files of older versions do not say.
  let isSealed: Bool

  /// Nil where there is no file, or one that cannot be read.
  init?(folder: String) {
    guard let bytes = try? AtomicFile.read("\(folder)/\(RunFolder.summaryFile)"),
      let (object, isSealed) = SealedJSON.read(bytes)
    else { return nil }
    self.object = object
    self.isSealed = isSealed
  }

  /// Whether the file is damaged, as far as it can be told.
  var isDamaged: Bool { !isSealed && SealedJSON.claimsSeal(object) }

  var identity: String? { object["identity"]?.text }
  var started: String? { isSealed ? object["made"]?.object?["started"]?.text : nil }
  var history: [JSONValue] { isSealed ? object["history"]?.array ?? [] : [] }
  /// The step at which the loss became no number.
  var divergedAt: Int? { isSealed ? object["diverged"]?.integer : nil }

  /// The model that an adapter was trained on; nil where the run trained a whole one.
  var baseDigest: String? { object["adapter"]?.object?["baseDigest"]?.text }

  /// What was measured on held-out texts; nil unless it was on these.
  ///
  /// - Parameter key: `validation` for after the last step, `before` for before the first one.
  func losses(under key: String, of texts: [ValidationText]) -> [TextLoss]? {
    guard isSealed, let entries = object[key]?.array, entries.count == texts.count else {
      return nil
    }
    var losses: [TextLoss] = []
    for (entry, text) in zip(entries, texts) {
      guard let entry = entry.object, entry["name"]?.text == text.name,
        entry["tokens"]?.integer == text.ids.count - 1,
        entry["bytes"]?.integer == text.byteCount,
        entry["digest"]?.text == RunSummary.digest(text), let nats = entry["nats"]?.number
      else { return nil }
      losses.append(
        TextLoss(nats: nats, tokenCount: text.ids.count - 1, byteCount: text.byteCount))
    }
    return losses
  }

  /// The settings that may be others once a run has diverged: how a step updates, never what it reads.
  private struct Changeable: Codable {
    let schedule: LearningRateSchedule
    let clippingNorm: Double
    let weightDecay: Double
    let zLoss: Double
  }

  /// A plan with the settings of this run, where it differs from it in those alone that may be others
  /// once it has diverged; nil where it differs in more.
  func counterpart(of plan: PretrainingPlan) -> PretrainingPlan? {
    guard divergedAt != nil, let bytes = object["training"]?.encoded(),
      let settings = try? JSONDecoder().decode(Changeable.self, from: Data(bytes))
    else { return nil }
    var former = plan
    former.training.schedule = settings.schedule
    former.training.clippingNorm = settings.clippingNorm
    former.training.weightDecay = settings.weightDecay
    former.training.zLoss = settings.zLoss
    return former.identity == identity ? former : nil
  }

  /// This run as an entry of the history of the one that takes over after some of its steps.
  func historyEntry(stepsKept: Int) -> JSONValue {
    .object(
      JSONObject(
        [
          ("identity", object["identity"] ?? .null), ("stepsKept", .integer(stepsKept)),
          ("diverged", object["diverged"] ?? .null), ("training", object["training"] ?? .null),
        ]))
  }
}
