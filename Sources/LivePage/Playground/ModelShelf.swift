import Corpora
import Foundation
import Groundwork
import Inference
import Models
import Quantization
import Tokenizers
import Training

/// The models that are here: what the chapters and the user trained, and SmolLM2 where it was fetched.
///
/// One model is kept open, the last that was asked for.
final class ModelShelf {
  /// A model that may be asked.
  struct Entry: Equatable, Sendable {
    /// A number that stands for the path, as text: a request names no path, and means the same model when
    /// another has come since.
    let id: String
    let name: String
    let path: String
    /// When its weights were written: another training may have put others there.
    let date: Date?
  }

  struct OpenModel {
    let entry: Entry
    let decoder: CachedDecoder
    let tokenizer: any Tokenizer
  }

  private let root: String
  private var open: OpenModel?
  /// Tokens that are read in one pass: as many as an attention map may have.
  static let rowLimit = 96

  init(root: String) { self.root = root }

  /// Looks what is here by now, the models of others first.
  func entries() -> [Entry] {
    var found: [(name: String, path: String)] = []
    if let path = Self.existingModel { found.append(("SmolLM2-135M", path)) }
    let folders = RunFinder.folders(below: [root, root + "/.workbook"].filter(isFolder))
    for folder in folders where isModel(folder) {
      let place = folder.hasPrefix(root + "/") ? String(folder.dropFirst(root.count + 1)) : folder
      found.append((place, folder))
    }
    return found.map { name, path in
      let weights = try? FileManager.default.attributesOfItem(atPath: path + "/model.safetensors")
      let date = weights?[.modificationDate] as? Date
      return Entry(id: String(FNV1a(path).value), name: name, path: path, date: date)
    }
  }

  /// The model of an id; nil for the first.
  ///
  /// - Throws: `LivePageError.notFound`; what is wrong with the model's files.
  func model(_ id: String?) throws -> OpenModel {
    let entries = entries()
    guard let entry = id.map({ id in entries.first { $0.id == id } }) ?? entries.first else {
      throw LivePageError.notFound("a model")
    }
    if let open, open.entry == entry { return open }
    open = nil
    let stored = try StoredModels.open(entry.path)
    guard let tokenizer = try stored.readTokenizer() else {
      throw LivePageError.notFound("the tokenizer of \(entry.name)")
    }
    let decoder = try CachedDecoder(
      try stored.readWeights(), rowLimit: Self.rowLimit,
      threads: ProcessInfo.processInfo.activeProcessorCount)
    let model = OpenModel(entry: entry, decoder: decoder, tokenizer: tokenizer)
    open = model
    return model
  }

  /// Where SmolLM2 lies, in the cache of data sets or in a mirror that is a folder.
  static var existingModel: String? {
    guard let set = try? DataSet.named("smollm2-135m") else { return nil }
    return try? DataSetCache.standard().place(of: set, mirror: try DataMirror())
  }

  private func isModel(_ folder: String) -> Bool {
    ["config.json", "model.safetensors", "tokenizer.json"].allSatisfy {
      FileManager.default.fileExists(atPath: "\(folder)/\($0)")
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
