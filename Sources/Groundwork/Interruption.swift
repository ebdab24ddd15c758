import Foundation
import Synchronization

/// Ctrl-C, SIGTERM and a terminal that vanishes, as a flag that long work looks at between its steps.
public enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// From now on the first signal sets the flag; a second one ends the process at once.
  public static func watch() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // Under `nohup` a vanished terminal is nothing.
      guard number != SIGHUP || !isIgnored(number) else { continue }
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var present = sigaction()
    guard sigaction(number, nil, &present) == 0 else { return false }
    return unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Whether the user wants the work to stop.
  public static var isRequested: Bool { flag.load(ordering: .relaxed) }
}
