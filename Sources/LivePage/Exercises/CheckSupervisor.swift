import ExerciseKit
import Foundation
import Groundwork
import Synchronization

/// Checks exercises, one at a time: what is under way becomes events, and so does the verdict.
///
/// A check builds first, which may take minutes; it goes on when its page is closed, and can be stopped.
final class CheckSupervisor: Sendable {
  private struct Job {
    let id: String
    /// Of this check among all, so that a page knows its own.
    let number: Int
    let stop = CheckStop()
  }

  private struct State {
    var job: Job?
    var count = 0
  }

  private let root: String
  private let hub: EventHub
  private let state = Mutex(State())

  init(root: String, hub: EventHub) {
    self.root = root
    self.hub = hub
  }

  /// The check that is under way: its exercise and its number.
  var current: JSONValue {
    guard let job = state.withLock({ $0.job }) else { return .null }
    return ["id": .text(job.id), "number": .integer(job.number)]
  }

  /// Starts a check.
  ///
  /// - Returns: its number, which its events carry.
  /// - Throws: `ExerciseError.unknown`; `LivePageError.checkUnderWay`.
  func start(_ id: String) throws -> Int {
    let workspace = try ExerciseWorkspace(root: root)
    _ = try workspace.exercise(id)
    let job = try state.withLock { state in
      if let job = state.job { throw LivePageError.checkUnderWay(job.id) }
      state.count += 1
      let job = Job(id: id, number: state.count)
      state.job = job
      hub.forget()
      hub.send("check", Self.event(job, "running", ["text": "building"]))
      return job
    }
    // A child ends with the thread that started it.
    let thread = Thread { [self] in check(job, workspace) }
    thread.name = "check"
    thread.start()
    return job.number
  }

  /// Ends the check before its verdict; nothing where none is under way.
  func stop() { state.withLock { $0.job?.stop.request() } }

  /// Stops the check and waits for its end, at most so many seconds.
  func close(within seconds: Double) {
    stop()
    let deadline = ContinuousClock.now + .seconds(seconds)
    while state.withLock({ $0.job != nil }), ContinuousClock.now < deadline { usleep(20_000) }
  }

  private func check(_ job: Job, _ workspace: ExerciseWorkspace) {
    let last: JSONValue
    do {
      let findings = try workspace.check([job.id], stop: job.stop) { [hub, root] text in
        let news = text.withoutFolder(root).trimmingCharacters(in: .whitespaces)
        hub.send("check", Self.event(job, "running", ["text": .text(news)]))
      }
      last =
        findings.first.map { Self.event(job, "done", ["verdict": verdict($0)]) }
        ?? Self.event(job, "failed", ["problem": "there was no verdict"])
    } catch ExerciseError.stopped {
      last = Self.event(job, "stopped")
    } catch {
      last = Self.event(job, "failed", ["problem": .text("\(error)".withoutFolder(root))])
    }
    // Who hears of the end may begin another check at once.
    state.withLock { state in
      hub.send("check", last)
      state.job = nil
    }
  }

  private func verdict(_ finding: ExerciseWorkspace.Finding) -> JSONValue {
    [
      "status": .text(finding.status.rawValue),
      "message": .optional(finding.message?.withoutFolder(root)),
      "mistake": .optional(finding.mistake),
      "measured": .array(finding.measured.map { .text($0) }),
      "printed": .array(finding.printed.map { .text($0.withoutFolder(root)) }),
    ]
  }

  private static func event(
    _ job: Job, _ state: String, _ more: KeyValuePairs<String, JSONValue> = [:]
  ) -> JSONValue {
    let own: [(String, JSONValue)] = [
      ("id", .text(job.id)), ("number", .integer(job.number)), ("state", .text(state)),
    ]
    return .object(JSONObject(own + more.map { ($0.key, $0.value) }))
  }
}

extension String {
  /// The text with paths below a folder as they are seen from it: a page tells nobody where the
  /// workbook lies.
  func withoutFolder(_ folder: String) -> String {
    replacing(folder + "/", with: "")
  }
}
