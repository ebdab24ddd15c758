import Foundation
import Groundwork
import Models
import Tokenizers

/// Opens models and tokenizers, whatever they are kept in. This is the one place that knows all the ways.
public enum StoredModels {
  /// Opens a model directory, a GGUF file, or an adapter's folder, which leads to its model.
  ///
  /// - Parameter notice: is told in a line what a model's files say otherwise than its settings.
  /// - Throws: `FileError` for a path that is none of these, or an adapter whose model is not where it
  ///   says; `GGUFError`, `ModelError` and `SafetensorsError` for a model that is damaged or not
  ///   supported.
  public static func open(
    _ path: String, notice: (String) -> Void = { _ in }
  ) throws -> any StoredModel {
    if isGGUF(path) { return try GGUFStoredModel(path: path) }
    try requireFolder(path)
    guard AdapterDirectory.isAdapter(path) else {
      return try DirectoryModel(path: path, notice: notice)
    }
    let settings = "\(path)/\(AdapterDirectory.configurationFile)"
    guard let name = try AdapterDirectory.readConfiguration(path).baseModel, !name.isEmpty else {
      throw ModelError.malformedFile(
        path: settings, problem: "does not say which model the adapter belongs to")
    }
    guard let place = AdapterModel.place(ofBase: name, for: path) else {
      throw ModelError.baseIsGone(path: settings, base: name)
    }
    return try open(adapter: path, base: place, notice: notice)
  }

  /// Opens an adapter's folder with a model, wherever the adapter says that its model is.
  ///
  /// - Throws: as `open` does.
  public static func open(
    adapter: String, base: String, notice: (String) -> Void = { _ in }
  ) throws -> any StoredModel {
    try requireFolder(adapter)
    guard !AdapterDirectory.isAdapter(base) else {
      throw ModelError.badInput(
        "\(base): is an adapter itself; an adapter belongs to a whole model")
    }
    return try AdapterModel(path: adapter, base: try open(base, notice: notice))
  }

  /// Throws for what is neither a folder nor, by now, a GGUF file.
  static func requireFolder(_ path: String) throws(FileError) {
    switch place(of: path) {
    case .folder: return
    case .nothing:
      throw FileError(path: path, problem: "no such model directory or GGUF file; check the path")
    case .file:
      throw FileError(
        path: path,
        problem: "is a file, but no GGUF file; give one, or the folder that config.json lies in")
    }
  }

  /// Reads a tokenizer: a file or folder of `TokenizerFile`, or a GGUF file's own.
  ///
  /// - Parameter pattern: of a rank file that does not say its own.
  /// - Throws: also `FileError` for a GGUF file without a tokenizer.
  public static func readTokenizer(
    _ path: String, pattern: PreTokenPattern? = nil
  ) throws -> any Tokenizer {
    guard isGGUF(path) else { return try TokenizerFile.read(path, pattern: pattern) }
    guard let tokenizer = try GGUFTokenizer.read(GGUFFile(path: path)) else {
      throw FileError(path: path, problem: "has no tokenizer")
    }
    return tokenizer
  }

  /// Whether a path is a file that begins as GGUF files do, or has the name of one.
  public static func isGGUF(_ path: String) -> Bool {
    guard place(of: path) == .file else { return false }
    if path.lowercased().hasSuffix(".gguf") { return true }
    guard isRegular(path), let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 4)) == Data("GGUF".utf8)
  }

  /// A pipe is not to be read from for a look.
  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private enum Place { case nothing, folder, file }

  private static func place(of path: String) -> Place {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .nothing
    }
    return isFolder.boolValue ? .folder : .file
  }
}
