import Tokenizers

extension Generator {
  /// A text that a model wrote.
  public struct Written: Sendable, Equatable {
    /// All new ids, also those of a text that ended it.
    public let ids: [Int32]
    /// What they stand for, up to a text that ended it.
    public let bytes: [UInt8]
    public let ending: Ending

    /// With what is not UTF-8 replaced by U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Generates text after a prompt, and hands it on as it comes.
  ///
  /// - Parameters:
  ///   - stops: texts that end generation; they are no part of what was written.
  ///   - onBytes: gets the next bytes, as soon as they are certain; false ends generation.
  /// - Throws: as `generate`.
  public func write(
    after prompt: [Int32], tokenizer: any Tokenizer, maximumNewTokens: Int,
    stops: [String] = [], sampler: inout Sampler,
    onBytes: @escaping ([UInt8]) -> Bool = { _ in true }
  ) throws(InferenceError) -> Written {
    var found = StopTexts(stops)
    var bytes: [UInt8] = []
    func pass(_ new: [UInt8]) -> Bool {
      bytes += new
      return new.isEmpty || onBytes(new)
    }
    let result = try generate(prompt, maximumNewTokens: maximumNewTokens, sampler: &sampler) { id in
      // An id that only the model knows stands for nothing.
      let goesOn = pass(found.append(tokenizer.bytes(of: id) ?? []))
      return goesOn && !found.isFound
    }
    _ = pass(found.finish())
    return Written(
      ids: result.ids, bytes: bytes, ending: found.isFound ? .stopText : result.ending)
  }
}
