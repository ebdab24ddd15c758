import Groundwork

/// What is wrong with a safetensors file: which file, which tensor, at which byte.
public struct SafetensorsError: UserFacingError, Equatable {
  public let path: String
  /// The tensor that the problem belongs to, if to one alone.
  public let tensor: String?
  /// The byte of the file where the problem lies, if it lies at one.
  public let byte: Int?
  public let problem: String

  public init(path: String, tensor: String? = nil, byte: Int? = nil, problem: String) {
    self.path = path
    self.tensor = tensor
    self.byte = byte
    self.problem = problem
  }

  public var description: String {
    var line = path
    if let tensor { line += ": tensor \"\(TerminalText.oneLine(tensor))\"" }
    if let byte { line += ": byte \(byte)" }
    return "\(line): \(problem)"
  }
}
