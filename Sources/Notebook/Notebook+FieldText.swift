import Corpora

extension Notebook {
  /// The special field that a chapter sets against general text: the user's own text, an equal share
  /// of each kind, or the built-in world of finance.
  public func fieldText(trainingBytes: Int, heldOutBytes: Int) -> CourseText.Part {
    guard userCorpus == nil else {
      return courseText().mixed(
        "your text", trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
    }
    return CourseText.part(
      of: .finance, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
  }
}
