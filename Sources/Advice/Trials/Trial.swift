/// Something to be measured: what it is called, what it takes, and how it is done.
struct Trial {
  let name: String
  let work: AdviceClock.Work
  /// Floating-point operations, of what decides how long it takes.
  let operations: Double
  /// What it will be a run of, where anything can be foretold of it.
  var future: Future?
  /// Operations of what is asked afterwards beside the held-out pieces themselves.
  var asking = 0.0
  /// The run, and others of the same model with passages in its window.
  let make: () throws -> [AdviceRun]

  init(
    _ name: String, _ work: AdviceClock.Work, operations: Double,
    make: @escaping () throws -> [AdviceRun]
  ) {
    (self.name, self.work, self.operations, self.make) = (name, work, operations, make)
  }
}

extension Trial {
  /// It was given up for want of time, or because somebody asked for it.
  struct GivenUp: Error {}

  /// What is asked besides, and is no reason to lose the rest: nil where it was given up.
  static func unlessGivenUp<Result>(_ body: () throws -> Result?) throws -> Result? {
    do { return try body() } catch is GivenUp { return nil }
  }

  /// Of a training: what curves and laws are asked for.
  struct Future {
    let option: AdviceOption
    let parameters: Double
    let tokens: Double
    let fieldShare: Double
  }
}
