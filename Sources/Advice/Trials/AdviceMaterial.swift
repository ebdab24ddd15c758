import Corpora
import Groundwork
import Models
import Tensors
import Tokenizers
import Training
import TrainingData

/// What trials read: both texts, as the models at hand read them. Each form of them is made once, when it is
/// first asked for.
final class AdviceMaterial {
  let field: AdviceText
  let general: AdviceText
  let settings: AdviceSettings
  let replicas: Int
  private var sources: [String: (field: WindowSampler.Source, general: WindowSampler.Source)] = [:]
  private var vocabularies: [Bool: any Tokenizer] = [:]
  private var passages: [String: FieldPassages] = [:]
  private(set) lazy var terms = FieldTerms(field: field, general: general)

  init(
    field: AdviceText, general: AdviceText, settings: AdviceSettings, replicas: Int
  ) {
    (self.field, self.general, self.settings) = (field, general, settings)
    self.replicas = replicas
  }

  /// Both training sides under a tokenizer.
  ///
  /// - Parameter key: by which they are found again.
  func sources(
    _ tokenizer: any Tokenizer, key: String
  ) throws -> (field: WindowSampler.Source, general: WindowSampler.Source) {
    if let known = sources[key] { return known }
    let made = (
      field: try WindowSampler.Source(
        name: field.side, corpus: field.training, tokenizer: tokenizer),
      general: try WindowSampler.Source(
        name: general.side, corpus: general.training, tokenizer: tokenizer)
    )
    sources[key] = made
    return made
  }

  /// The same with the field's share of all tokens; a source without a share is left out.
  func mixed(
    _ tokenizer: any Tokenizer, key: String, fieldShare: Double
  ) throws -> [WindowSampler.Source] {
    var (own, other) = try sources(tokenizer, key: key)
    (own.weight, other.weight) = (fieldShare, 1 - fieldShare)
    return [own, other].filter { $0.weight > 0 }
  }

  /// A vocabulary of one's own: of the field alone, or of as much general text besides.
  func vocabulary(isMixed: Bool) throws -> any Tokenizer {
    if let known = vocabularies[isMixed] { return known }
    let limit = 1_500_000
    var texts = field.training.sample(byteCount: limit, seed: settings.seed).texts
    if isMixed {
      let bytes = texts.reduce(0) { $0 + $1.count }
      texts += general.training.sample(byteCount: bytes, seed: settings.seed).texts
    }
    let made = try BytePairTokenizer.train(on: texts, vocabularySize: settings.vocabularySize)
    vocabularies[isMixed] = made
    return made
  }

  /// The field's training text as a base is given passages of it.
  func passages(of base: AdviceBase) -> FieldPassages {
    if let known = passages[base.name] { return known }
    let made = FieldPassages(base, field: field, settings: settings)
    passages[base.name] = made
    return made
  }

  /// How a model's products are computed: in the fastest way that this machine has.
  func products(_ model: ModelConfiguration, batch: Int, time: Int) -> ProductPlan {
    PrecisionChoice.auto.plan(for: model, batch: batch, time: time, replicas: replicas)
  }
}
