import Corpora
import Foundation

/// Two kinds of text and a model that is trained on a mixture of them: what capstone 8.6 measures with.
///
/// The model is an interpolated 5-gram over bytes (Witten and Bell 1991): it learns by counting, so a run
/// takes a fraction of a second, and yet it has what a mixture is about. Contexts that both texts share
/// are torn between them, a text that is read again teaches less, and more bytes always help somebody.
struct MixtureTrial: Sendable {
  /// The field's training text, all there is of it.
  let field: [UInt8]
  /// General training text, more than any run reads.
  let general: [UInt8]
  private let unseenField: [UInt8]
  private let unseenGeneral: [UInt8]
  let weight: Double

  /// - Parameters:
  ///   - fieldBytes: of the field's text that can be trained on.
  ///   - weight: of the field's loss; the general one weighs the rest.
  init(_ world: World, fieldBytes: Int, weight: Double, seed: UInt64) {
    func text(_ world: World, _ bytes: Int, _ first: Int) -> [UInt8] {
      let corpus = world.corpus(byteCount: bytes, seed: seed, firstIndex: first)
      return Array(corpus.texts.joined(separator: [0x0A]).prefix(bytes))
    }
    field = text(world, fieldBytes, 0)
    general = text(.general, 64_000, 0)
    unseenField = text(world, 6_000, 50_000)
    unseenGeneral = text(.general, 6_000, 50_000)
    self.weight = weight
  }

  /// Trains on so many bytes, a share of them from the field, and returns the bits per byte of both
  /// unseen texts.
  func run(share: Double, bytes: Int) -> (field: Double, general: Double) {
    let own = Int((share * Double(bytes)).rounded())
    var model = ByteModel()
    // Whole readings, and a part of one more.
    if own > 0 {
      let (whole, rest) = own.quotientAndRemainder(dividingBy: field.count)
      if whole > 0 { model.read(field[...], times: Double(whole)) }
      model.read(field.prefix(rest), times: 1)
    }
    model.read(general.prefix(bytes - own), times: 1)
    return (model.bitsPerByte(unseenField), model.bitsPerByte(unseenGeneral))
  }

  /// The weighted loss of a run.
  func loss(_ run: (field: Double, general: Double)) -> Double {
    weight * run.field + (1 - weight) * run.general
  }
}

/// An interpolated 5-gram over bytes.
private struct ByteModel {
  private static let order = 5
  /// How often each context came, of how many bytes it was followed, and how often by each.
  private struct Context {
    var total = 0.0
    var kinds = 0.0
  }
  private var contexts: [UInt64: Context] = [:]
  private var followed: [UInt64: Double] = [:]

  /// A context of some bytes before a place, as a number; its length is in it.
  private static func key(_ text: ArraySlice<UInt8>, _ place: Int, _ length: Int) -> UInt64 {
    var key = UInt64(length + 1)
    for back in stride(from: length, to: 0, by: -1) { key = key << 8 | UInt64(text[place - back]) }
    return key
  }

  mutating func read(_ text: ArraySlice<UInt8>, times: Double) {
    for place in text.indices {
      for length in 0...min(Self.order - 1, place - text.startIndex) {
        let context = Self.key(text, place, length)
        let pair = context << 8 | UInt64(text[place])
        let isNew = followed[pair] == nil
        followed[pair, default: 0] += times
        contexts[context, default: Context()].total += times
        if isNew { contexts[context, default: Context()].kinds += 1 }
      }
    }
  }

  func bitsPerByte(_ bytes: [UInt8]) -> Double {
    let text = bytes[...]
    var bits = 0.0
    for place in text.indices {
      var chance = 1.0 / 256
      for length in 0...min(Self.order - 1, place) {
        let key = Self.key(text, place, length)
        guard let context = contexts[key] else { break }
        let count = followed[key << 8 | UInt64(text[place])] ?? 0
        chance = (count + context.kinds * chance) / (context.total + context.kinds)
      }
      bits -= log2(chance)
    }
    return bits / Double(bytes.count)
  }
}

extension MixtureTrial {
  /// What the check knows of a trial: the small runs, and the best of a search at full size.
  struct Study: Sendable {
    let trial: MixtureTrial
    /// The bytes that the large run reads.
    let bytes: Int
    let proxies: [Chapter08.MixtureRun]
    let best: (share: Double, loss: Double)

    init(_ trial: MixtureTrial, bytes: Int) {
      (self.trial, self.bytes) = (trial, bytes)
      proxies = [bytes / 16, bytes / 8, bytes / 4].flatMap { size in
        [0.1, 0.3, 0.5, 0.7, 0.9].map { share in
          let run = trial.run(share: share, bytes: size)
          return (share, Double(size), run.field, run.general)
        }
      }
      let searched = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map {
        (share: $0, loss: trial.loss(trial.run(share: $0, bytes: bytes)))
      }
      best = searched.min { $0.loss < $1.loss } ?? (0, .infinity)
    }
  }

  /// One field with so little text that the large run would read it again, and one with enough.
  static let studies = [
    Study(MixtureTrial(.finance, fieldBytes: 9_000, weight: 0.6, seed: 86), bytes: 64_000),
    Study(MixtureTrial(.medicine, fieldBytes: 60_000, weight: 0.4, seed: 87), bytes: 64_000),
  ]
}
