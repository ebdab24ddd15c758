import Figures
import Foundation
import Groundwork
import Notebook
import Synchronization

/// Runs chapters, one at a time, each as a child process: what it prints becomes events.
///
/// A run is stopped as Ctrl-C would: what the chapter has made so far stays, and the next run of it goes on
/// from there. A chapter that is run by sections waits at each for `go`.
final class RunSupervisor: Sendable {
  /// What is asked of a run.
  struct Request: Equatable, Sendable {
    let chapter: Int
    let tier: Tier
    /// Whether it waits before each section.
    let bySections: Bool
  }

  private struct Job {
    let request: Request
    var child: ChildProgram?
    /// The end of the child's terminal that is typed at.
    let keyboard: Int32
    var isStopping = false
  }

  private let root: String
  private let program: String
  private let hub: EventHub
  private let job = Mutex<Job?>(nil)

  /// - Parameter program: the workbook's command line, which runs chapters.
  init(root: String, program: String, hub: EventHub) {
    self.root = root
    self.program = program
    self.hub = hub
  }

  var isRunning: Bool { job.withLock { $0 != nil } }

  /// What is under way, for a page that opens no stream of events: browsers keep six connections to a
  /// host, and each page that listens takes one.
  var current: JSONValue {
    guard let request = job.withLock({ $0?.request }) else { return ["state": "idle"] }
    return state("running", request)
  }

  /// Starts a run.
  ///
  /// - Throws: `LivePageError.runUnderWay`; `ChildProgram.Failure`.
  func start(_ request: Request) throws {
    let (keyboard, input) = try Self.terminal()
    let isFree = job.withLock { job in
      guard job == nil else { return false }
      job = Job(request: request, keyboard: keyboard)
      hub.forget()
      hub.send("run", state("running", request))
      return true
    }
    guard isFree else {
      for end in [keyboard, input] { Foundation.close(end) }
      throw LivePageError.runUnderWay
    }
    // The child ends with the thread that started it.
    let thread = Thread { [self] in run(request, input: input) }
    thread.name = "run"
    thread.start()
  }

  /// Interrupts the run; nothing where none is under way. A second time kills it.
  func stop() {
    job.withLock { job in
      guard let child = job?.child else {
        // It is being started, and is interrupted as soon as it is there.
        job?.isStopping = true
        return
      }
      if job?.isStopping == true {
        child.kill()
      } else {
        // To the one process: it passes the signal on, and a chapter that gets two ends at once.
        kill(child.identifier, SIGINT)
        job?.isStopping = true
      }
    }
  }

  /// Lets a run that waits before a section go on.
  func go() {
    job.withLock { job in
      guard let job, job.request.bySections else { return }
      _ = write(job.keyboard, "\n", 1)
    }
  }

  /// Stops the run and waits for its end, at most so many seconds; then it is killed.
  func close(within seconds: Double) {
    stop()
    let deadline = ContinuousClock.now + .seconds(seconds)
    while isRunning, ContinuousClock.now < deadline { usleep(20_000) }
    if isRunning { stop() }
    while isRunning, ContinuousClock.now < deadline + .seconds(2) { usleep(20_000) }
  }

  private func state(_ name: String, _ request: Request, seconds: Double? = nil) -> JSONValue {
    [
      "state": .text(name), "chapter": .integer(request.chapter),
      "tier": .text(request.tier.rawValue), "bySections": .bool(request.bySections),
      "seconds": .optional(seconds),
    ]
  }

  private func run(_ request: Request, input: Int32) {
    let begin = ContinuousClock.now
    let ending = spawn(request, input: input)
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    // The end is told before another run may begin, whose events would stand before it.
    job.withLock { job in
      let name: String
      switch ending {
      case .exit(0): name = "finished"
      case .exit, .signal: name = job?.isStopping == true ? "stopped" : "failed"
      case nil: name = "failed"
      }
      hub.send("run", state(name, request, seconds: seconds))
      if let job { Foundation.close(job.keyboard) }
      job = nil
    }
  }

