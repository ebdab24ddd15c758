import Corpora
import Figures
import Foundation

/// A chapter under way: what it is asked to do, what it has shown, where its results go.
///
///     Notebook.chapter("01-Tokenizer") { notebook in
///       //: # The first token
///       notebook.show("Hello")
///       notebook.claim("two is more than one", 2 > 1)
///     }
///
/// Every call records its own source line, so that weaving puts each output under the code that
/// made it. Errors of the user's input end the chapter with one line and status 1, claims that do
/// not hold and faults of the workbook with 70.
@MainActor
public final class Notebook {
  /// `05-Pretraining`.
  public let chapter: String
  public let options: ChapterOptions
  /// The folder of the package.
  public let root: String
  public let runDirectory: RunDirectory
  public let store: ArtifactStore
  /// The user's own text, or nil where the built-in worlds are used.
  public let userCorpus: Corpus?
  /// The kinds of text that the user's own is made of, see `readCorpora`; empty for the worlds.
  public let userCorpora: [Corpus]

  var outputs: ChapterOutputs
  private(set) var failedClaims: [Claim] = []
  /// What the claims that did not hold assert.
  public var failedClaimTexts: [String] { failedClaims.map(\.text) }
  private var results: ResultsTable
  private let source: ChapterSource?
  private var announcedLine = 0
  private let console: Console

  public var tier: Tier { options.tier }
  public var seed: UInt64 { options.seed }

  /// Opens a chapter. Nothing is written yet.
  ///
  /// - Throws: `CorpusError`, `FigureError`, `NotebookError`.
  public init(
    chapter: String, options: ChapterOptions, root: String, isSilent: Bool = false
  ) throws {
    self.chapter = chapter
    self.options = options
    self.root = root
    // A missing gnuplot is found before the training, not after it.
    try Gnuplot.requireInstalled()
    userCorpora = options.corpus.isEmpty ? [] : try Self.readCorpora(options.corpus)
    userCorpus =
      userCorpora.isEmpty
      ? nil
      : Corpus.joined(userCorpora, name: userCorpora.map(\.name).joined(separator: " + "))
    runDirectory = RunDirectory(
      root: root, tier: options.tier, corpusFingerprint: Self.fingerprint(of: userCorpora),
      seed: options.seed)
    store = ArtifactStore(folder: runDirectory.artifacts)
    results = try ResultsTable(path: runDirectory.results)
    outputs = ChapterOutputs(chapter: chapter)
    source = try? ChapterSource.read("\(root)/Chapters/\(chapter)/main.swift")
    console = Console(isSilent: isSilent, isStepping: options.isStepping)
  }

  /// The value that suits the tier.
  public func pick<Value>(smoke: Value, lesson: Value, overnight: Value? = nil) -> Value {
    switch tier {
    case .smoke: smoke
    case .lesson: lesson
    case .overnight: overnight ?? lesson
    }
  }

  // MARK: What a chapter displays

  /// Shows a text.
  public func show(_ text: String, line: Int = #line) {
    display(text, markdown: "```text\n\(text)\n```", line: line)
  }

  /// Shows a table.
  public func show(_ table: Table, line: Int = #line) {
    display(table.plainText, markdown: table.markdown, line: line)
  }

  /// Shows a text cut into its tokens.
  public func show(_ strip: TokenStrip, line: Int = #line) {
    display(
      console.hasColours ? strip.colouredText : strip.plainText,
      markdown: "```text\n\(strip.plainText)\n```", line: line)
  }

  /// Draws a figure: picture, data and script, named after the chapter's number.
  ///
  /// - Throws: `FigureError`.
  public func plot(_ figure: Figure, line: Int = #line) throws {
    announce(line)
    let name = "\(chapter.prefix(2))-\(figure.name)"
    let drawn = try figure.render(in: runDirectory.charts, name: name)
    console.write("  chart: \(figure.title)\n         \(drawn.svg)")
    let alternative = figure.title.replacing("]", with: ")").replacing("[", with: "(")
    record("![\(alternative)](../../Plots/\(name).svg)", line: line)
  }

  /// Asserts that a measured value lies in a band.
  ///
  /// - Parameters:
  ///   - band: where the value must lie at the lesson and overnight tiers.
  ///   - smoke: where it must lie at the smoke tier, if elsewhere.
  public func claim(
    _ text: String, _ value: Double, in band: ClosedRange<Double>,
    smoke: ClosedRange<Double>? = nil, scope: Claim.Scope = .everywhere, line: Int = #line
  ) {
    let asked = tier == .smoke ? smoke ?? band : band
    judge(Claim(text, value: value, band: asked, isAsked: isAsked(scope)), line: line)
  }

  /// Asserts that something is so.
  public func claim(
    _ text: String, _ isTrue: Bool, scope: Claim.Scope = .everywhere, line: Int = #line
  ) {
    judge(Claim(text, isTrue: isTrue, isAsked: isAsked(scope)), line: line)
  }

  private func isAsked(_ scope: Claim.Scope) -> Bool {
    scope == .everywhere || userCorpus == nil
  }

  private func judge(_ claim: Claim, line: Int) {
    display(claim.plainText, markdown: claim.markdown, line: line)
    if claim.verdict == .fails { failedClaims.append(claim) }
  }

  // MARK: What later chapters read

  /// Keeps a number for later chapters: `notebook.record("05.bitsPerByte", 1.93)`.
  public func record(_ key: String, _ value: Double) throws { try results.record(key, value) }

  /// A number that an earlier chapter recorded for the same text, seed and tier.
  public func recorded(_ key: String) -> Double? { results[key] }

  /// The folder of something that takes long to make; `make` fills it where it is missing.
  public func artifact(
    _ name: String, configuration: some Encodable, line: Int = #line,
    make: (_ folder: String) throws -> Void
  ) throws -> String {
    announce(line)
    return try store.artifact(name, configuration: configuration, make: make)
  }

  // MARK: The page under way

  func display(_ text: String, markdown: String, line: Int) {
    announce(line)
    console.write(text)
    record(markdown, line: line)
  }

  private func record(_ markdown: String, line: Int) {
    outputs.outputs.append(.init(line: line, markdown: markdown))
  }

  /// Prints the headings, and for a reader the prose, between the last output and a line.
  func announce(_ line: Int) {
    guard line > announcedLine else { return }
    console.announce(source?.prose(in: (announcedLine + 1)..<(line + 1)) ?? [])
    announcedLine = line
  }

  /// Prints the prose behind the last output, stores what was shown, and tells of claims that failed.
  public func finish() throws {
    announce(Int.max - 1)
    try outputs.write(to: runDirectory.outputs(ofChapter: chapter))
    for claim in failedClaims {
      console.complain("chapter \(chapter): this claim does not hold:\(claim.plainText)")
    }
  }
}
