import FlyingFox
import FlyingSocks
import Foundation
import Groundwork
import Synchronization

/// The book as a live page on this machine: read, run, slide, solve.
///
///     let page = try LivePage(.init(root: root, program: workbook))
///     print(page.address)                  // http://127.0.0.1:8411/5c0b…/
///     page.stop()
///
/// It answers on 127.0.0.1 alone, and only to whoever knows the address.
public final class LivePage: Sendable {
  /// What is served, and how.
  public struct Settings: Sendable {
    /// The workbook's folder.
    public var root: String
    /// The workbook's command line, which runs chapters as children.
    public var program: String
    /// 0 for any port that is free.
    public var port: UInt16 = 0
    public var limits = Limits()
    /// A folder of this user alone for the socket between the gate and the server; nil for one that is
    /// made in `/tmp`, and removed at the end.
    public var socketFolder: String?

    public init(root: String, program: String) {
      self.root = root
      self.program = program
    }
  }

  /// The address to open, with its key.
  public var address: String { gate.accessGuard.address }

  private let gate: Gate
  private let site: Site
  private let server: HTTPServer
  /// The folder that goes with the page; nil where it was there before.
  private let folder: String?
  private let task: Task<Void, Never>
  private let ending = Ending()

  /// Why the server does not run any more, or never has.
  private final class Ending: Sendable {
    let reason = Mutex<String?>(nil)
  }

  /// Why the page answers no more, though nobody has stopped it; nil while it does.
  public var failure: LivePageError? {
    ending.reason.withLock { $0 }.map { .notServing(reason: $0) }
  }

  /// Opens the port and serves from now on.
  ///
  /// - Throws: `LivePageError.portTaken`, `.noSocketFolder`, `.notServing`.
  public init(_ settings: Settings) throws(LivePageError) {
    let home: String
    if let given = settings.socketFolder {
      (folder, home) = (nil, given)
    } else {
      home = try Self.socketFolder()
      folder = home
    }
    let behind = home + "/page"
    do throws(LivePageError) {
      gate = try Gate(port: settings.port, behind: behind, limits: settings.limits)
    } catch {
      if let folder { try? FileManager.default.removeItem(atPath: folder) }
      throw error
    }
    site = Site(settings)
    let configuration = HTTPServer.Configuration(
      address: .unix(path: behind), timeout: settings.limits.secondsToAnswer,
      // Bodies are here whole already: the gate has read them.
      sharedRequestBufferSize: settings.limits.bodyByteCount + 1, logger: .disabled)
    let server = HTTPServer(config: configuration, handler: Router(site: site))
    self.server = server
    let isReady = DispatchSemaphore(value: 0)
    task = Task.detached { [ending] in
      do {
        try await server.run()
        ending.reason.withLock { $0 = $0 ?? "the server has ended" }
      } catch {
        ending.reason.withLock { $0 = "\(error)" }
      }
      isReady.signal()
    }
    Task.detached { [ending] in
      do {
        try await server.waitUntilListening(timeout: 30)
      } catch {
        ending.reason.withLock { $0 = $0 ?? "\(error)" }
      }
      isReady.signal()
    }
    isReady.wait()
    // It is there, or it has ended before it was.
    gate.start()
    if let failure {
      stop()
      throw failure
    }
  }

  /// Ends everything: a run is interrupted as by Ctrl-C, and then every stream.
  public func stop() {
    gate.stop()
    site.close()
    task.cancel()
    let isOver = DispatchSemaphore(value: 0)
    Task.detached { [server] in
      await server.stop(timeout: 1)
      isOver.signal()
    }
    _ = isOver.wait(timeout: .now() + 5)
    if let folder { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// A folder that nobody else may look into, with a path short enough for a socket's.
  private static func socketFolder() throws(LivePageError) -> String {
    var template = Array("/tmp/workbook-page-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw .noSocketFolder(reason: String(cString: strerror(errno)).lowercased())
    }
    return String(cString: made)
  }
}
