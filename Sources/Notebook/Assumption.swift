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

  /// What is read as dollars.
  public static let form = "dollars as a plain number from 0.000001 to 1e15, such as 20000"

  /// Reads dollars: "20000", "1e6", "2.35"; nil for what is none of the form.
  public static func dollars(_ text: String) -> Double? {
    // Beyond, what a budget buys is no number that a law knows anything of.
    Double(text).flatMap { $0 >= 1e-6 && $0 <= 1e15 ? $0 : nil }
  }
}
