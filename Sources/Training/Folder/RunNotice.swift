/// What someone who trains should know of a folder that a run goes on in; the run goes on all the same.
public enum RunNotice: Equatable, Sendable, CustomStringConvertible {
  /// A checkpoint that cannot be gone on from.
  case passedOver(path: String, problem: String)
  /// An older checkpoint than the last one, or step 0, is what the run goes on from.
  case wentBack(step: Int)
  /// A checkpoint of an older version, which has no checksum.
  case unchecked(path: String)
  /// Rows of the metrics are lost or changed; nil where no file was there to be copied.
  case metrics(path: String, problem: String, keptRows: Int, copy: String?)
  /// What a folder says of its run cannot be relied on.
  case damagedSummary(path: String)
  /// A run that had diverged goes on with other settings, each said in words.
  case otherSettings(step: Int, changes: [String])

  public var description: String {
    switch self {
    case .passedOver(let path, let problem): "\(path): \(problem); passed over"
    case .wentBack(let step):
      step == 0 ? "the run begins anew, at step 0" : "the run goes on from step \(step)"
    case .unchecked(let path):
      "\(path): of an older version, without a checksum; damage to it would not be seen"
    case .metrics(let path, let problem, let keptRows, let copy):
      "\(path): \(problem); \(keptRows) \(keptRows == 1 ? "row is" : "rows are") kept"
        + (copy.map { ", and the file as it was in \($0)" } ?? "")
    case .damagedSummary(let path):
      "\(path): is damaged; it is written anew from the checkpoint"
    case .otherSettings(let step, let changes):
      "the run had diverged; from step \(step) on it goes on with "
        + changes.joined(separator: ", ")
    }
  }
}
