import Groundwork

/// A tensor as it lies in a model's files.
public struct StoredTensor: Hashable, Sendable {
  public let name: String
  /// Row-major, slowest dimension first.
  public let shape: [Int]
  /// How its numbers are written: "F32", "BF16", "Q4_1".
  public let form: String
  /// The bytes it takes there.
  public let byteCount: Int

  public init(name: String, shape: [Int], form: String, byteCount: Int) {
    (self.name, self.shape, self.form, self.byteCount) = (name, shape, form, byteCount)
  }

  /// Its numbers.
  public var count: Int { shape.reduce(1, *) }
}

extension ModelDirectory {
  /// The tensors in a directory's files, whatever model they are of.
  ///
  /// - Throws: `FileError` without such files, `SafetensorsError` for damaged ones.
  public static func readTensors(_ folder: String) throws -> [StoredTensor] {
    try WeightFiles(folder: folder).tensors
  }

  /// The family that a directory's `config.json` names, also one that is not known here.
  public static func familyName(_ folder: String) -> String? {
    let bytes = try? AtomicFile.read("\(folder)/\(configurationFile)", limit: .settings)
    let root = bytes.flatMap { try? StrictJSON.parse($0, allowsNonFinite: true) }
    return root?.object?["model_type"]?.text
  }
}
