import Corpora
import Foundation
import Groundwork
import Models
import Tensors

/// What somebody asks who wants to know whether to train a model.
///
///     var request = AdviceRequest(domain: ["contracts/"], general: ["novels/"], folder: "advice")
///     request.bases = [try StoredModels.open("smollm2.gguf")]       // of Quantization
///     request.minutes = 10
///     let runner = try request.runner()
///     try runner.run()
///     let advice = runner.advice(costs: request.costs, constraints: request.constraints)
///     try AdviceReport(runner, advice: advice).write(to: request.folder)
public struct AdviceRequest {
  /// Files and folders of the field's text, and of general text.
  public var domain: [String]
  public var general: [String]
  /// General text that is at hand already, in place of `general`.
  public var generalCorpus: Corpus?
  /// Models that one has; without any, options that begin with one are not measured.
  public var bases: [any StoredModel] = []
  /// A file of questions; nil for a set made of the field's own terms.
  public var tasks: String?
  public var minutes = 10.0
  /// Where measurements and the report go; what is there already is gone on from.
  public var folder: String
  public var settings = AdviceSettings()
  public var costs = AdviceCosts()
  public var constraints: [AdviceConstraint] = []
  /// Threads; nil for one a core.
  public var threads: Int?

  public init(domain: [String], general: [String], folder: String) {
    (self.domain, self.general, self.folder) = (domain, general, folder)
  }

  /// Reads the texts and the models. The time begins here.
  ///
  /// - Parameters:
  ///   - note: is told what was recognized, read in another encoding, left out, or is measured first.
  ///   - tell: as `AdviceRunner.init` takes it.
  /// - Throws: `AdviceError`, `CorpusError`, `FileError`, and what reading models throws.
  public func runner(
    noting note: (String) -> Void = { _ in },
    telling tell: @escaping (_ trial: String, _ done: Double) -> Void = { _, _ in }
  ) throws -> AdviceRunner {
    // The clock begins before anything is read.
    let begun = AdviceClock.system()
    let now: AdviceClock.Now = AdviceClock.system
    guard minutes > 0, minutes.isFinite else {
      throw AdviceError.impossible("the time is \(minutes) minutes; it must be a positive number")
    }
    if let budget = costs.budget, !(budget > 0) {
      throw AdviceError.impossible(
        "a budget of \(budget) dollars pays for no training; without a budget, a day of this machine is weighed"
      )
    }
    let replicas = threads ?? ProcessInfo.processInfo.activeProcessorCount
    // Questions first: a mistake in them is found at once.
    let tasks = try self.tasks.map { try TaskSet.read($0) }
    let opened = try bases.map { try AdviceBase($0) }
    let rate = ProductRates.ofThisMachine(noting: note).usualRate * Double(replicas)
    var settings = self.settings
    if let former = RunLedger.settings(in: folder) {
      // What was measured earlier was asked so.
      settings.fieldSegments = former.fieldSegments
      settings.generalSegments = former.generalSegments
    } else {
      settings.suit(
        seconds: minutes * 60, rate: rate,
        parameters: opened.map(\.parameterCount).max() ?? 1e7)
    }
    tell("reading the texts", 0)
    let field = try AdviceText.read(
      side: "field", paths: domain, segmentCount: settings.fieldSegments, seed: settings.seed)
    var limits = AdviceText.Limits()
    // As much as replay and a vocabulary need.
    limits.readBytes /= 2
    let other =
      if let generalCorpus {
        try AdviceText(
          side: "general", generalCorpus, segmentCount: settings.generalSegments,
          seed: settings.seed, limits: limits, notices: ["general text: \(generalCorpus.name)"])
      } else {
        try AdviceText.read(
          side: "general", paths: general, segmentCount: settings.generalSegments,
          seed: settings.seed, limits: limits)
      }
    (field.notices + other.notices).forEach(note)
    return try AdviceRunner(
      field: field, general: other, bases: opened, tasks: tasks, settings: settings,
      folder: folder,
      clock: AdviceClock(
        seconds: minutes * 60 - (now() - begun), rate: rate, now: now),
      replicas: replicas, telling: tell)
  }
}
