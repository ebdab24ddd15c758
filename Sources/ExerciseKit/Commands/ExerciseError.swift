import Groundwork

/// What can go wrong with the verbs on exercises.
public enum ExerciseError: UserFacingError, Equatable {
  case unknown(id: String)
  case noSource(id: String)
  case notYet(id: String)
  case noChapter(String)
  case notInGit(path: String)
  case cannotBuild(String)

  public var description: String {
    switch self {
    case .unknown(let id):
      "there is no exercise \(id)"
    case .noSource(let id):
      "the source of exercise \(id) is missing under Exercises/Solutions; restore it with git"
    case .notYet(let id):
      "exercise \(id) is not passed yet"
    case .noChapter(let name):
      "there is no chapter \(name); the chapters are 1 to \(ExerciseCatalog.folders.count)"
    case .notInGit(let path):
      "git does not show the original of \(path); is this a clone, with its .git folder?"
    case .cannotBuild(let problem): "the checks cannot be built: \(problem)"
    }
  }
}
