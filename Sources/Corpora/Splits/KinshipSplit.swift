/// Which part of a corpus each document goes to, found without keeping the texts.
///
///     var parts = KinshipSplit(DocumentSplit(validation: 0.1))
///     for document in documents { parts.add(document.bytes) }
///     parts.assign { documents[$0].bytes }        // 0 for training, 1 for validation, 2 for test
///
/// Documents that are alike go to one part, as in `CleaningPipeline`. Memory: 600 bytes a document;
/// texts are asked for again where two documents may be alike.
public struct KinshipSplit {
  public let split: DocumentSplit
  /// Texts at least this similar (Jaccard of word 5-grams) stay in the same part.
  public let threshold: Double
  private let hash: MinHash
  private var signatures: [[UInt32]?] = []
  private var sizes: [Int] = []
  private var keys: [UInt64] = []
  private var decided: [DocumentSplit.Part?] = []

  public init(_ split: DocumentSplit, threshold: Double = 0.5) {
    self.split = split
    self.threshold = threshold
    hash = MinHash(seed: split.seed)
  }

  /// Takes the next document.
  ///
  /// - Parameter part: the part that it belongs to, where that is decided; those that are alike go with
  ///   it.
  public mutating func add(_ text: [UInt8], part: DocumentSplit.Part? = nil) {
    decided.append(part)
    let shingles = Shingles.inOrder(text)
    signatures.append(shingles.isEmpty ? nil : hash.signature(shingles))
    sizes.append(text.count)
    keys.append(text.withUnsafeBufferPointer { TextHash.of($0) })
  }

  /// Says for each document which part it belongs to, numbered as `DocumentSplit.names`.
  ///
  /// - Parameter text: gives a document's text once more.
  public func assign(_ text: (Int) throws -> [UInt8]) rethrows -> [Int] {
    let found = try NearDuplicates(
      count: sizes.count, text: text, signatures: signatures,
      // A similarity is never above 1: copies are kin like others.
      copyThreshold: 2, kinThreshold: threshold)
    // Texts without words have no signature: of those, only identical ones are kin.
    var first: [UInt64: Int] = [:]
    let groups = found.kin.enumerated().map { index, group in
      guard signatures[index] == nil else { return group }
      let known = first[keys[index]] ?? index
      first[keys[index]] = known
      return known
    }
    return assign(groups)
  }

  /// Groups with a member whose part is decided go there, the others as `DocumentSplit` says.
  private func assign(_ groups: [Int]) -> [Int] {
    var known: [Int: Int] = [:]
    for (group, part) in zip(groups, decided) {
      guard let part, known[group] == nil else { continue }
      known[group] = DocumentSplit.Part.allCases.firstIndex(of: part)
    }
    let open = groups.indices.filter { known[groups[$0]] == nil }
    let assigned = split.assign(
      groups: open.map { groups[$0] }, sizes: open.map { sizes[$0] }, keys: open.map { keys[$0] })
    var parts = groups.indices.map { index in
      decided[index].flatMap { DocumentSplit.Part.allCases.firstIndex(of: $0) }
        ?? known[groups[index]] ?? 0
    }
    for (index, part) in zip(open, assigned) { parts[index] = part }
    return parts
  }
}
