import Foundation
import Groundwork
import Inference
import Models
import Tokenizers

/// What is asked of tokenizers and models from the page, one question after the other.
actor Playground {
  private let queue = WorkQueue("playground")
  private let models: ModelShelf
  private let tokenizers: TokenizerShelf
  private let limits: Limits
  /// The last text that was read, and what the model expects behind it.
  private var read: (model: ModelShelf.Entry, text: String, ids: [Int32], logits: [Float])?

  nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  init(root: String, limits: Limits) {
    self.limits = limits
    let models = ModelShelf(root: root)
    self.models = models
    tokenizers = TokenizerShelf(models: models)
  }

  func modelEntries() -> [ModelShelf.Entry] { models.entries() }

  func tokenizerEntries() -> [TokenizerShelf.Entry] { tokenizers.entries() }

  /// A text under a vocabulary: each token's id and what it says.
  func tokens(_ text: String, tokenizer id: String) throws -> JSONValue {
    try requireShort(text)
    let tokenizer = try tokenizers.tokenizer(id)
    let ids = try tokenizer.encode(text)
    return [
      "tokens": .array(
        ids.map { ["id": .integer(Int($0)), "text": .text(tokenizer.label(of: $0))] }),
      "bytes": .integer(text.utf8.count), "vocabulary": .integer(tokenizer.vocabularySize),
    ]
  }

  /// What a sampler draws from behind a text.
  struct NextQuestion: Sendable {
    var text = ""
    var model: String?
    var temperature = 1.0
    var topK: Int?
    var topP: Double?
    var minP: Double?
  }

  /// Of the tokens that are shown.
  private static let shownCount = 24
  /// Of a text's tokens: the last ones are read.
  private static let contextCount = 256

  /// The likeliest tokens behind a text, before and after the sampler's cuts.
  func next(_ question: NextQuestion) throws -> JSONValue {
    try requireShort(question.text)
    let model = try models.model(question.model)
    let (ids, logits) = try expectation(question.text, model)
    let sampler = try Sampler(
      temperature: question.temperature, topK: question.topK, topP: question.topP,
      minP: question.minP)
    let drawn = try sampler.distribution(logits)
    let plain = try Sampler().distribution(logits)
    let order = plain.indices.sorted { plain[$0] != plain[$1] ? plain[$0] > plain[$1] : $0 < $1 }
    let kept = drawn.count { $0 > 0 }
    let bits = drawn.reduce(0) { $1 > 0 ? $0 - $1 * log2($1) : $0 }
    return [
      "model": .text(model.entry.name), "read": .integer(ids.count), "kept": .integer(kept),
      "vocabulary": .integer(plain.count), "bits": .number(bits),
      "tokens": .array(
        order.prefix(Self.shownCount).map { id in
          [
            "id": .integer(id), "text": .text(model.tokenizer.label(of: Int32(id))),
            "plain": .number(plain[id]), "drawn": .number(drawn[id]),
          ]
        }),
    ]
  }

  private func expectation(
    _ text: String, _ model: ModelShelf.OpenModel
  ) throws -> (ids: [Int32], logits: [Float]) {
    if let read, read.model == model.entry, read.text == text { return (read.ids, read.logits) }
    let ids = try framed(text, model)
    let count = min(ids.count, Self.contextCount, model.decoder.configuration.contextLength)
    let cache = try model.decoder.makeCache(capacity: count)
    let last = Array(ids.suffix(count))
    let logits = try model.decoder.append(last, to: cache).array
    read = (model.entry, text, last, logits)
    return (last, logits)
  }

  /// What the heads of a layer look at in a sentence.
  func attention(_ text: String, model id: String?, layer: Int) throws -> JSONValue {
    try requireShort(text)
    let model = try models.model(id)
    let limit = min(ModelShelf.rowLimit, model.decoder.configuration.contextLength)
    let ids = Array(try framed(text, model).prefix(limit))
    let map = try model.decoder.attentionMap(of: ids, layer: layer)
    let heads = (0..<map.headCount).map { head -> JSONValue in
      .array(
        (0..<map.tokenCount).map { query in
          .array(
            map.weights(head: head, query: query).map {
              .number((Double($0) * 1_000).rounded() / 1_000)
            })
        })
    }
    return [
      "model": .text(model.entry.name), "layer": .integer(layer),
      "layers": .integer(model.decoder.configuration.layerCount),
      "tokens": .array(ids.map { .text(model.tokenizer.label(of: $0)) }), "heads": .array(heads),
    ]
  }

  /// A text's ids; of an empty one, those that begin a text.
  private func framed(_ text: String, _ model: ModelShelf.OpenModel) throws -> [Int32] {
    let ids = model.tokenizer.textFrame.before + (try model.tokenizer.encode(text))
    let start = ids.isEmpty ? model.tokenizer.textStart : ids
    guard !start.isEmpty else { throw LivePageError.badRequest("write a word to begin with") }
    return start
  }

  private func requireShort(_ text: String) throws(LivePageError) {
    guard text.utf8.count <= limits.textByteCount else {
      throw .badRequest("the text is longer than \(limits.textByteCount) bytes")
    }
  }
}
