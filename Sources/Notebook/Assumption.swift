/// What a chapter takes for granted, in dollars, and its reader may know better.
///
///     let hourlyPrice = notebook.assumed(.price, 2.0)
public enum Assumption: String, CaseIterable, Sendable {
  /// What a training may cost, all told.
  case budget
  /// Of an hour of one accelerator.
  case price

  /// The chapter that asks for it.
  public static let chapterNumber = 9

  /// Reads dollars: "20000", "1e6", "2.35".
  ///
  /// - Throws: `NotebookError.usage` unless they are more than 0 and at most a quadrillion.
  public func dollars(_ text: String) throws(NotebookError) -> Double {
    // Beyond, what a budget buys is no number that a law knows anything of.
    guard let value = Double(text), value >= 1e-6, value <= 1e15 else {
      throw .usage(
        "\(rawValue) takes dollars as a plain number, from 0.000001 to 1e15, such as 20000; "
          + "not \"\(text)\"")
    }
    return value
  }
}
