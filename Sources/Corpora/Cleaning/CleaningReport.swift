import Foundation
import Groundwork

/// What the pipeline did to a corpus, and why.
public struct CleaningReport: Sendable {
  /// The steps of the pipeline that drop documents.
  public enum Step: Sendable, CaseIterable {
    case normalization, identity, boilerplate, quality, similarity
  }

  /// Documents that one rule dropped.
  public struct Drop: Sendable, Equatable {
    public let rule: String
    /// The step that the rule belongs to.
    public let step: Step
    public var documents = 0
    public var bytes = 0
    /// The first few.
    public var examples: [Example] = []
  }

  public struct Example: Sendable, Equatable {
    public let document: String
    /// The measure and the limit, or what it is a copy of.
    public let detail: String
    /// How the text begins.
    public let excerpt: String
  }

  /// A line that was removed from many documents.
  public struct Line: Sendable, Equatable {
    public let text: String
    public let documents: Int
  }

  public struct Part: Sendable, Equatable {
    public let name: String
    public let documents: Int
    public let bytes: Int
  }

  public var inputDocuments = 0
  public var inputBytes = 0
  /// Files that were in another encoding, damaged, or passed over.
  public var files: [TextFileReader.Note] = []
  public var normalization = TextNormalizer.Counts()
  /// How many documents a line had to stand in to be removed.
  public var boilerplateThreshold = 0
  public var documentsWithBoilerplate = 0
  public private(set) var removedLines = 0
  public private(set) var removedLineBytes = 0
  /// The first few different ones.
  public private(set) var removedLineExamples: [Line] = []
  /// By rule, in the order in which a rule first dropped something.
  public private(set) var drops: [Drop] = []
  /// Groups of similar documents that were kept together.
  public var kinGroups = 0
  public var parts: [Part] = []

  private static let exampleLimit = 3
  private static let lineLimit = 10

  init() {}

  public var keptDocuments: Int { parts.reduce(0) { $0 + $1.documents } }
  public var keptBytes: Int { parts.reduce(0) { $0 + $1.bytes } }

  /// The step that dropped most documents, where it was at least half of all.
  public var harshestStep: (step: Step, documents: Int)? {
    let counts = Step.allCases.map { step in
      (step: step, documents: drops.reduce(0) { $0 + ($1.step == step ? $1.documents : 0) })
    }
    guard let most = counts.max(by: { $0.documents < $1.documents }) else { return nil }
    return most.documents > 0 && 2 * most.documents >= inputDocuments ? most : nil
  }

  mutating func drop(_ document: Document, rule: String, of step: Step, detail: String) {
    let index = drops.firstIndex { $0.rule == rule } ?? drops.count
    if index == drops.count { drops.append(Drop(rule: rule, step: step)) }
    drops[index].documents += 1
    drops[index].bytes += document.bytes.count
    if drops[index].examples.count < Self.exampleLimit {
      drops[index].examples.append(
        Example(
          document: document.name, detail: detail,
          excerpt: Self.excerpt(document.bytes.prefix(400))))
    }
  }

  mutating func removeLine(_ line: UnsafeBufferPointer<UInt8>, documents: Int) {
    removedLines += 1
    removedLineBytes += line.count
    guard removedLineExamples.count < Self.lineLimit else { return }
    let text = Self.excerpt(line.prefix(400))
    if !removedLineExamples.contains(where: { $0.text == text }) {
      removedLineExamples.append(Line(text: text, documents: documents))
    }
  }

  /// The beginning of a text on one line.
  private static func excerpt(_ bytes: some Collection<UInt8>) -> String {
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return String(words.joined(separator: " ").prefix(80))
  }

  static func rounded(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : String(format: "%.3f", value)
  }
}

extension QualityRules.Violation {
  /// The value and the limit.
  var summary: String {
    "\(CleaningReport.rounded(value)), limit \(CleaningReport.rounded(limit))"
  }
}

extension CleaningReport {
  /// The report as JSON.
  public var json: JSONValue {
    [
      "input": ["documents": .integer(inputDocuments), "bytes": .integer(inputBytes)],
      "kept": ["documents": .integer(keptDocuments), "bytes": .integer(keptBytes)],
      "parts": .array(
        parts.map {
          [
            "name": .text($0.name), "documents": .integer($0.documents),
            "bytes": .integer($0.bytes),
          ]
        }),
      "dropped": .array(drops.map(\.json)),
      "boilerplate": [
        "lines": .integer(removedLines), "bytes": .integer(removedLineBytes),
        "documents": .integer(documentsWithBoilerplate),
        "minimumDocuments": .integer(boilerplateThreshold),
        "examples": .array(
          removedLineExamples.map {
            ["line": .text($0.text), "documents": .integer($0.documents)]
          }),
      ],
      "normalization": [
        "lineEnds": .integer(normalization.lineEnds),
        "removedCharacters": .integer(normalization.removedCharacters),
        "spaces": .integer(normalization.spaces),
        "composedLines": .integer(normalization.composedLines),
        "emptyLines": .integer(normalization.emptyLines),
      ],
      "files": .array(files.map(\.json)),
      "groupsKeptTogether": .integer(kinGroups),
    ]
  }
}

extension CleaningReport.Drop {
  fileprivate var json: JSONValue {
    [
      "rule": .text(rule), "documents": .integer(documents), "bytes": .integer(bytes),
      "examples": .array(
        examples.map {
          [
            "document": .text($0.document), "detail": .text($0.detail),
            "excerpt": .text($0.excerpt),
          ]
        }),
    ]
  }
}

extension TextFileReader.Note {
  fileprivate var json: JSONValue {
    [
      "path": .text(path), "encoding": encoding.map { .text($0.rawValue) } ?? .null,
      "replacedBytes": .integer(replacedByteCount), "zeroBytes": .integer(zeroByteCount),
      "problem": problem.map { .text($0) } ?? .null,
    ]
  }
}
