import Foundation
import Groundwork

/// One row of a run's metrics.
public struct MetricsRow: Hashable, Sendable {
  /// Steps done.
  public var step: Int
  /// Tokens trained on so far.
  public var tokens: Int
  public var learningRate: Double
  /// The loss of this step's batch, nats a token, before the step.
  public var trainingLoss: Double
  public var gradientNorm: Double
  /// The mean loss over each validation text after the step, where it was measured.
  public var validationLosses: [Double?]
}

/// `metrics.csv`: what a run measured, step by step.
///
/// It holds nothing that depends on the clock: the same run gives the same bytes, also when it was
/// killed and resumed.
public final class MetricsLog {
  public let path: String
  public let validationNames: [String]
  public private(set) var rows: [MetricsRow] = []
  private let isWriting: Bool
  private var handle: FileHandle?

  /// - Parameters:
  ///   - validationNames: what the validation texts are called, in order.
  ///   - isWriting: whether there is a file; a process that is not the first keeps rows alone.
  init(path: String, validationNames: [String], isWriting: Bool = true) {
    self.path = path
    self.validationNames = validationNames
    self.isWriting = isWriting
  }

  /// Starts the file, keeping its rows up to a step.
  func open(keepingStepsUpTo step: Int) throws {
    guard isWriting else { return }
    if step > 0, let bytes = try? AtomicFile.read(path) {
      rows = Self.parse(bytes, path: path, columns: validationNames.count).filter {
        $0.step <= step
      }
    }
    let text = ([Self.header(validationNames)] + rows.map(line)).joined(separator: "\n") + "\n"
    try AtomicFile.write(text, to: path)
    handle = FileHandle(forWritingAtPath: path)
    _ = try handle?.seekToEnd()
  }

  func append(_ row: MetricsRow) throws {
    rows.append(row)
    do {
      try handle?.write(contentsOf: Data((line(row) + "\n").utf8))
    } catch {
      throw FileError(path: path, problem: "cannot be written; free space on the disk")
    }
  }

  /// Makes sure that what was appended is on the disk, before a checkpoint relies on it.
  func synchronize() throws {
    do {
      try handle?.synchronize()
    } catch {
      throw FileError(path: path, problem: "cannot be synced to the disk; free space on it")
    }
  }

  private static func header(_ validationNames: [String]) -> String {
    (["step", "tokens", "learning_rate", "training_loss", "gradient_norm"]
      + validationNames.map { "validation_loss_" + $0.filter { $0.isLetter || $0.isNumber } })
      .joined(separator: ",")
  }

  private func line(_ row: MetricsRow) -> String {
    (["\(row.step)", "\(row.tokens)"]
      + [row.learningRate, row.trainingLoss, row.gradientNorm].map { "\($0)" }
      + row.validationLosses.map { $0.map { "\($0)" } ?? "" }).joined(separator: ",")
  }

  /// The rows of a file with these validation texts; nil where there is none.
  static func read(_ path: String, validationNames: [String]) -> [MetricsRow]? {
    guard let bytes = try? AtomicFile.read(path),
      bytes.starts(with: (header(validationNames) + "\n").utf8)
    else { return nil }
    return parse(bytes, path: path, columns: validationNames.count)
  }

  /// The rows of a metrics file; lines that are not whole are passed over. A run that was killed may
  /// have left half a line: one without an end counts for nothing.
  static func parse(_ bytes: [UInt8], path: String, columns: Int) -> [MetricsRow] {
    let whole = bytes[..<(bytes.lastIndex(of: 0x0A) ?? 0)]
    return whole.split(separator: 0x0A).dropFirst().compactMap { line in
      var reader = CSVReader(path: path, bytes: Array(line))
      guard let fields = try? reader.next()?.fields, fields.count == 5 + columns,
        let step = Int(fields[0]), let tokens = Int(fields[1]), let rate = Double(fields[2]),
        let loss = Double(fields[3]), let norm = Double(fields[4])
      else { return nil }
      return MetricsRow(
        step: step, tokens: tokens, learningRate: rate, trainingLoss: loss, gradientNorm: norm,
        validationLosses: fields[5...].map { Double($0) })
    }
  }
}
