import Groundwork

extension Corpus {
  /// Cuts the corpus in two, the same way for the same seed.
  ///
  /// By document (`SplitRule`), whole documents go to either side, drawn by the seed until the
  /// validation side has its share of the bytes; identical documents go to the same side, so that
  /// nothing read in training is asked in validation. At the end, the validation side begins with a
  /// line. Documents whose part was decided before (`Document.part`) stay there, and the share counts
  /// of the others alone.
  ///
  /// - Parameter validationFraction: the share of the bytes, in (0, 1).
  public func split(
    validationFraction: Double, seed: UInt64 = 1
  ) -> (training: Corpus, validation: Corpus) {
    guard documents.contains(where: { $0.part != nil }) else {
      return splitUndecided(validationFraction: validationFraction, seed: seed)
    }
    // What is the same as a decided document goes with it.
    var known: [[UInt8]: DocumentSplit.Part] = [:]
    for document in documents { if let part = document.part { known[document.bytes] = part } }
    let rest = Corpus(name: name, documents: documents.filter { known[$0.bytes] == nil })
    var (training, validation) =
      rest.documents.isEmpty
      ? (rest, rest) : rest.splitUndecided(validationFraction: validationFraction, seed: seed)
    // From here on they are like others.
    func decided(_ part: DocumentSplit.Part) -> [Document] {
      documents.filter { ($0.part ?? known[$0.bytes]) == part }
        .map { Document(name: $0.name, bytes: $0.bytes) }
    }
    training.documents = decided(.training) + training.documents
    validation.documents = decided(.validation) + validation.documents
    return (training, validation)
  }

  private func splitUndecided(
    validationFraction: Double, seed: UInt64
  ) -> (training: Corpus, validation: Corpus) {
    let total = byteCount
    let wanted = Int(Double(total) * validationFraction)
    guard SplitRule(documentCount: documents.count) == .byDocument else {
      return splitAtTheEnd(wanted: wanted)
    }
    var copies: [[UInt8]: [Int]] = [:]
    var order: [[UInt8]] = []
    for (index, document) in documents.enumerated() {
      if copies[document.bytes] == nil { order.append(document.bytes) }
      copies[document.bytes, default: []].append(index)
    }
    guard order.count >= 2 else { return splitAtTheEnd(wanted: wanted) }
    var stream = RandomStream(seed: seed).fork("split")
    order.shuffle(using: &stream)
    var chosen: Set<Int> = []
    var bytes = 0
    for text in order.dropLast() where bytes < max(wanted, 1) {
      let indices = copies[text] ?? []
      chosen.formUnion(indices)
      bytes += indices.count * text.count
    }
    func part(_ isValidation: Bool) -> Corpus {
      Corpus(
        name: name,
        documents: documents.indices.filter { chosen.contains($0) == isValidation }
          .map { documents[$0] })
    }
    return (part(false), part(true))
  }

  /// The last `wanted` bytes of the whole text, from the beginning of a line on where there is one
  /// near, are the validation side.
  private func splitAtTheEnd(wanted: Int) -> (training: Corpus, validation: Corpus) {
    var training = documents
    var validation: [Document] = []
    var left = max(wanted, 1)
    while let last = training.popLast() {
      if last.bytes.count <= left && !training.isEmpty {
        validation.insert(last, at: 0)
        left -= last.bytes.count
        if left == 0 { break }
        continue
      }
      let cut = Self.lineStart(near: last.bytes.count - left, in: last.bytes)
      if cut > 0 {
        training.append(Document(name: last.name, bytes: Array(last.bytes[..<cut])))
      }
      if cut < last.bytes.count {
        validation.insert(Document(name: last.name, bytes: Array(last.bytes[cut...])), at: 0)
      }
      break
    }
    return (
      Corpus(name: name, documents: training), Corpus(name: name, documents: validation)
    )
  }

  /// The beginning of the line at a place, if that line began within the last 4,096 bytes; else the
  /// place itself, moved back to the beginning of a UTF-8 sequence.
  public static func lineStart(near place: Int, in bytes: [UInt8]) -> Int {
    var cut = min(max(place, 0), bytes.count)
    let earliest = max(1, cut - 4_096)
    var line = cut
    while line > earliest && bytes[line - 1] != 0x0A { line -= 1 }
    if line > earliest { return line }
    while cut > 0 && cut < bytes.count && bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
    return cut
  }
}
