/// Which tokens a model sees when it predicts the next one.
public enum Windowing: Hashable, Sendable {
  /// Windows of one context length, one after the other: cheapest, and pessimistic, since a
  /// window's first tokens are predicted from few.
  case nonOverlapping
  /// Windows that begin every so many tokens; each predicts the tokens that none before it did, so
  /// that all but the first window's see at least the context length less the stride.
  case sliding(stride: Int)
}
