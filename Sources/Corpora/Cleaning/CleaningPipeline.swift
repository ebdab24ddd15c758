import Foundation
import Groundwork

/// What the pipeline does; nil leaves a step out.
public struct CleaningOptions: Sendable, Equatable {
  public var rules: QualityRules? = .documents
  public var boilerplate: BoilerplateRule? = BoilerplateRule()
  /// Of texts at least this similar (Jaccard of word 5-grams) one is kept.
  public var copyThreshold: Double? = 0.8
  /// Texts at least this similar stay in the same part.
  public var kinThreshold = 0.5
  public var split = DocumentSplit()

  public init() {}
}

/// From raw documents to clean ones, each step reported.
///
///     var pipeline = CleaningPipeline()
///     for document in corpus.documents { pipeline.add(document) }
///     let cleaned = pipeline.finish()
///     cleaned.parts[0].documents              // training
///     print(cleaned.report.text)
///
/// The steps: `TextNormalizer`; identical documents; `BoilerplateRule`; `QualityRules`;
/// `NearDuplicates`; `DocumentSplit`. The same documents in the same order, options and seed give the
/// same bytes.
///
/// Memory: the documents themselves, 512 bytes for each, and 24 bytes for each distinct line.
public struct CleaningPipeline {
  public let options: CleaningOptions
  private var documents: [Document] = []
  private var digests: [String: Int] = [:]
  private var lines: LineCounts?
  private var report = CleaningReport()

  public init(options: CleaningOptions = CleaningOptions()) {
    self.options = options
    lines = options.boilerplate.map { LineCounts(rule: $0) }
  }

  /// The bytes that came in so far.
  public var inputByteCount: Int { report.inputBytes }

  /// Takes the next document.
  public mutating func add(_ document: Document) {
    report.inputDocuments += 1
    report.inputBytes += document.bytes.count
    var document = document
    document.bytes = TextNormalizer.normalize(document.bytes, counts: &report.normalization)
    guard !document.bytes.isEmpty else {
      return report.drop(
        document, rule: "empty", of: .normalization, detail: "no text after normalization")
    }
    let digest = Checksum.sha256(document.bytes)
    if let first = digests[digest] {
      return report.drop(
        document, rule: "identical", of: .identity,
        detail: "the same text as \(documents[first].name)")
    }
    digests[digest] = documents.count
    lines?.add(document.bytes)
    documents.append(document)
  }

  /// Does what needs all documents, and gives the result.
  public consuming func finish() -> CleanedCorpus {
    digests = [:]
    removeBoilerplate()
    lines = nil
    dropPoorText()
    let kin = dropNearCopies()
    return split(kin)
  }

  private mutating func removeBoilerplate() {
    guard let lines else { return }
    report.boilerplateThreshold = lines.threshold
    for index in documents.indices {
      let kept = lines.withoutBoilerplate(documents[index].bytes) {
        report.removeLine($0, documents: $1)
      }
      guard let kept else { continue }
      report.documentsWithBoilerplate += 1
      // Lines that went leave empty ones behind; those are no work of the author's.
      documents[index].bytes = TextNormalizer.normalize(kept)
    }
  }

  private mutating func dropPoorText() {
    let meter = QualityMeter()
    let rules = options.rules
    keep { document in
      guard !document.bytes.isEmpty else {
        return ("boilerplate", .boilerplate, "nothing but lines that many documents have")
      }
      guard let rules, let violation = rules.violation(of: meter.measure(document.bytes)) else {
        return nil
      }
      return (violation.rule, .quality, violation.summary)
    }
  }

  /// Keeps documents for which `reason` is nil; the others go to the report.
  private mutating func keep(
    _ reason: (Document) -> (rule: String, step: CleaningReport.Step, detail: String)?
  ) {
    var kept: [Document] = []
    for document in documents {
      if let (rule, step, detail) = reason(document) {
        report.drop(document, rule: rule, of: step, detail: detail)
      } else {
        kept.append(document)
      }
    }
    documents = kept
  }

  /// Returns the group of kin of each document that stays.
  private mutating func dropNearCopies() -> [Int] {
    let hash = MinHash(seed: options.split.seed)
    let signatures = documents.map { document -> [UInt32]? in
      let shingles = Shingles.inOrder(document.bytes)
      return shingles.isEmpty ? nil : hash.signature(shingles)
    }
    let found = NearDuplicates(
      texts: documents.map(\.bytes), signatures: signatures,
      // A similarity is never above 1.
      copyThreshold: options.copyThreshold ?? 2, kinThreshold: options.kinThreshold)
    var kept: [Document] = []
    var kin: [Int] = []
    for (index, document) in documents.enumerated() {
      guard found.copies[index] != index else {
        kept.append(document)
        kin.append(found.kin[index])
        continue
      }
      let near = found.closest[index] ?? (found.copies[index], 0)
      report.drop(
        document, rule: "nearly identical", of: .similarity,
        detail: "similarity \(CleaningReport.rounded(near.similarity)) to "
          + documents[near.other].name)
    }
    documents = kept
    return kin
  }

  private mutating func split(_ kin: [Int]) -> CleanedCorpus {
    let parts = options.split.assign(
      groups: kin, sizes: documents.map(\.bytes.count),
      keys: documents.map { document in
        document.bytes.withUnsafeBufferPointer { TextHash.of($0) }
      })
    var corpora = DocumentSplit.names.map { Corpus(name: $0, documents: []) }
    for (document, part) in zip(documents, parts) { corpora[part].documents.append(document) }
    report.kinGroups = Dictionary(grouping: kin, by: \.self).values.count { $0.count > 1 }
    report.parts = corpora.map {
      .init(name: $0.name, documents: $0.documents.count, bytes: $0.byteCount)
    }
    return CleanedCorpus(parts: corpora, report: report)
  }
}

/// What the pipeline gives.
public struct CleanedCorpus: Sendable {
  /// Training, validation and test, in this order.
  public let parts: [Corpus]
  public var report: CleaningReport

  /// Writes one file a part that has documents, and the report as JSON and as text.
  ///
  /// Documents end with LF and a line of `<|endoftext|>`: `Corpus.read` gives them back. A part
  /// without documents has no file, and one of an earlier run is removed.
  public func write(to folder: String) throws {
    for part in parts {
      let path = "\(folder)/\(part.name).txt"
      guard !part.documents.isEmpty else {
        unlink(path)
        continue
      }
      try AtomicFile.write(path: path) { descriptor in
        let end = DocumentMarker.bytes + [0x0A]
        for document in part.documents {
          for bytes in [document.bytes, end] {
            try bytes.withUnsafeBytes {
              try AtomicFile.writeAll($0, to: descriptor, path: path)
            }
          }
        }
      }
    }
    try AtomicFile.write(report.json.encoded(isPretty: true) + [0x0A], to: "\(folder)/report.json")
    try AtomicFile.write(report.text, to: "\(folder)/report.txt")
  }
}
