/// What one may do: one option, or a trained one with the field's text in its window besides.
///
///     AdviceChoice(.continued).title                         // "continue pretraining"
///     AdviceChoice(.continued, window: .retrieved).title     // "continue pretraining, retrieve passages"
public struct AdviceChoice: Hashable, Sendable {
  public let option: AdviceOption
  /// `.prompted` or `.retrieved`: what stands in the window of a model that was trained; nil for the option
  /// alone.
  public let window: AdviceOption?

  public init(_ option: AdviceOption, window: AdviceOption? = nil) {
    (self.option, self.window) = (option, window)
  }

  /// Options of a given model together. Of two that are as good, what is one thing stands before what is two.
  public static let combinations = [
    AdviceChoice(.adapted, window: .prompted), AdviceChoice(.adapted, window: .retrieved),
    AdviceChoice(.continued, window: .prompted), AdviceChoice(.continued, window: .retrieved),
  ]

  /// In the order in which one goes up: each option of a given model, then two together, then new models.
  public static let all =
    AdviceOption.allCases.filter(\.needsBase).map { AdviceChoice($0) } + combinations
    + AdviceOption.allCases.filter { !$0.needsBase }.map { AdviceChoice($0) }

  /// Its place among all, from 0 on.
  var place: Int { Self.all.firstIndex(of: self) ?? 0 }

  /// As it stands in files.
  public var name: String { option.rawValue + (window.map { "+\($0.rawValue)" } ?? "") }
  /// As it stands in tables and charts.
  public var title: String { option.title + (window.map { ", \($0.title)" } ?? "") }
  /// The same for narrow places.
  public var shortTitle: String {
    guard let window else { return option.title }
    return (option == .adapted ? "adapter" : "continue")
      + (window == .retrieved ? " + retrieve" : " + prompt")
  }
  /// Its rung, or both of them.
  public var rungs: String { "\(option.rung)" + (window.map { " + \($0.rung)" } ?? "") + "." }
  public var needsBase: Bool { option.needsBase }
  public var trains: Bool { option.trains }
}
