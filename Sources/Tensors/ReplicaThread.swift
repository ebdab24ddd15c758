import Foundation
import Groundwork

/// A thread of a replica group. `Foundation.Thread` says nothing where none can be started.
enum ReplicaThread {
  private final class Body {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread with a stack of 8 MiB that runs a body and ends.
  static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 8 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let content = Unmanaged.passRetained(
      Body {
        Thread.current.name = name
        body()
      })
    var thread = pthread_t()
    let error = pthread_create(
      &thread, &attributes,
      { content in
        guard let content else { return nil }
        Unmanaged<Body>.fromOpaque(content).takeRetainedValue().run()
        return nil
      }, content.toOpaque())
    guard error == 0 else {
      let reason = String(cString: strerror(error)).lowercased()
      SuddenEnd.end(
        name, "its thread cannot be started (\(reason)); fewer replicas need fewer threads")
    }
  }
}
