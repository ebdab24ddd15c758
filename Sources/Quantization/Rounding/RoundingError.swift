import Groundwork

/// What can be wrong with a wish to round a model's weights.
public enum RoundingError: UserFacingError, Equatable {
  case unknownTensor(name: String, nearest: [String])
  case notAMatrix(name: String)
  case badGroupSize(Int, form: String, problem: String)
  case noScale(form: String)
  case noCalibration
  case tooLittleText(tokens: Int, needed: Int)
  case weightsNotFinite(tensor: String)
  case inputsNotFinite
  case notPositiveDefinite

  public var description: String {
    switch self {
    case .unknownTensor(let name, let nearest):
      "the model has no matrix \"\(TerminalText.oneLine(name))\"; the nearest names are "
        + nearest.joined(separator: ", ")
    case .notAMatrix(let name): "\"\(name)\" is a vector, and vectors stay F32"
    case .badGroupSize(let size, let form, let problem):
      "groups of \(size) weights are not for \(form), \(problem)"
    case .noScale(let form):
      "\(form) numbers have no scale to choose: each is rounded to the nearest"
    case .noCalibration: "GPTQ needs text to calibrate on"
    case .tooLittleText(let tokens, let needed):
      "the calibration text has \(Plural.count(tokens, "token")), too few for one window of \(needed)"
    case .weightsNotFinite(let tensor):
      "the matrix \(tensor) has weights that are no finite numbers; the model's training has diverged, or "
        + "its file is damaged"
    case .inputsNotFinite:
      "what the model computes on the calibration text are no finite numbers; its training has "
        + "diverged, or its file is damaged"
    case .notPositiveDefinite: "the inputs' products have no inverse, however much is added"
    }
  }
}
