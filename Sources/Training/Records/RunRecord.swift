import Figures
import Foundation
import Groundwork

/// A training run as its folder tells it: what it was set to, what it gave, and how far it is.
///
///     for folder in RunFinder.folders(below: ["."]) {
///       let run = RunRecord(folder: folder)
///       print(run.folder, run.state, run["held-out loss"] ?? "")
///     }
///
/// Folders of older versions say less. Of a damaged file no number is taken.
public struct RunRecord: Sendable {
  public enum State: Hashable, Sendable, CustomStringConvertible {
    case finished
    /// The step of the last checkpoint.
    case unfinished(step: Int)
    /// The step at which the loss became no number.
    case diverged(step: Int)
    /// Somebody is training; the step of the last row of its metrics.
    case inUse(step: Int, owner: LockOwner?)
    /// What the folder says of its run is not as it was written.
    case damaged

    public var description: String {
      switch self {
      case .finished: "finished"
      case .unfinished(let step): "unfinished at step \(step)"
      case .diverged(let step): "diverged at step \(step)"
      case .inUse(let step, _): "in use, at step \(step)"
      case .damaged: "damaged"
      }
    }
  }

  /// Something that is known of a run.
  public struct Entry: Equatable, Sendable {
    public enum Value: Equatable, Sendable {
      case text(String)
      case number(Double, NumberStyle)
      case seconds(Double)
    }

    public let name: String
    public let value: Value

    /// For people.
    public var text: String {
      switch value {
      case .text(let text): text
      case .number(let number, let style): style.text(number)
      case .seconds(let seconds): Self.time(seconds)
      }
    }

    /// For programs: numbers in full.
    public var json: JSONValue {
      switch value {
      case .text(let text): .text(text)
      case .number(let number, _), .seconds(let number):
        number == number.rounded() && abs(number) < 0x1p53
          ? .integer(Int(number)) : .number(number)
      }
    }

    private static func time(_ seconds: Double) -> String {
      seconds < 100
        ? String(format: "%.1f s", seconds)
        : seconds < 6_000
          ? String(format: "%.1f min", seconds / 60) : String(format: "%.1f h", seconds / 3_600)
    }
  }

  public let folder: String
  public let state: State
  /// What decides the run, the most telling first.
  public let settings: [Entry]
  /// What the run gave so far.
  public let results: [Entry]
  /// As far as the file is whole.
  public let metrics: [MetricsRow]
  /// The held-out texts, in the order of the metrics' columns.
  public let heldOut: HeldOutTexts
  /// When the run began; nil in folders of older versions.
  public let started: Date?

  /// A setting or a result, for people; nil where it is not known.
  public subscript(name: String) -> String? {
    (settings + results).first { $0.name == name }?.text
  }
}

/// The held-out texts of a run, as far as its folder says how large they are.
public struct HeldOutTexts: Equatable, Sendable {
  public let names: [String]
  /// The tokens to predict in each.
  let tokens: [Double]
  let bytes: [Double]

  /// The loss over all texts together, nats a token; nil where it was not measured.
  ///
  /// Where the texts' sizes are not known, the mean over the texts.
  public func loss(of row: MetricsRow) -> Double? {
    let losses = row.validationLosses.compactMap { $0 }
    guard !losses.isEmpty, losses.count == row.validationLosses.count else { return nil }
    guard tokens.count == losses.count, tokens.allSatisfy({ $0 > 0 }) else { return losses.mean }
    return zip(losses, tokens).reduce(0) { $0 + $1.0 * $1.1 } / tokens.reduce(0, +)
  }

  /// The same loss in bits a byte: comparable across tokenizers; nil where the sizes are not known.
  public func bitsPerByte(_ loss: Double) -> Double? {
    let total = bytes.reduce(0, +)
    guard total > 0, !tokens.isEmpty else { return nil }
    return loss * tokens.reduce(0, +) / (total * log(2))
  }
}
