import Corpora
import Tokenizers
import Training

/// The text that the chapters share: the built-in worlds of a general and a special field, or the
/// user's own.
public struct CourseText: Sendable {
  /// One kind of text, split by document; nothing held out is also trained on.
  public struct Part: Sendable {
    public let name: String
    public let training: Corpus
    public let heldOut: Corpus

    public init(name: String, training: Corpus, heldOut: Corpus) {
      self.name = name
      self.training = training
      self.heldOut = heldOut
    }
  }

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

  /// A part of the user's own text: a tenth is held out, then both sides are cut down to size.
  public static func part(
    of corpus: Corpus, trainingBytes: Int, heldOutBytes: Int, seed: UInt64
  ) -> Part {
    let (training, heldOut) = corpus.split(validationFraction: 0.1, seed: seed)
    return Part(
      name: corpus.name, training: training.sample(byteCount: trainingBytes, seed: seed),
      heldOut: heldOut.sample(byteCount: heldOutBytes, seed: seed))
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

  /// The fields that are compared where a chapter asks about domains: the four built-in worlds, the
  /// general one first; with one text of the user's, that text second, behind the general world; with
  /// several, those alone, the first in the general world's place.
  public func domains(trainingBytes: Int, heldOutBytes: Int) -> [CourseText.Part] {
    let own = userCorpora.map {
      CourseText.part(
        of: $0, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
    }
    guard own.count < 2 else { return own }
    let renamed = own.map { part in
      World.named(part.name) == nil
        ? part
        : CourseText.Part(
          name: "your \(part.name)", training: part.training, heldOut: part.heldOut)
    }
    let worlds = World.all.map {
      CourseText.part(
        of: $0, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
    }
    return worlds.prefix(1) + renamed + worlds.dropFirst()
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
