/// Derives the list that binds a chapter's exercises to the learner's answers, which Swift cannot
/// find at run time.
///
///     public var cases: [ExerciseCase] {
///       [
///         ExerciseCase(
///           "2.3", Chapter02.scaledScores,
///           learner: asking(Exercises02.scaledScores),
///           solution: Tasks02.scaledScores,
///           mistakes: Tasks02.scaledScoresMistakes,
///           inputs: ["queries", "keys", "headCount", "head"])
///       ]
///     }
enum CaseList {
  /// What an exercise's files call its parts.
  struct Entry {
    let id: String
    /// The exercise: the name before ` = Exercise<` in its task.
    let exercise: String
    /// The answer: the first public function of its solution.
    let answer: String
    /// What the answer calls its inputs.
    let inputs: [String]
  }

  /// The names in an exercise's files; nil where there is none.
  static func exerciseName(inTask text: String) -> String? {
    text.firstMatch(of: #/public static let (\w+) = Exercise</#).map { String($0.output.1) }
  }

  static func answerName(inSolution text: String) -> String? {
    text.firstMatch(of: #/public func (\w+)/#).map { String($0.output.1) }
  }

  /// Names as a literal of an array, broken as the formatter breaks it.
  private static func list(_ names: [String]) -> String {
    let quoted = names.map { "\"\($0)\"" }
    let line = "[\(quoted.joined(separator: ", "))]"
    guard "      inputs: \(line)),".count > 100 else { return line }
    let lines = quoted.reduce(into: [String]()) { lines, name in
      if let last = lines.last, "        \(last) \(name),".count <= 100 {
        lines[lines.count - 1] += " \(name),"
      } else {
        lines.append("\(name),")
      }
    }
    return "[\n" + lines.map { "        \($0)\n" }.joined() + "      ]"
  }

  /// The list of a chapter, given as "02", from the exercises in order.
  static func derive(chapter: String, folder: String, _ entries: [Entry]) -> String {
    let cases = entries.map { entry in
      """
          ExerciseCase(
            "\(entry.id)", Chapter\(chapter).\(entry.exercise),
            learner: asking(Exercises\(chapter).\(entry.answer)),
            solution: Tasks\(chapter).\(entry.answer),
            mistakes: Tasks\(chapter).\(entry.exercise)Mistakes,
            inputs: \(list(entry.inputs))),

      """
    }
    let imports = ["ExerciseKit", "Exercises\(chapter)", "Tasks\(chapter)"].map { "import \($0)" }
    return """
      // Derived from \(folder): a reset of one of its exercises writes it anew.
      \(imports.joined(separator: "\n"))

      /// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
      public var cases: [ExerciseCase] {
        [
      \(cases.joined())  ]
      }

      """
  }
}
