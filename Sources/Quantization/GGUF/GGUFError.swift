import Groundwork

/// What is wrong with a GGUF file: which file, which key or tensor, at which byte.
public struct GGUFError: UserFacingError, Equatable {
  public let path: String
  /// The metadata key or the tensor that the problem belongs to, if to one alone.
  public let name: String?
  /// The byte of the file where the problem lies, if it lies at one.
  public let byte: Int?
  public let problem: String

  public init(path: String, name: String? = nil, byte: Int? = nil, problem: String) {
    self.path = path
    self.name = name
    self.byte = byte
    self.problem = problem
  }

  public var description: String {
    var line = path
    if let name { line += ": \"\(TerminalText.oneLine(name))\"" }
    if let byte { line += ": byte \(byte)" }
    return "\(line): \(problem)"
  }
}
