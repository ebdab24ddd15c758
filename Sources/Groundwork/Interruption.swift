import Foundation
import Synchronization

/// Ctrl-C and SIGTERM, as a flag that long work looks at between its steps.
public enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// From now on the first signal sets the flag; a second one ends the process at once.
  public static func watch() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  /// Whether the user wants the work to stop.
  public static var isRequested: Bool { flag.load(ordering: .relaxed) }
}