  /// Runs the child to its end, line by line.
  private func spawn(_ request: Request, input: Int32) -> ChildProgram.Ending? {
    guard let output = Self.openPipe() else {
      Foundation.close(input)
      return nil
    }
    guard let errors = Self.openPipe() else {
      for end in [output.out, output.in, input] { Foundation.close(end) }
      return nil
    }
    defer { for end in [output.out, errors.out] { Foundation.close(end) } }
    var arguments = ["run", String(request.chapter), "--tier", request.tier.rawValue]
    if request.bySections { arguments.append("--step") }
    let environment = ProcessInfo.processInfo.environment
      .merging(["WORKBOOK_ROOT": root, "NO_COLOR": "1"]) { $1 }
    let child: ChildProgram?
    do {
      child = try ChildProgram.start(
        program, arguments, environment: environment, input: input, output: output.in,
        errors: errors.in, hasOwnGroup: true, deathSignal: SIGTERM)
    } catch {
      hub.send("line", RunLine.text("\(error)").event(below: root, address: { _ in nil }))
      child = nil
    }
    for end in [output.in, errors.in, input] { Foundation.close(end) }
    guard let child else { return nil }
    job.withLock { job in
      job?.child = child
      if job?.isStopping == true { kill(child.identifier, SIGINT) }
    }
    return read([output.out, errors.out], of: child)
  }

  /// A terminal of the run's own: the end that is typed at, and the end that is read.
  private static func terminal() throws(LivePageError) -> (near: Int32, far: Int32) {
    var (near, far): (Int32, Int32) = (-1, -1)
    guard openpty(&near, &far, nil, nil, nil) == 0 else {
      throw .badRequest("no terminal is left to run a chapter at")
    }
    for end in [near, far] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Keys that nobody reads are lost: who types them must not wait.
    _ = fcntl(near, F_SETFL, O_NONBLOCK)
    return (near, far)
  }

  private static func openPipe() -> (out: Int32, in: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Reads both streams until both have ended, or the child has and nothing more comes: what it has
  /// left behind may hold them for hours.
  private func read(_ descriptors: [Int32], of child: ChildProgram) -> ChildProgram.Ending {
    var readers = descriptors.map { LineReader(descriptor: $0) }
    var ending: ChildProgram.Ending?
    var last = ContinuousClock.now + .seconds(2)
    while readers.contains(where: \.isOpen) {
      if ending == nil, let found = child.endingIfOver() {
        (ending, last) = (found, .now + .seconds(2))
        // Its number may be another's from now on.
        job.withLock { $0?.child = nil }
      }
      var wanted = readers.map {
        pollfd(fd: $0.isOpen ? $0.descriptor : -1, events: Int16(POLLIN), revents: 0)
      }
      let ready = poll(&wanted, nfds_t(wanted.count), 100)
      if ending != nil, ready == 0 || ContinuousClock.now > last { break }
      guard ready > 0 else { continue }
      for index in readers.indices where wanted[index].revents != 0 {
        for line in readers[index].lines() {
          hub.send(
            "line",
            RunLine(line).event(
              below: root, address: { self.address(of: $0) }, narrow: Self.narrowForm))
        }
      }
    }
    return ending ?? child.wait()
  }

  /// A picture's form for phones, where there is one.
  private static func narrowForm(of path: String) -> String? {
    Figure.narrowName(of: path).flatMap {
      FileManager.default.fileExists(atPath: $0) ? $0 : nil
    }
  }

  /// A chart's address below the page's root, `chart/lesson-…/charts/05-loss.svg`.
  private func address(of path: String) -> String? {
    let home = root + "/.workbook/"
    guard path.hasPrefix(home) else { return nil }
    return "chart/" + path.dropFirst(home.count)
  }
}
