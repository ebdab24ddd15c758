extension ExerciseCatalog {
  /// From ids and chapters as they are typed (`2.3`, `2`, `02`) to ids, each once, in order.
  ///
  /// - Throws: `ExerciseError` for what is neither.
  public func ids(_ names: [String]) throws(ExerciseError) -> [String] {
    var chosen: Set<String> = []
    for name in names {
      if let chapter = try chapter(name) {
        chosen.formUnion(exercises(ofChapter: chapter).map(\.id))
      } else if exercise(name) != nil {
        chosen.insert(name)
      } else {
        throw .unknown(id: name)
      }
    }
    return all.map(\.id).filter { chosen.contains($0) }
  }

  /// The chapter that a whole number names; nil for anything else.
  ///
  /// - Throws: `ExerciseError.noChapter` for a number that is none, `.noExercises` for that of the opening.
  public func chapter(_ name: String) throws(ExerciseError) -> Int? {
    guard Self.isNumber(name) else { return nil }
    guard Int(name) != 0 else { throw .noExercises(chapter: 0) }
    guard let number = Int(name), folders.indices.contains(number - 1) else {
      throw .noChapter(name, count: folders.count)
    }
    return number
  }

  /// Whether a name is a chapter's rather than an exercise's.
  static func isNumber(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
