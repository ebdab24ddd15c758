import Corpora
import Tokenizers
import Training
import TrainingData

/// The text that chapters share where they speak about method: the built-in worlds of a general and a
/// special field, or the user's own. Chapters about language read `ComparedText`.
public struct CourseText: Sendable {
  /// One kind of text, split by document; nothing held out is also trained on.
  public typealias Part = SplitText

  public let parts: [Part]

  public init(parts: [Part]) { self.parts = parts }

  public var training: Corpus { Corpus.joined(parts.map(\.training), name: "training text") }
  public var heldOut: Corpus { Corpus.joined(parts.map(\.heldOut), name: "held-out text") }

  /// An equal share of every part, as one.
  public func mixed(
    _ name: String, trainingBytes: Int, heldOutBytes: Int, seed: UInt64
  ) -> Part {
    let count = max(1, parts.count)
    return Part(
      name: name,
      training: Corpus.joined(
        parts.map { $0.training.sample(byteCount: trainingBytes / count, seed: seed) }, name: name),
      heldOut: Corpus.joined(
        parts.map { $0.heldOut.sample(byteCount: heldOutBytes / count, seed: seed) }, name: name))
  }

  /// A part of a text as it stands: a share is held out, then both sides are cut down to size.
  public static func part(
    of corpus: Corpus, heldOutFraction: Double = 0.1, trainingBytes: Int, heldOutBytes: Int,
    seed: UInt64
  ) -> Part {
    let part = SplitText(corpus, validationFraction: heldOutFraction, seed: seed)
    return Part(
      name: part.name, training: part.training.sample(byteCount: trainingBytes, seed: seed),
      heldOut: part.heldOut.sample(byteCount: heldOutBytes, seed: seed))
  }

  /// A part of a built-in world.
  public static func part(
    of world: World, trainingBytes: Int, heldOutBytes: Int, seed: UInt64
  ) -> Part {
    let training = world.corpus(byteCount: trainingBytes, seed: seed)
    let known = Set(training.documents.map(\.bytes))
    var heldOut = world.corpus(
      byteCount: heldOutBytes, seed: seed, firstIndex: training.documents.count)
    heldOut.documents.removeAll { known.contains($0.bytes) }
    return Part(name: world.name, training: training, heldOut: heldOut)
  }
}

extension Notebook {
  /// The text that chapters train on: general and finance, half and half as for BloombergGPT, or the
  /// user's own, one part a kind of text (`readCorpora`), an equal share of each.
  public func courseText() -> CourseText {
    if !userCorpora.isEmpty {
      let count = userCorpora.count
      // Held-out text is looked at often; more of it would cost more than the training.
      return CourseText(
        parts: userCorpora.map {
          CourseText.part(
            of: $0, trainingBytes: pick(smoke: 400_000, lesson: 20_000_000) / count,
            heldOutBytes: pick(smoke: 20_000, lesson: 80_000) / count, seed: seed)
        })
    }
    let bytes = pick(smoke: 200_000, lesson: 1_500_000, overnight: 10_000_000)
    return CourseText(
      parts: [World.general, World.finance].map {
        CourseText.part(
          of: $0, trainingBytes: bytes, heldOutBytes: pick(smoke: 20_000, lesson: 40_000),
          seed: seed)
      })
  }

  /// Runs a pretraining plan in a folder of its own, named after the plan's identity: a run that is
  /// complete is read back, one that was interrupted goes on, another plan begins anew.
  ///
  /// - Throws: `TrainingError`, `ModelError`, `FileError`.
  public func pretrain(
    _ name: String, _ plan: PretrainingPlan, file: String = #fileID, line: Int = #line
  ) throws -> PretrainedModel {
    announce(SourceLine(file, line))
    let folder = try store.path(name, configuration: plan.identity)
    let result = try Pretraining.run(plan, in: folder, start: .resume, title: name)
    var speed = try ResultsTable(path: folder + "/speed.csv")
    if result.tokensPerSecond > 0 { try speed.record("tokensPerSecond", result.tokensPerSecond) }
    return PretrainedModel(
      plan: plan, result: result, tokensPerSecond: speed["tokensPerSecond"] ?? 0)
  }
}

/// A model that a chapter has trained, now or earlier.
public struct PretrainedModel: Sendable {
  public let plan: PretrainingPlan
  public let result: PretrainingResult
  /// Of the process that trained it.
  public let tokensPerSecond: Double

  /// The model directory.
  public var folder: String { result.folder }
  public var tokenizer: any Tokenizer { plan.tokenizer }
}
