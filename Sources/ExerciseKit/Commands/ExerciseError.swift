import Groundwork

/// What can go wrong with the verbs on exercises.
public enum ExerciseError: UserFacingError, Equatable {
  case unknown(id: String)
  case noTasks
  /// A folder or file below `Exercises/Tasks`.
  case badTask(path: String, problem: String)
  case noSolution(id: String)
  /// The list at a path is not what its exercises make it.
  case staleList(path: String, id: String)
  case notYet(id: String)
  case noChapter(String, count: Int)
  /// The opening of the book.
  case noExercises(chapter: Int)
  case notInGit(path: String)
  case cannotBuild(String)
  /// A check was ended before its verdict.
  case stopped

  public var description: String {
    switch self {
    case .unknown(let id):
      "there is no exercise \(id)"
    case .noTasks:
      "there are no exercises under Exercises/Tasks; restore it with git"
    case .badTask(let path, let problem):
      "\(path): \(problem)"
    case .noSolution(let id):
      "the solution of exercise \(id) is missing under Exercises/Tasks; restore it with git"
    case .staleList(let path, _):
      "\(path) is not what the exercises' folders make it"
    case .notYet(let id):
      "exercise \(id) is not passed yet"
    case .noChapter(let name, let count):
      "there is no chapter \(name); the chapters with exercises are 1 to \(count)"
    case .noExercises(let chapter):
      "chapter \(chapter) has no exercises; those of chapter 1 are the first"
    case .notInGit(let path):
      "git does not show the original of \(path); is this a clone, with its .git folder?"
    case .cannotBuild(let problem): "the checks cannot be built: \(problem)"
    case .stopped: "the check was stopped"
    }
  }
}
