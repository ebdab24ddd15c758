import Foundation
import FoundationNetworking
import WorkbookCore

/// Brings bytes by HTTP, through URLSession.
///
/// URLSession rather than curl's command line: `swift build` needs the same libcurl, so that it is
/// there wherever this program was built, while a fresh system has no `curl`; bytes come in parts, so
/// that a stall is seen here and not by a time limit on the whole; statuses and errors come as values
/// rather than as text to be read. Chapters and the core library never link it: only this program
/// does.
final class URLSessionTransfer: ByteTransfer {
  private let router = Router()
  private lazy var session: URLSession = {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.httpCookieStorage = nil
    // Stalls are seen by `Exchange.wait`; these limits must not come first.
    configuration.timeoutIntervalForRequest = 3_600
    configuration.timeoutIntervalForResource = 7 * 86_400
    return URLSession(configuration: configuration, delegate: router, delegateQueue: nil)
  }()

  deinit { session.invalidateAndCancel() }

  func fetch(
    _ url: String, from offset: Int, stallSeconds: Double, into receiver: TransferReceiver
  ) throws {
    guard let address = URL(string: url) else {
      throw TransferFailure.unreachable(reason: "this is no address")
    }
    var request = URLRequest(url: address)
    // Compressed, a body's length would say nothing about the file's.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    request.setValue("pretraining-workbook", forHTTPHeaderField: "User-Agent")
    if offset > 0 { request.setValue("bytes=\(offset)-", forHTTPHeaderField: "Range") }
    let exchange = Exchange(receiver: receiver)
    router.exchange = exchange
    let task = session.dataTask(with: request)
    task.resume()
    // The receiver holds a file open: nothing of it may outlive the call.
    defer {
      task.cancel()
      router.exchange = nil
    }
    try exchange.wait(stallSeconds: stallSeconds)
  }

  /// Passes on what concerns the exchange under way; there is one at a time.
  private final class Router: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    // Safe: the only field is read and written under the lock.
    private let lock = NSLock()
    private var current: Exchange?

    var exchange: Exchange? {
      get { lock.withLock { current } }
      set { lock.withLock { current = newValue } }
    }

    func urlSession(
      _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
      completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
      let goesOn = exchange?.begin(response) ?? false
      completionHandler(goesOn ? .allow : .cancel)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
      exchange?.receive(data)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: Error?)
    {
      exchange?.end(error)
    }
  }
}

/// One request and its response: filled on the session's thread, awaited on the caller's.
private final class Exchange: @unchecked Sendable {
  // Safe: every field is read and written under the condition alone, and the receiver is called
  // under it too, never after `wait` has returned.
  private let condition = NSCondition()
  private let receiver: TransferReceiver
  private var lastSign = Date()
  private var hasBegun = false
  private var outcome: Result<Void, any Error>?

  init(receiver: TransferReceiver) { self.receiver = receiver }

  /// Waits for the end, or until nothing comes for too long.
  func wait(stallSeconds: Double) throws {
    condition.lock()
    defer { condition.unlock() }
    while outcome == nil {
      if condition.wait(until: lastSign.addingTimeInterval(stallSeconds)) { continue }
      if Date() >= lastSign.addingTimeInterval(stallSeconds), outcome == nil {
        outcome = .failure(TransferFailure.stalled)
      }
    }
    try outcome?.get()
  }

  /// Whether the body is wanted.
  func begin(_ response: URLResponse) -> Bool {
    step {
      guard let response = response as? HTTPURLResponse else {
        throw TransferFailure.unreachable(reason: "the answer is not HTTP")
      }
      hasBegun = true
      try receiver.begin(
        TransferResponse(
          status: response.statusCode,
          rangeStart: Self.rangeStart(response.value(forHTTPHeaderField: "Content-Range"))))
    }
  }

  func receive(_ data: Data) {
    _ = step { try data.withUnsafeBytes { try receiver.receive($0) } }
  }

  func end(_ error: (any Error)?) {
    _ = step {
      guard let error else {
        outcome = .success(())
        return
      }
      let reason = Self.reason(error)
      throw hasBegun
        ? TransferFailure.interrupted(reason: reason) : TransferFailure.unreachable(reason: reason)
    }
  }

  /// Does a step unless all is over; what it throws ends the exchange. Whether it goes on.
  private func step(_ body: () throws -> Void) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    guard outcome == nil else { return false }
    do { try body() } catch { outcome = .failure(error) }
    lastSign = Date()
    condition.signal()
    return outcome == nil
  }

  /// The first byte of `bytes 100-199/200`.
  private static func rangeStart(_ header: String?) -> Int? {
    guard let header, header.lowercased().hasPrefix("bytes ") else { return nil }
    return Int(header.dropFirst(6).prefix { $0 != "-" })
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? URLError)?.code {
    case .cannotFindHost?, .dnsLookupFailed?: "the host is not found"
    case .cannotConnectToHost?: "the host refuses the connection"
    case .notConnectedToInternet?: "no network"
    case .networkConnectionLost?: "the connection was lost"
    case .timedOut?: "the connection timed out"
    case .secureConnectionFailed?, .serverCertificateUntrusted?,
      .serverCertificateHasUnknownRoot?, .serverCertificateHasBadDate?:
      "no trusted TLS connection; are ca-certificates installed?"
    case .unsupportedURL?, .badURL?: "this is no http address"
    default: (error as NSError).localizedDescription.lowercased()
    }
  }
}
