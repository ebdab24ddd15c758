/// Lines on standard error about long work, some seconds apart and none about short work.
struct ProgressNotes {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private static let interval = Duration.seconds(5)

  init() {
    start = clock.now
    last = start
  }

  var seconds: Double { (clock.now - start) / .seconds(1) }

  /// Says a line if it is time for one.
  mutating func note(_ line: @autoclosure () -> String) {
    guard clock.now - last >= Self.interval else { return }
    last = clock.now
    Console.note(line())
  }
}
