import Foundation
import WorkbookCore

/// A model with its tokenizer, which continues texts or answers in a conversation.
struct ModelWriter {
  private let tokenizer: any Tokenizer
  private let format: ChatFormat?
  private let system: String?
  private let sampling: SamplingOptions
  let generator: Generator

  init(
    _ stored: any StoredModel, weights: WeightOptions, cache: CacheOptions, addsSpecial: Bool,
    isChat: Bool, system: String?, sampling: SamplingOptions
  ) throws {
    tokenizer = try ModelFolder.tokenizer(of: stored, addsSpecial: addsSpecial)
    if isChat {
      guard let template = try stored.readChatTemplate() else {
        throw InputError("\(stored.path): has no chat template; leave out --chat")
      }
      format = try ChatFormat(template: template, tokenizer: tokenizer)
    } else {
      format = nil
    }
    (self.system, self.sampling) = (system, sampling)
    generator = try Generator(try weights.read(stored), cachePrecision: cache.precision)
    if let end = tokenizer.endOfText { generator.endOfTextIDs.insert(end) }
    if let end = format?.end { generator.endOfTextIDs.insert(end) }
  }

  func noteDroppedBytes(_ text: String) {
    ModelFolder.noteDroppedBytes([Array(text.utf8)], tokenizer)
  }

  /// The ids after which the model writes.
  func start(_ prompt: String) throws -> [Int32] {
    if let format { return try format.ids(of: opening + [.init(role: .user, text: prompt)]) }
    var start = try tokenizer.encodeFramed(prompt)
    if start.isEmpty { start = tokenizer.textStart }
    guard !start.isEmpty else {
      throw InputError("the prompt is empty, and this tokenizer has no token that begins a text")
    }
    return start
  }

  private var opening: [ChatFormat.Message] {
    system.map { [.init(role: .system, text: $0)] } ?? []
  }

  /// - Parameter number: which of several texts it is, each with its own seed.
  func write(after start: [Int32], number: Int, shows: Bool) throws -> Generator.Written {
    var sampler = try sampling.sampler(number)
    return try generator.write(
      after: start, tokenizer: tokenizer, maximumNewTokens: sampling.maxNewTokens,
      stops: sampling.stop, sampler: &sampler
    ) { bytes in
      if shows { Console.write(bytes) }
      // Nobody sees what would follow.
      return !StandardStreams.isOutputLost
    }
  }

  /// What ids stand for; those that only the model knows stand for nothing.
  func bytes(of ids: [Int32]) -> [UInt8] { ids.flatMap { tokenizer.bytes(of: $0) ?? [] } }

  /// Asks for lines on the terminal until there are no more.
  func converse() throws {
    var messages = opening
    var turn = 0
    while !StandardStreams.isOutputLost {
      StandardStreams.writeError(format == nil ? "prompt> " : "you> ")
      guard let line = readLine(), !StandardStreams.isOutputLost else { break }
      guard !line.isEmpty else { continue }
      noteDroppedBytes(line)
      messages.append(.init(role: .user, text: line))
      let start = try format.map { try $0.ids(of: messages) } ?? start(line)
      if format == nil { Console.write(Array(line.utf8)) }
      let written = try write(after: start, number: turn, shows: true)
      Console.write([0x0A])
      messages.append(.init(role: .assistant, text: written.text))
      turn += 1
    }
    StandardStreams.writeError("\n")
  }
}
