/// How the best fit worsens as one constant is held away from its fitted value, all others refitted:
/// the profile of a likelihood.
///
///     let profile = minimum.profile("R*_D")
///     profile.high                         // nil: nothing speaks against the largest values
///
/// The ends lie where twice the rise of the objective, over its scale, is a χ² of one degree of
/// freedom at the level (Ronchetti 1982 for penalties other than squares). Unlike a standard error it
/// sees valleys that bend and never end.
public struct LikelihoodProfile: Equatable, Sendable {
  public struct Point: Hashable, Sendable {
    public let value: Double
    /// Σ Huber, in the residuals' unit squared.
    public let objective: Double
  }

  public let name: String
  public let level: Double
  /// In the order of the values, the fitted one among them.
  public let points: [Point]
  /// The lower end; nil where the search found none.
  public let low: Double?
  public let high: Double?

  init(name: String, level: Double, points: [Point], low: Double?, high: Double?) {
    self.name = name
    self.level = level
    self.points = points
    self.low = low
    self.high = high
  }

  /// What is weak about the constant, in a sentence; nil where it is well known.
  ///
  /// An exponent is weakly identified where it may be half of itself or half as much again, a scale
  /// over more than a factor of ten, E over more than a factor of two.
  public var weakness: String? {
    func text(_ value: Double) -> String { SignificantDigits.text(value, 3) }
    switch (low, high) {
    case (nil, nil):
      return "\(name) is not identified: all values from \(text(points.first?.value ?? 0)) to "
        + "\(text(points.last?.value ?? 0)) fit about as well"
    case (let low?, nil):
      return "\(name) is weakly identified: all values from \(text(low)) up fit about as well"
    case (nil, let high?):
      return "\(name) is weakly identified: all values up to \(text(high)) fit about as well"
    case (let low?, let high?):
      let factor = name.hasPrefix("alpha") || name.hasPrefix("beta") ? 3.0 : name == "E" ? 2 : 10
      guard low <= 0 || high > factor * low else { return nil }
      return "\(name) is weakly identified: it may be anything from \(text(low)) to \(text(high))"
    }
  }
}
