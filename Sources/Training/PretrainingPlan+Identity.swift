import Groundwork
import TrainingData

extension PretrainingPlan {
  /// A digest of all that decides the result, but for how often is looked and what is computed
  /// twice: two plans with one identity give the same weights, and a run is resumed only under its own.
  public var identity: String { findings.identity { digest } }

  private var digest: String {
    var hash = FNV1a()
    func add(_ text: String) {
      for byte in text.utf8 { hash.add(UInt64(byte)) }
      hash.add(0xFFFF)
    }
    for part in training.decisiveParts(with: model) { add(String(decoding: part, as: UTF8.self)) }
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
      if training.sequences.needsDocuments {
        for start in source.documentStarts { hash.add(UInt64(start)) }
      }
    }
    if let adapter {
      // The model by what it is, not by where it lies.
      let settings = adapter.settings
      for target in settings.targets { add(target) }
      add("\(settings.rank) \(settings.alpha) \(settings.isRankStabilized) \(adapter.baseDigest)")
      // Absent where there is none, so that runs begun before there was any are resumed.
      if settings.dropout > 0 { add("dropout \(settings.dropout)") }
    } else {
      add(startingModel ?? "")
    }
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
