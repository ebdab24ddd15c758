import Foundation
import Groundwork
import Models
import Tokenizers

/// A held-out text, to be looked at during training.
public struct ValidationText: Sendable {
  public var name: String
  public var ids: [Int32]
  /// The bytes that the ids stand for: the denominator of bits per byte.
  public var byteCount: Int

  public init(name: String, ids: [Int32], byteCount: Int) {
    self.name = name
    self.ids = ids
    self.byteCount = byteCount
  }
}

/// Everything that decides a pretraining run.
public struct PretrainingPlan: Sendable {
  public var model: ModelConfiguration
  public var training: TrainingConfiguration
  public var sources: [WindowSampler.Source]
  public var validation: [ValidationText]
  public var tokenizer: any Tokenizer
  /// A model directory to go on from (continued pretraining), or nil to start from random weights.
  public var startingModel: String?

  public init(
    model: ModelConfiguration, training: TrainingConfiguration, sources: [WindowSampler.Source],
    validation: [ValidationText], tokenizer: any Tokenizer, startingModel: String? = nil
  ) {
    self.model = model
    self.training = training
    self.sources = sources
    self.validation = validation
    self.tokenizer = tokenizer
    self.startingModel = startingModel
  }

  /// A digest of all that decides the result, but for how often is looked and what is computed
  /// twice: two plans with one identity give the same weights, and a run is resumed only under its own.
  public var identity: String {
    var hash = FNV1a()
    func add(_ text: String) {
      for byte in text.utf8 { hash.add(UInt64(byte)) }
      hash.add(0xFFFF)
    }
    var settings = training
    settings.logEvery = 1
    settings.evaluateEvery = 1
    settings.checkpointEvery = 1
    settings.recomputation = false
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for data in [try? encoder.encode(model), try? encoder.encode(settings)] {
      add(String(decoding: data ?? Data(), as: UTF8.self))
    }
    for source in sources {
      add(source.name)
      hash.add(source.weight.bitPattern)
      if let shard = source.shard {
        for byte in shard.digest { hash.add(UInt64(byte)) }
        continue
      }
      var sum: UInt64 = 0
      for id in source.tokens {
        sum = (sum ^ UInt64(UInt32(bitPattern: id))) &* 0x9E37_79B9_7F4A_7C15
      }
      hash.add(sum)
      if training.packing == .documents || training.separatesDocuments {
        for start in source.documentStarts { hash.add(UInt64(start)) }
      }
    }
    add(startingModel ?? "")
    return String(hash.value, radix: 16)
  }

  /// A number that processes compare to see that they run the same plan: what the identity leaves out
  /// as well, for it decides when they look at the held-out text and write checkpoints.
  var agreement: Int32 {
    let counts = [training.logEvery, training.evaluateEvery, training.checkpointEvery]
    let words = [identity] + (counts + validation.map(\.ids.count)).map(String.init)
    return FNV1a(words.joined(separator: " ")).folded
  }
}
