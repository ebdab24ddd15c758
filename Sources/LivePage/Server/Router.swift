import ExerciseKit
import FlyingFox
import Foundation
import Groundwork
import Notebook

/// From a request to its answer. What only reads is asked with GET; what changes something, or asks
/// for work, with POST and a JSON object.
struct Router: HTTPHandler {
  let site: Site

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    await answer(request).response
  }

  private func answer(_ request: HTTPRequest) async -> Answer {
    do {
      let parts = try ProjectFiles.parts(request.target.path(percentEncoded: true))
      if request.method == .POST {
        let fields = try Fields(Array(try await request.bodyData))
        return try await Actions(site: site).perform(parts, fields)
      }
      return try await read(parts, request)
    } catch let error as LivePageError {
      return problem(Self.status(of: error), error.description, to: request)
    } catch let error as ExerciseError {
      if case .unknown = error { return problem(404, error.description, to: request) }
      return problem(422, error.description, to: request)
    } catch let error as any UserFacingError {
      return problem(422, error.description, to: request)
    } catch {
      return problem(500, "a fault of the workbook itself: \(error)", to: request)
    }
  }

  /// What went wrong: a page for who reads, JSON for the script.
  private func problem(_ status: Int, _ text: String, to request: HTTPRequest) -> Answer {
    let text = text.withoutFolder(site.files.root)
    guard request.method == .GET else { return .problem(status, text) }
    let slashes = request.target.path(percentEncoded: true).count { $0 == "/" }
    let frame = PageFrame(title: "Not shown", depth: max(0, slashes - 1))
    var answer = Answer.page(
      frame.html("<h1>This page cannot be shown</h1>\n<p>\(MarkupText.escaped(text))</p>"))
    answer.status = status
    return answer
  }

  private func read(_ parts: [String], _ request: HTTPRequest) async throws -> Answer {
    let pages = Pages(site: site)
    let rest = Array(parts.dropFirst())
    switch (parts.first, rest.count) {
    case (nil, _): return .page(try await pages.home())
    case ("run", 0): return .page(pages.run())
    case ("exercises", 0): return .page(try await pages.exercises())
    case ("exercise", 1): return .page(try await pages.exercise(rest[0]))
    case ("play", 0): return .page(await pages.play())
    case ("runs", 0): return .page(pages.runs())
    case ("advice", 0): return .page(pages.advice())
    case ("advice", 2...) where rest.last == "report.html":
      let folder = rest.dropLast().joined(separator: "/")
      guard let report = site.advice.report(in: folder) else {
        throw LivePageError.notFound(folder)
      }
      return try file(report.split(separator: "/").map(String.init), below: "")
    case ("read", 1...): return try await reading(rest, pages)
    case ("chart", 2...) where rest.last?.hasSuffix(".svg") == true:
      return try file(rest, below: ".workbook")
    case ("events", 0):
      let last = request.headers[HTTPHeader("Last-Event-ID")]
      return Answer(
        type: "text/event-stream",
        body: .events(site.hub.events(after: last.flatMap { Int($0) } ?? 0)))
    case ("checks", 0):
      let last = request.headers[HTTPHeader("Last-Event-ID")]
      return Answer(
        type: "text/event-stream",
        body: .events(site.checkHub.events(after: last.flatMap { Int($0) } ?? 0)))
    case ("state", 0):
      return .json(["run": site.supervisor.current, "check": site.checks.current])
    case ("live.js", 0), ("live.css", 0):
      return try file([parts[0]], below: "Sources/LivePage/Web")
    default: throw LivePageError.notFound(TerminalText.oneLine(parts.joined(separator: "/")))
    }
  }

  /// A page of the book, its style, or one of its pictures.
  private func reading(_ rest: [String], _ pages: Pages) async throws -> Answer {
    if rest == ["book.css"] {
      return Answer(type: "text/css; charset=utf-8", body: .bytes(Array(Library.style.utf8)))
    }
    if rest[0] == "images", rest.count == 2 {
      guard let path = try await site.library.picture("images/" + rest[1]) else {
        throw LivePageError.notFound(rest[1])
      }
      var answer = try file(path.split(separator: "/").map(String.init), below: "")
      answer.isKept = true
      return answer
    }
    guard rest.count == 1, rest[0].hasSuffix(".html") else {
      throw LivePageError.notFound(TerminalText.oneLine(rest.joined(separator: "/")))
    }
    return .page(try await pages.reading(String(rest[0].dropLast(".html".count))))
  }

  private func file(_ parts: [String], below folder: String) throws -> Answer {
    let name = parts.last ?? ""
    let bytes = ChartPicture.adaptive(try site.files.read(parts, below: folder), name: name)
    guard let answer = Answer.file(bytes, name: name) else {
      throw LivePageError.notFound(parts.joined(separator: "/"))
    }
    return answer
  }

  private static func status(of error: LivePageError) -> Int {
    switch error {
    case .notFound: 404
    case .runUnderWay, .checkUnderWay: 409
    case .badRequest: 422
    case .portTaken, .noSocketFolder, .notServing: 500
    }
  }
}
