import Corpora

extension Notebook {
  /// The special field where a chapter speaks about method: the user's own text, an equal share of each
  /// kind, or the built-in world of finance, whose floor is known. About language, see `comparedText`.
  public func fieldText(trainingBytes: Int, heldOutBytes: Int) -> CourseText.Part {
    guard userCorpus == nil else {
      return courseText().mixed(
        "your text", trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
    }
    return CourseText.part(
      of: .finance, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
  }
}
