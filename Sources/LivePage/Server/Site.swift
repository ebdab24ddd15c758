import Notebook

/// All that the pages are made of.
struct Site: Sendable {
  let files: ProjectFiles
  let hub: EventHub
  let supervisor: RunSupervisor
  /// Events of checks, which have a stream of their own.
  let checkHub: EventHub
  let checks: CheckSupervisor
  let desk: ExerciseDesk
  let playground: Playground
  let library: Library
  let runs: RunShelf
  let advice: AdviceShelf
  let limits: Limits

  init(_ settings: LivePage.Settings) {
    limits = settings.limits
    files = ProjectFiles(root: settings.root)
    hub = EventHub(
      streamCount: limits.streamCount, secondsBetweenBeats: limits.secondsBetweenBeats)
    supervisor = RunSupervisor(root: files.root, program: settings.program, hub: hub)
    checkHub = EventHub(
      streamCount: limits.streamCount, secondsBetweenBeats: limits.secondsBetweenBeats)
    checks = CheckSupervisor(root: files.root, hub: checkHub)
    desk = ExerciseDesk(files: files)
    playground = Playground(root: files.root, limits: limits)
    library = Library(root: files.root)
    runs = RunShelf(root: files.root)
    advice = AdviceShelf(root: files.root)
  }

  /// Ends the run and the check that are under way, and all streams.
  func close() {
    checks.stop()
    supervisor.close(within: 20)
    checks.close(within: 5)
    hub.close()
    checkHub.close()
  }
}
