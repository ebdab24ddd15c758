import Foundation
import WorkbookCore

/// A trained network of one stack, and how it reads.
struct OneStack {
  var parameters: Encoder<Float>.Parameters
  /// What a position sees.
  var reach: AttentionReach
  /// What stands before every text.
  let lead: [Int32]

  /// The same weights again, to be trained further.
  func copied() throws -> OneStack {
    let copy = try Encoder<Float>.Parameters(parameters.configuration)
    copy.values.copy(from: parameters.values.array)
    return OneStack(parameters: copy, reach: reach, lead: lead)
  }

  /// Runs the network on texts.
  func read(_ texts: [[Int32]], time: Int = 14) throws -> Encoder<Float> {
    let encoder = try Encoder(parameters, batch: texts.count, time: time)
    for (row, text) in texts.enumerated() {
      encoder.fill(sequence: row, tokens: lead + text, reach: reach)
    }
    encoder.run()
    return encoder
  }

  /// −ln p of each text, the next token after the other.
  func losses(_ texts: [[Int32]]) throws -> [Double] {
    let encoder = try Encoder(parameters, batch: texts.count, time: 14)
    for (row, text) in texts.enumerated() {
      let example = PrefixObjective().example(lead + text, prefixLength: 1)
      encoder.fill(
        sequence: row, tokens: example.tokens, targets: example.targets, reach: reach)
    }
    encoder.evaluate()
    return texts.indices.map { row in
      encoder.losses.part(row * 14, 14).array.reduce(0, +)
    }
  }

  /// Writes on behind texts, word by word, with a stack that looks back: what was written.
  ///
  /// - Parameters:
  ///   - last: the id that ends a text and belongs to it; nil: the end-of-text id, which does not.
  ///   - stream: draws words by their probability; nil: the likeliest each time.
  func writeOn(
    _ texts: [[Int32]], most: Int, until last: Int32? = nil, drawing stream: RandomStream? = nil
  ) throws -> [[Int32]] {
    var stream = stream
    var written = [[Int32]](repeating: [], count: texts.count)
    var isOpen = [Bool](repeating: true, count: texts.count)
    for _ in 0..<most {
      let encoder = try read(zip(texts, written).map { $0 + $1 }, time: 24)
      for row in texts.indices where isOpen[row] {
        let place = lead.count + texts[row].count + written[row].count - 1
        let next = encoder.next(row, place, drawing: &stream)
        isOpen[row] = next != (last ?? Register.end)
        if isOpen[row] || last != nil { written[row].append(next) }
      }
    }
    return written
  }

  /// Fills texts up to a length with masks, and each mask, from left to right, with a word that is
  /// drawn by its probability while those behind it are masks still.
  func fillOn(
    _ texts: [[Int32]], lengths: [Int], with mask: Int32, drawing stream: RandomStream
  ) throws -> [[Int32]] {
    var draws: RandomStream? = stream
    var filled = zip(texts, lengths).map { text, length in
      text + [Int32](repeating: mask, count: length - text.count)
    }
    for place in 0..<(lengths.max() ?? 0) {
      let encoder = try read(filled)
      for row in texts.indices where place >= texts[row].count && place < filled[row].count {
        filled[row][place] = encoder.next(row, lead.count + place, drawing: &draws)
      }
    }
    return filled
  }
}

extension Encoder where Scalar == Float {
  /// The likeliest word at a place of a text.
  func likeliest(_ sequence: Int, _ place: Int) -> Int32 {
    let row = scores(sequence, place)
    return Int32(row.indices.max { row[$0] < row[$1] } ?? 0)
  }

  /// A word drawn by its probability; the likeliest one without a stream.
  func next(_ sequence: Int, _ place: Int, drawing stream: inout RandomStream?) -> Int32 {
    guard var source = stream else { return likeliest(sequence, place) }
    let row = scores(sequence, place).map(Double.init)
    let largest = row.max() ?? 0
    var sums: [Double] = []
    for score in row { sums.append((sums.last ?? 0) + exp(score - largest)) }
    let word = source.index(cumulative: sums)
    stream = source
    return Int32(word)
  }

  private func scores(_ sequence: Int, _ place: Int) -> [Float] {
    let width = configuration.vocabularySize
    return logits.part((sequence * time + place) * width, width).array
  }
}

/// The same weights again, to be trained further.
func copied(
  _ parameters: EncoderDecoder<Float>.Parameters
) throws -> EncoderDecoder<Float>.Parameters {
  let copy = try EncoderDecoder<Float>.Parameters(parameters.configuration)
  copy.values.copy(from: parameters.values.array)
  return copy
}

/// What an encoder–decoder writes for each text.
func write(
  _ parameters: EncoderDecoder<Float>.Parameters, _ texts: [[Int32]], limit: Int
) throws -> [[Int32]] {
  try EncoderDecoder(parameters, batch: texts.count, sourceTime: 14, targetTime: limit)
    .write(texts)
}

extension [Int32] {
  /// The text with one word in some places.
  func replacing(_ places: [Int], by word: Int32) -> [Int32] {
    indices.map { places.contains($0) ? word : self[$0] }
  }
}
