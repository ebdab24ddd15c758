import Corpora
import Foundation
import Groundwork

/// One side of the question, the field's text or general text: cleaned, without copies, and divided so that
/// nothing that is asked was read.
public struct AdviceText: Sendable {
  /// What it is called in errors and tables: "field", "general".
  public let side: String
  public let training: Corpus
  /// Pieces of documents that are held out, in the order in which they are to be asked.
  public let segments: [Segment]
  /// The documents that the pieces come from, whole.
  public let heldOut: [Document]
  public let report: CleaningReport
  /// All bytes that were given, and those that were read.
  public let givenBytes: Int
  public let readBytes: Int
  /// Of each document that was read, before it was cleaned or cut.
  private let given: Set<String>
  /// What was said while the text was read.
  public let notices: [String]

  /// Different bytes to learn from, of all that was given: those that were read, scaled up.
  public var trainingBytes: Double {
    Double(training.byteCount) * Double(givenBytes) / Double(max(readBytes, 1))
  }

  /// What bounds the reading.
  public struct Limits: Hashable, Sendable {
    /// Of more text whole documents are drawn until there are so many bytes.
    public var readBytes = 8_000_000
    /// The share that is held out, in bytes.
    public var heldOutShare = 0.1
    /// Less to learn from is no text of a field.
    public var leastTrainingBytes = 20_000
    public var leastSegments = 4
    /// Of fewer documents, parts are held out instead of whole ones.
    public var fewestDocuments = 24

    public init() {}
  }

  /// Reads, cleans and divides a text.
  ///
  /// - Parameter segmentCount: pieces to ask, at most.
  /// - Throws: `CorpusError`, `TextDecodingError`, `FileError`; `AdviceError` where too little is left.
  public static func read(
    side: String, paths: [String], segmentCount: Int, seed: UInt64, limits: Limits = Limits()
  ) throws -> AdviceText {
    var notices: [String] = []
    let whole = try Corpus.read(paths: paths, for: .division) { notices.append("\($0)") }
    return try AdviceText(
      side: side, whole, segmentCount: segmentCount, seed: seed, limits: limits, notices: notices)
  }

  /// The same for a text in memory.
  public init(
    side: String, _ whole: Corpus, segmentCount: Int, seed: UInt64, limits: Limits = Limits(),
    notices: [String] = []
  ) throws {
    guard !whole.documents.isEmpty, whole.byteCount > 0 else {
      throw AdviceError.noText(side: side)
    }
    let read = Self.drawn(whole, byteCount: limits.readBytes, seed: seed)
    var options = CleaningOptions()
    options.split = DocumentSplit(validation: limits.heldOutShare, seed: seed)
    var pipeline = CleaningPipeline(options: options)
    for document in Self.parts(of: read, limits) { pipeline.add(document) }
    let cleaned = pipeline.finish()
    let heldOut = cleaned.parts[1].documents
    let segments = Segment.chosen(from: heldOut, count: segmentCount, seed: seed)
    let training = cleaned.parts[0]
    guard training.byteCount >= limits.leastTrainingBytes else {
      throw AdviceError.tooLittleText(
        side: side, bytes: training.byteCount, needed: limits.leastTrainingBytes,
        why: Self.loss(cleaned.report))
    }
    guard segments.count >= limits.leastSegments else {
      throw AdviceError.tooFewPieces(
        side: side, pieces: segments.count, needed: limits.leastSegments)
    }
    self.side = side
    self.training = training
    self.heldOut = heldOut
    self.segments = segments
    report = cleaned.report
    (givenBytes, readBytes) = (whole.byteCount, read.byteCount)
    given = Set(read.documents.map { Checksum.sha256($0.bytes) })
    self.notices = notices
  }

  /// Whole documents, drawn by the seed until there are enough bytes.
  private static func drawn(_ corpus: Corpus, byteCount: Int, seed: UInt64) -> Corpus {
    guard corpus.byteCount > byteCount else { return corpus }
    var stream = RandomStream(seed: seed).fork("documents")
    var order = Array(corpus.documents.indices)
    order.shuffle(using: &stream)
    var (taken, bytes) = (Set<Int>(), 0)
    for index in order where bytes < byteCount {
      taken.insert(index)
      bytes += corpus.documents[index].bytes.count
    }
    return Corpus(
      name: corpus.name,
      documents: corpus.documents.indices.filter(taken.contains).map { corpus.documents[$0] })
  }

  /// Few documents are cut, so that some of each can be held out: of eleven novels a single one would stand
  /// for all. What a model learns of a document's other parts then counts as its own knowledge.
  private static func parts(of corpus: Corpus, _ limits: Limits) -> [Document] {
    guard corpus.documents.count < limits.fewestDocuments else { return corpus.documents }
    let longest = max(1 << 14, corpus.byteCount / 64)
    return corpus.documents.flatMap { document -> [Document] in
      guard document.bytes.count > 2 * longest else { return [document] }
      let count = (document.bytes.count + longest - 1) / longest
      var parts: [Document] = []
      var start = 0
      for number in 1...count {
        let wanted = document.bytes.count * number / count
        let end =
          number == count
          ? document.bytes.count : Corpus.lineStart(near: wanted, in: document.bytes)
        guard end > start else { continue }
        parts.append(
          Document(
            name: document.name + Self.partMark + "\(number)",
            bytes: Array(document.bytes[start..<end]),
            part: document.part))
        start = end
      }
      return parts
    }
  }

  private static let partMark = ", part "

  /// The document that a part was cut from; of a whole document itself.
  static func origin(_ name: String) -> String {
    guard let mark = name.range(of: partMark, options: .backwards) else { return name }
    return String(name[..<mark.lowerBound])
  }

  /// Why cleaning left little, where it did.
  private static func loss(_ report: CleaningReport) -> String {
    guard let most = report.drops.max(by: { $0.bytes < $1.bytes }),
      2 * most.bytes > report.inputBytes
    else {
      return report.removedLineBytes * 2 > report.inputBytes
        ? "most of its lines stand in many of its documents" : ""
    }
    return
      "\(Plural.count(most.documents, "document")) of \(report.inputDocuments) went as \(most.rule)"
  }

  /// The share of documents that stand in both, letter by letter, of the text that has fewer: of a large
  /// text only a part is read, and not the same part of both.
  public static func sharedShare(of field: AdviceText, in general: AdviceText) -> Double {
    func share<Key: Hashable>(_ own: Set<Key>, _ known: Set<Key>) -> Double {
      Double(own.intersection(known).count) / Double(max(1, min(own.count, known.count)))
    }
    func cleaned(_ text: AdviceText) -> Set<[UInt8]> {
      Set((text.training.documents + text.heldOut).map(\.bytes))
    }
    // Parts of long documents are cut otherwise where more was read.
    return max(share(cleaned(field), cleaned(general)), share(field.given, general.given))
  }
}
