import Groundwork
import Models

/// The matrices of a model by the names that files have for them: GGUF's, and Hugging Face's.
struct TensorNames {
  struct Entry {
    let mapping: GGUFMapping
    /// What transformers calls the same rows; nil where it has no tensor for just them.
    let huggingFace: String?
  }

  /// The matrices, in the order of a GGUF file.
  let matrices: [Entry]
  private let vectors: Set<String>

  init(_ configuration: ModelConfiguration) {
    let theirs = configuration.tensorMappings
    let all = configuration.ggufMappings.map { mapping in
      let tensor = theirs.first { theirs in
        guard theirs.parameter == mapping.parameter else { return false }
        if case .rows(let first) = theirs.placement { return first == mapping.firstRow }
        return true
      }
      return Entry(mapping: mapping, huggingFace: tensor?.tensor)
    }
    matrices = all.filter { $0.mapping.shape.count == 2 }
    vectors = Set(
      all.filter { $0.mapping.shape.count != 2 }.flatMap {
        [$0.mapping.tensor, $0.huggingFace].compactMap { $0 }
      })
  }

  /// The matrices, by their indices, that a name or a pattern means: a GGUF or Hugging Face name, with or
  /// without `.weight` at its end, and `*` for anything.
  ///
  /// - Throws: for a name that no matrix has.
  func matching(_ pattern: String) throws(RoundingError) -> [Int] {
    let found = matrices.indices.filter { index in
      names(index).contains { name in
        Self.matches(name, pattern) || Self.matches(name, pattern + ".weight")
      }
    }
    guard found.isEmpty else { return found }
    if vectors.contains(pattern) || vectors.contains(pattern + ".weight") {
      throw .notAMatrix(name: pattern)
    }
    throw .unknownTensor(name: pattern, nearest: nearest(to: pattern))
  }

  private func names(_ index: Int) -> [String] {
    [matrices[index].mapping.tensor, matrices[index].huggingFace].compactMap { $0 }
  }

  /// The three names with the fewest edits.
  private func nearest(to pattern: String) -> [String] {
    let plain = pattern.hasSuffix(".weight") ? pattern : pattern + ".weight"
    let scored = matrices.indices.flatMap { names($0) }.map {
      (name: $0, distance: EditDistance.between(plain, $0))
    }
    var seen: Set<String> = []
    return scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
      .map(\.name).filter { seen.insert($0).inserted }.prefix(3).map { $0 }
  }

  /// Whether a name is what a pattern with stars describes.
  ///
  /// - Complexity: O(name · pattern): the last star alone is gone back to.
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let (name, pattern) = (Array(name.utf8), Array(pattern.utf8))
    let star = UInt8(ascii: "*")
    var (i, j) = (0, 0)
    var back: (name: Int, pattern: Int)?
    while i < name.count {
      if j < pattern.count, pattern[j] == star {
        back = (i, j + 1)
        j += 1
      } else if j < pattern.count, pattern[j] == name[i] {
        (i, j) = (i + 1, j + 1)
      } else if let (start, next) = back {
        back = (start + 1, next)
        (i, j) = (start + 1, next)
      } else {
        return false
      }
    }
    return pattern[j...].allSatisfy { $0 == star }
  }
}
