import ArgumentParser
import Foundation
import WorkbookCore

/// `generate --beams`: a search in place of draws.
extension GenerateCommand {
  func validateBeams() throws {
    guard let beams else { return }
    guard (1...1_000).contains(beams) else {
      throw ValidationError("--beams must lie between 1 and 1000")
    }
    guard sampling.given.isEmpty else {
      throw ValidationError(
        "--beams searches and draws nothing: leave out \(sampling.given.joined(separator: ", "))")
    }
    guard prompt != nil || ids != nil else {
      throw ValidationError("--beams needs --prompt or --ids")
    }
  }

  /// Writes the best text that a search finds behind a prompt.
  func search(_ count: Int, after prompt: String, _ writer: ModelWriter) throws {
    writer.noteDroppedBytes(prompt)
    let start = try writer.start(prompt)
    let (beams, seconds) = try found(count, after: start, writer.generator)
    if json {
      return printJSON(beams, start, seconds) {
        .text(String(decoding: writer.bytes(of: $0), as: UTF8.self))
      }
    }
    let best = writer.bytes(of: beams.first?.ids ?? [])
    Console.write((chat ? [] : Array(prompt.utf8)) + best + [0x0A])
  }

  /// Writes the best ids that a search finds behind others.
  func search(_ count: Int, after start: [Int32], _ generator: Generator) throws {
    let (beams, seconds) = try found(count, after: start, generator)
    if json { return printJSON(beams, start, seconds) { _ in .null } }
    let best = (beams.first?.ids ?? []).map { String($0) }.joined(separator: ",")
    Console.write(Array("\(best)\n".utf8))
  }

  /// The beams, best first; where the context ends before the text, they end there, too.
  private func found(
    _ count: Int, after start: [Int32], _ generator: Generator
  ) throws -> (beams: [Generator.Beam], seconds: Double) {
    // The last token is not read, so that one more fits than the model has places for.
    let room = generator.decoder.configuration.positionLimit.map { $0 - start.count + 1 }
    let length = room.map { $0 > 0 ? min($0, sampling.maxNewTokens) : sampling.maxNewTokens }
    let (beams, seconds) = try Stopwatch.timed {
      try generator.beams(
        after: start, count: count, maximumNewTokens: length ?? sampling.maxNewTokens)
    }
    if let best = beams.first, !best.isFinished, best.ids.count < sampling.maxNewTokens {
      noteFullContext(.contextFull, best.ids.count, start.count)
    }
    return (beams, seconds)
  }

  private func printJSON(
    _ beams: [Generator.Beam], _ start: [Int32], _ seconds: Double,
    text: ([Int32]) -> JSONValue
  ) {
    let list = beams.map { beam -> JSONValue in
      [
        "ids": TokenIDs.json(beam.ids), "text": text(beam.ids),
        "logProbability": .number(beam.logProbability), "isFinished": .bool(beam.isFinished),
      ]
    }
    Console.printJSON(
      ["promptIds": TokenIDs.json(start), "beams": .array(list), "seconds": .number(seconds)])
  }
}
