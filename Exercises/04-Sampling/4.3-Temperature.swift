import ExerciseKit
import Foundation

// 4.3 The thermostat that does nothing (a bug, about 10 minutes)
//
// A temperature below 1 sharpens the distribution, one above 1 flattens it; the truncation then
// judges the distribution that came out. With this code all temperatures give the same text. Find
// the fault, and mend it.

/// The distribution that the next token is drawn from.
///
/// - Parameters:
///   - logits: one score a token.
///   - temperature: above 0; below 1 sharper, above 1 flatter.
///   - truncate: takes a distribution and gives one without its unlikely tokens, such as top-p.
public func tempered(
  _ logits: [Double], temperature: Double, truncate: ([Double]) -> [Double]
) throws -> [Double] {
  // TODO 4.3: this code has one bug; delete the next line, check, and find it
  try attempt("4.3")
  let scaled = softmax(logits).map { $0 / temperature }
  let sum = scaled.reduce(0, +)
  return truncate(scaled.map { $0 / sum })
}

private func softmax(_ logits: [Double]) -> [Double] {
  let largest = logits.max() ?? 0
  let exponentials = logits.map { exp($0 - largest) }
  let sum = exponentials.reduce(0, +)
  return exponentials.map { $0 / sum }
}
