import Groundwork

/// What keeps the live page from being opened, or a request from being answered.
public enum LivePageError: UserFacingError, Equatable {
  /// The port cannot be had.
  case portTaken(UInt16, reason: String)
  /// No folder of this user alone can be made for the socket.
  case noSocketFolder(reason: String)
  /// The server behind the port cannot be opened, or has ended.
  case notServing(reason: String)
  /// Another run is under way.
  case runUnderWay
  /// The check of an exercise is under way.
  case checkUnderWay(String)
  /// What was asked makes no sense, a sentence.
  case badRequest(String)
  /// There is no such page, file or thing.
  case notFound(String)

  public var description: String {
    switch self {
    case .portTaken(let port, let reason): "port \(port) of 127.0.0.1 cannot be opened (\(reason))"
    case .noSocketFolder(let reason): "no folder for a socket can be made (\(reason))"
    case .notServing(let reason): "the page cannot be served (\(reason))"
    case .checkUnderWay(let id): "exercise \(id) is being checked; one at a time"
    case .runUnderWay: "a run is under way; one at a time"
    case .badRequest(let what): what
    case .notFound(let what): "\(what): not found"
    }
  }
}
