import FlyingFox
import FlyingSocks
import Foundation
import Groundwork

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
  private let folder: String
  private let task: Task<Void, Never>

  /// Opens the port and serves from now on.
  ///
  /// - Throws: `LivePageError.portTaken`, `.noSocketFolder`.
  public init(_ settings: Settings) throws(LivePageError) {
    folder = try Self.socketFolder()
    let behind = folder + "/page"
    do throws(LivePageError) {
      gate = try Gate(port: settings.port, behind: behind, limits: settings.limits)
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
    site = Site(settings)
    let configuration = HTTPServer.Configuration(
      address: .unix(path: behind), timeout: settings.limits.secondsToAnswer,
      // Bodies are here whole already: the gate has read them.
      sharedRequestBufferSize: settings.limits.bodyByteCount + 1, logger: .disabled)
    let server = HTTPServer(config: configuration, handler: Router(site: site))
    self.server = server
    task = Task.detached { try? await server.run() }
    let isReady = DispatchSemaphore(value: 0)
    Task.detached {
      try? await server.waitUntilListening()
      isReady.signal()
    }
    isReady.wait()
    gate.start()
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
    try? FileManager.default.removeItem(atPath: folder)
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
