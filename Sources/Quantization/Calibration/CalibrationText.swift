import Groundwork
import Tokenizers

/// The text that a model is calibrated on, as windows of ids.
public struct CalibrationText: Sendable {
  /// All of one length.
  public let windows: [[Int32]]
  /// The tokens of the whole text.
  public let tokenCount: Int

  /// Cuts windows out of documents, evenly spread over all of them.
  ///
  /// The documents are one stream, as in training, each with the tokens that the tokenizer puts before texts
  /// and after them. Where there are fewer whole windows than wanted, all are taken.
  ///
  /// - Throws: `RoundingError.tooLittleText` without one whole window; what the tokenizer throws.
  public init(
    documents: [[UInt8]], tokenizer: any Tokenizer, count: Int, time: Int
  ) throws {
    precondition(count > 0 && time > 0, "no windows at all")
    var ids: [Int32] = tokenizer.textFrame.before.isEmpty ? tokenizer.textStart : []
    let encoder = tokenizer.makeEncoder()
    for document in documents {
      ids += tokenizer.textFrame.before
      _ = try document.withUnsafeBufferPointer {
        try encoder.encode($0, offset: 0, isWhole: true, into: &ids)
      }
      ids += tokenizer.documentEnd
    }
    self.init(ids: ids, count: count, time: time)
    if windows.isEmpty { throw RoundingError.tooLittleText(tokens: ids.count, needed: time) }
  }

  /// Cuts windows out of a stream of ids.
  ///
  /// - Precondition: positive numbers.
  public init(ids: [Int32], count: Int, time: Int) {
    tokenCount = ids.count
    let whole = ids.count / time
    let taken = min(count, whole)
    windows = (0..<taken).map { index in
      // Multiples of the window, lest two overlap.
      let start = index * whole / taken * time
      return Array(ids[start..<(start + time)])
    }
  }
}
