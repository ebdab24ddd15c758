/// Something to be measured: what it is called, what it takes, and how it is done.
struct Trial {
  let name: String
  let work: AdviceClock.Work
  /// Floating-point operations, of what decides how long it takes.
  let operations: Double
  let make: () throws -> AdviceRun

  init(
    _ name: String, _ work: AdviceClock.Work, operations: Double,
    make: @escaping () throws -> AdviceRun
  ) {
    (self.name, self.work, self.operations, self.make) = (name, work, operations, make)
  }
}
