import Corpora
import Figures
import Foundation
import Groundwork

/// A chapter under way: what it is asked to do, what it has shown, where its results go.
///
///     Notebook.chapter("01-Tokenizer") { notebook in
///       //: # The first token
///       notebook.show("Hello")
///       notebook.claim("two is more than one", 2 > 1)
///     }
///
/// Every call records its own file and line, so that weaving puts each output under the code that
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
  /// The general text that the user sets their own against; nil where they name none.
  public let generalCorpus: Corpus?
  /// Where the course's real text lies.
  public let library: CourseLibrary

  var outputs: ChapterOutputs
  private(set) var failedClaims: [Claim] = []
  /// What the claims that did not hold assert.
  public var failedClaimTexts: [String] { failedClaims.map(\.text) }
  private var results: ResultsTable
  private let source: ChapterSource?
  private var announced: ChapterSource.Place = (0, 0)
  private let console: Console

  public var tier: Tier { options.tier }
  public var seed: UInt64 { options.seed }

  /// Opens a chapter. Nothing is written yet.
  ///
  /// - Throws: `CorpusError`, `FigureError`, `NotebookError`.
  public init(
    chapter: String, options: ChapterOptions, root: String, library: CourseLibrary = .init(),
    isSilent: Bool = false
  ) throws {
    self.chapter = chapter
    self.options = options
    self.root = root
    // A missing gnuplot is found before the training, not after it.
    try Gnuplot.requireInstalled()
    func say(_ notice: TextNotice) {
      // `run` has said it once, for all chapters.
      let isAlone = ProcessInfo.processInfo.environment["WORKBOOK_ROOT"] == nil
      if isAlone && !isSilent { StandardStreams.note(notice.summary) }
    }
    self.library = library
    userCorpora =
      options.corpus.isEmpty ? [] : try Self.readCorpora(options.corpus, noting: say)
    generalCorpus =
      options.general.isEmpty ? nil : try Self.readCorpus(options.general, noting: say)
    userCorpus =
      userCorpora.isEmpty
      ? nil
      : Corpus.joined(userCorpora, name: userCorpora.map(\.name).joined(separator: " + "))
    runDirectory = RunDirectory(
      root: root, tier: options.tier,
      corpusFingerprint: Self.fingerprint(
        own: userCorpora, general: generalCorpus, library: library), seed: options.seed,
      assumptions: options.assumptions)
    store = ArtifactStore(folder: runDirectory.artifacts)
    results = try ResultsTable(path: runDirectory.results)
    outputs = ChapterOutputs(chapter: chapter)
    source = try? ChapterSource.read("\(root)/Chapters/\(chapter)")
    console = Console(isSilent: isSilent, isStepping: options.isStepping)
  }

  /// An assumption: the reader's, or else the chapter's own.
  public func assumed(_ assumption: Assumption, _ own: Double) -> Double {
    options.assumptions[assumption] ?? own
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
  public func show(_ text: String, file: String = #fileID, line: Int = #line) {
    let text = TerminalText.safe(text)
    display(text, markdown: "```text\n\(text)\n```", from: SourceLine(file, line))
  }

  /// Shows a table.
  public func show(_ table: Table, file: String = #fileID, line: Int = #line) {
    display(
      table.plainText(width: 80), markdown: table.markdown, from: SourceLine(file, line))
  }

  /// Shows a text cut into its tokens.
  public func show(_ strip: TokenStrip, file: String = #fileID, line: Int = #line) {
    display(
      console.hasColours ? strip.colouredText : strip.plainText,
      markdown: "```text\n\(strip.plainText)\n```", from: SourceLine(file, line), isDrawn: true)
  }

  /// Draws a figure: picture, data and script, named after the chapter's number, and the same once more
  /// for a phone.
  ///
  /// - Throws: `FigureError`.
  public func plot(
    _ figure: Figure, file: String = #fileID, line: Int = #line
  ) throws {
    let caller = SourceLine(file, line)
    announce(caller)
    let name = "\(chapter.prefix(2))-\(figure.name)"
    let drawn = try figure.render(in: runDirectory.charts, name: name)
    try figure.render(in: runDirectory.charts, name: name, form: .narrow)
    let small = console.drawsCharts ? figure.terminalDrawing().map { $0 + "\n" } ?? "" : ""
    console.write("\(small)  chart: \(TerminalText.safe(figure.title))\n         \(drawn.svg)")
    recordPicture(name, alternative: figure.title, from: caller)
  }

  /// Draws a schematic: a picture in the run's folder, and on the page where it is shown; once more for a
  /// phone where its letters would be too small there.
  ///
  /// - Parameter name: of the picture, `ladder`; the chapter's number comes before it.
  /// - Throws: `FigureError`.
  public func show(
    _ schematic: Schematic, _ name: String, file: String = #fileID, line: Int = #line
  ) throws {
    let caller = SourceLine(file, line)
    announce(caller)
    let number = "\(chapter.prefix(2))-"
    let name = name.hasPrefix(number) ? name : number + name
    let path = try schematic.render(in: runDirectory.charts, name: name)
    if schematic.hasNarrowForm {
      try schematic.render(in: runDirectory.charts, name: name, form: .narrow)
    } else if let narrow = Figure.narrowName(of: path) {
      try? FileManager.default.removeItem(atPath: narrow)
    }
    console.write("  schematic: \(TerminalText.safe(schematic.title))\n             \(path)")
    recordPicture(name, alternative: schematic.title, from: caller)
  }

  private func recordPicture(_ name: String, alternative: String, from caller: SourceLine) {
    let safe = alternative.replacing("]", with: ")").replacing("[", with: "(")
    record("![\(safe)](../../Plots/\(name).svg)", from: caller)
  }

  /// Asserts that a measured value lies in a band.
  ///
  /// - Parameters:
  ///   - band: where the value must lie at the lesson and overnight tiers.
  ///   - smoke: where it must lie at the smoke tier, if elsewhere.
  public func claim(
    _ text: String, _ value: Double, in band: ClosedRange<Double>,
    smoke: ClosedRange<Double>? = nil, scope: Claim.Scope = .everywhere,
    file: String = #fileID, line: Int = #line
  ) {
    let band = pick(smoke: smoke ?? band, lesson: band)
    judge(
      Claim(text, value: value, band: band, isAsked: isAsked(scope)),
      from: SourceLine(file, line))
  }

  /// Asserts that something is so.
  public func claim(
    _ text: String, _ isTrue: Bool, scope: Claim.Scope = .everywhere,
    file: String = #fileID, line: Int = #line
  ) {
    judge(Claim(text, isTrue: isTrue, isAsked: isAsked(scope)), from: SourceLine(file, line))
  }

  private func isAsked(_ scope: Claim.Scope) -> Bool {
    switch scope {
    case .everywhere: true
    case .builtInCorpus: userCorpus == nil
    case .worlds: textOrigin == .worlds
    case .courseText: textOrigin == .course
    case .ownAssumptions: options.assumptions.isEmpty
    }
  }

  private func judge(_ claim: Claim, from caller: SourceLine) {
    display(claim.plainText, markdown: claim.markdown, from: caller)
    if claim.verdict == .fails { failedClaims.append(claim) }
  }

  // MARK: What later chapters read

  /// Keeps a number for later chapters: `notebook.record("05.bitsPerByte", 1.93)`.
  public func record(_ key: String, _ value: Double) throws { try results.record(key, value) }

  /// A number that an earlier chapter recorded for the same text, seed and tier.
  public func recorded(_ key: String) -> Double? { results[key] }

  /// The folder of something that takes long to make; `make` fills it where it is missing.
  public func artifact(
    _ name: String, configuration: some Encodable, file: String = #fileID, line: Int = #line,
    make: (_ folder: String) throws -> Void
  ) throws -> String {
    announce(SourceLine(file, line))
    return try store.artifact(name, configuration: configuration, make: make)
  }

  // MARK: The page under way

  /// Prints an output and keeps it for the page.
  ///
  /// - Parameter isDrawn: whether escape characters in it are the notebook's own.
  func display(
    _ text: String, markdown: String, from caller: SourceLine, isDrawn: Bool = false
  ) {
    announce(caller)
    console.write(isDrawn ? text : TerminalText.safe(text))
    record(markdown, from: caller)
  }

  private func record(_ markdown: String, from caller: SourceLine) {
    outputs.outputs.append(.init(file: caller.file, line: caller.number, markdown: markdown))
  }

  /// Prints the headings, and for a reader the prose, between the last output and a line. What a
  /// file off the page displays, a helper's, is announced by nothing.
  func announce(_ line: SourceLine) {
    if let place = source?.place(of: line) { announce(through: place) }
  }

  private func announce(through place: ChapterSource.Place) {
    guard place > announced else { return }
    console.announce(source?.prose(after: announced, through: place) ?? []) {
      source?.sectionCode(around: place) ?? ""
    }
    announced = place
  }

  /// Seconds of the chapter in which somebody read.
  var secondsOfReading: Double { console.secondsOfReading }

  /// Prints the prose behind the last output, stores what was shown, and tells of claims that failed.
  public func finish() throws {
    announce(through: (.max, .max))
    try outputs.write(to: runDirectory.outputs(ofChapter: chapter))
    for claim in failedClaims {
      console.complain("chapter \(chapter): this claim does not hold:\(claim.plainText)")
    }
  }
}
