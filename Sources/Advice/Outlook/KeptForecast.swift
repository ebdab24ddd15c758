/// What a call foretold of a run that it had no time for: a later call that makes the run can hold it against
/// that.
public struct KeptForecast: Codable, Hashable, Sendable {
  /// Of the run that it is about.
  public let run: String
  public let option: AdviceOption
  /// Bits per byte of the field.
  public let median: Double
  public let low: Double
  public let high: Double
  /// How many times the operations of the dearest run of its kind.
  public let factor: Double
  /// How many runs had been made when it was foretold.
  public let runCount: Int

  /// The share of cases that the band is to hold.
  public static let level = 0.8

  public func holds(_ run: AdviceRun) -> Bool {
    (low...high).contains(run.field.bitsPerByte)
  }
}

/// Forecasts of earlier calls, and what came.
public struct ForecastRecord: Sendable {
  public struct Entry: Sendable {
    public let forecast: KeptForecast
    public let run: AdviceRun
    public var isHeld: Bool { forecast.holds(run) }
  }

  /// In the order in which the runs were made.
  public let entries: [Entry]

  public var heldCount: Int { entries.count(where: \.isHeld) }

  init(_ forecasts: [KeptForecast], _ runs: [AdviceRun]) {
    entries = runs.enumerated().flatMap { index, run in
      forecasts.filter { $0.run == run.name && $0.runCount <= index }
        .map { Entry(forecast: $0, run: run) }
    }
  }
}
