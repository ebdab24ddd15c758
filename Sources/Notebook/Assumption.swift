/// What a chapter takes for granted, and its reader may know better.
///
///     let hourlyPrice = notebook.assumed(.price, 2.0)
public enum Assumption: String, CaseIterable, Sendable {
  /// Dollars that a training may cost, all told.
  case budget
  /// Dollars for an hour of one accelerator.
  case price
  /// Tokens that are read and written a day.
  case volume

  /// The chapter that asks for it.
  public static let chapterNumber = 9

  /// How it is written.
  public var form: String {
    switch self {
    case .budget, .price: "dollars as a plain number from 0.000001 to 1e15, such as 20000"
    case .volume: "tokens a day as a plain number from 0.000001 to 1e15, such as 5e6"
    }
  }

  /// Reads a value: "20000", "1e6", "2.35"; nil for what is none of the form.
  public static func value(_ text: String) -> Double? {
    // Beyond, what a budget buys is no number that a law knows anything of.
    Double(text).flatMap { $0 >= 1e-6 && $0 <= 1e15 ? $0 : nil }
  }
}
