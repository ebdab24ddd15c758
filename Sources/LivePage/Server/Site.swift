import Notebook

/// All that the pages are made of.
struct Site: Sendable {
  let files: ProjectFiles
  let hub: EventHub
  let supervisor: RunSupervisor
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
    desk = ExerciseDesk(files: files)
    playground = Playground(root: files.root, limits: limits)
    library = Library(root: files.root)
    runs = RunShelf(root: files.root)
    advice = AdviceShelf(root: files.root)
  }

  /// Ends the run that is under way and all streams.
  func close() {
    supervisor.close(within: 20)
    hub.close()
  }
}
