import Groundwork

/// Why nothing can be advised.
public enum AdviceError: UserFacingError, Equatable {
  case noText(side: String)
  case tooLittleText(side: String, bytes: Int, needed: Int, why: String)
  case tooFewPieces(side: String, pieces: Int, needed: Int)
  case sameText(share: Double)
  case impossible(String)
  case badTask(path: String, line: Int, problem: String)
  case otherProject(path: String, what: String)
  case damagedLedger(path: String, problem: String)

  public var description: String {
    switch self {
    case .noText(let side): "the \(side) text has no document to read"
    case .tooLittleText(let side, let bytes, let needed, let why):
      "the \(side) text has \(bytes) bytes left to learn from\(why.isEmpty ? "" : " (\(why))"); it "
        + "takes \(needed) at least"
    case .tooFewPieces(let side, let pieces, let needed):
      "what is held out of the \(side) text gives \(Plural.count(pieces, "piece")) to ask; it takes "
        + "\(needed) at least, of more documents or longer ones"
    case .sameText(let share):
      "the field's text and the general text are the same (\(Int((share * 100).rounded())) % of the "
        + "documents of the smaller one stand in both): there is no gap between them to measure"
    case .impossible(let problem): problem
    case .badTask(let path, let line, let problem): "\(path):\(line): \(problem)"
    case .otherProject(let path, let what):
      "\(path): holds measurements of \(what); other text or another seed needs a folder of its own"
    case .damagedLedger(let path, let problem): "\(path): \(problem)"
    }
  }
}
