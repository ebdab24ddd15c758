import Foundation
import WorkbookCore

/// From `scaling sweep`'s options to its runs; reads the text and trains the tokenizer, makes nothing.
struct ScalingSweepPlanning {
  let sweep: Sweep
  let design: SweepDesign
  let plans: [SweepRun]
  /// The run that a fit should not see; nil without one.
  let heldOut: SweepRun?
  let part: SweepPart
  let uniqueTokens: Int
  /// Of all plans on this machine's threads; measured where `--minutes` or `--plan-only` asks for it.
  private(set) var expectedSeconds: Double?

  /// More text teaches a tokenizer of some thousand tokens nothing.
  private static let tokenizerByteLimit = 4_000_000
  private static let heldOutByteLimit = 200_000
  /// The budgets of a sweep by the clock, as shares of the largest.
  private static let ladder = [1.0 / 30, 1.0 / 9.5, 1.0 / 3, 1]

  init(
    command: ScalingSweepCommand, part: SweepPart, processes: any ProcessGroup
  ) throws {
    let corpus = try Corpus.read(paths: command.corpus)
    let (learned, held) = corpus.split(
      validationFraction: command.validationFraction, seed: command.seed)
    let heldOut = held.prefix(byteCount: Self.heldOutByteLimit)
    guard !learned.documents.isEmpty, !heldOut.documents.isEmpty else {
      throw InputError(
        "\(corpus.name): too short to hold out \(command.validationFraction) of it; give more text")
    }
    let tokenizer = try Self.tokenizer(command, learned.prefix(byteCount: Self.tokenizerByteLimit))
    let source = WindowSampler.Source(
      name: corpus.name, tokens: try tokenizer.encode(documents: learned.texts),
      endOfText: tokenizer.endOfText)
    sweep = Sweep(
      sources: [source],
      validation: ValidationText(
        name: "the held-out text", ids: try tokenizer.encode(documents: heldOut.texts),
        byteCount: heldOut.byteCount))
    var dial = SweepDial(
      vocabularySize: tokenizer.vocabularySize, contextLength: command.context,
      family: command.family, endOfTextID: tokenizer.endOfText.map { Int($0) })
    dial.replicas = command.replicas
    self.part = part
    uniqueTokens = source.tokens.count
    let threads = command.threads ?? ProcessInfo.processInfo.activeProcessorCount
    var estimate = SweepEstimate(sweep)
    func design(_ budgets: [Double]) throws -> SweepDesign {
      try SweepDesign(
        budgets: budgets, dial: dial, sizes: command.sizes?.values.map { Int($0) },
        seeds: command.seeds,
        holdOutFactor: command.holdOutFactor == 0 ? nil : command.holdOutFactor)
    }
    if let budgets = command.budgets?.values {
      self.design = try design(budgets)
    } else {
      guard part == .whole, processes.count == 1 else {
        throw InputError(
          "several machines must agree on the budgets; give --budgets in place of --minutes")
      }
      let memory = SweepMemory(
        minutes: command.minutes ?? 10, sizes: command.sizes?.values, seeds: command.seeds,
        holdOutFactor: command.holdOutFactor, threads: threads, dial: dial,
        text: sweep.textFingerprint)
      self.design = try memory.design(besides: command.out) {
        var largest = 1e10
        for _ in 0..<4 {
          let runs = try design(Self.ladder.map { $0 * largest }).allRuns(dial)
          largest *= 60 * memory.minutes / max(try estimate.seconds(runs, threads: threads), 1e-6)
        }
        return try design(Self.ladder.map { Self.rounded($0 * largest) })
      }
    }
    plans = self.design.allRuns(dial, seed: command.seed)
    self.heldOut = self.design.heldOutRun(dial, seed: command.seed)
    if command.planOnly || command.budgets == nil {
      expectedSeconds = try estimate.seconds(part.select(plans), threads: threads)
    }
    if processes.isFirst { note(corpus.name, tokenizer) }
  }

  /// Two significant digits.
  private static func rounded(_ value: Double) -> Double {
    Double(String(format: "%.1e", value)) ?? value
  }

  private func note(_ name: String, _ tokenizer: any Tokenizer) {
    let longest = plans.map(\.tokens).max() ?? 0
    Console.note(
      "\(name): \(uniqueTokens) tokens to train on, vocabulary \(tokenizer.vocabularySize), "
        + "\(plans.count) runs"
        + (expectedSeconds.map { ", about \(ProgressLine.duration($0))" } ?? ""))
    let epochs = longest / Double(max(uniqueTokens, 1))
    // Muennighoff et al. 2023: up to some four epochs a repeated token is nearly worth a fresh one.
    if epochs > 4 {
      Console.note(
        String(format: "the longest run reads the text %.0f times; ", epochs)
          + "fit it with --form data-constrained, or give more text")
    }
  }

  private static func tokenizer(
    _ command: ScalingSweepCommand, _ text: Corpus
  ) throws -> any Tokenizer {
    let size = command.vocabularySize ?? 3_072
    return switch command.tokenizer {
    case "unigram": try UnigramTokenizer.train(on: text.texts, vocabularySize: size)
    case "bpe": try BytePairTokenizer.train(on: text.texts, vocabularySize: size)
    case "characters": try CharacterTokenizer.train(on: text.texts)
    case "bytes": ByteTokenizer()
    case let path: try TokenizerFile.read(path)
    }
  }
}
