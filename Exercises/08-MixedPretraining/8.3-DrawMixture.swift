import ExerciseKit
import Tasks08

// 8.3 Half finance, half chat (a bug, about 15 minutes)
//
// This mixes sources of documents: each is to give its share of the tokens. With half filings and
// half short messages the model should read as much of one as of the other; in fact it reads
// almost nothing but filings. Find out what is counted, and mend it.
//
// Chapter08.Source is in Exercises/Tasks/08-MixedPretraining/8.3-DrawMixture/8.3-Task.swift.

/// Draws documents from several sources until there are enough tokens.
///
/// - Parameters:
///   - sources: of each its share of the mixture's tokens, and the tokens of each of its documents,
///     at least one. Its documents are drawn in turn, again and again.
///   - tokens: how many are wanted; the last document is not cut.
/// - Returns: the source of each document, in the order in which they are drawn.
public func drawMixture(_ sources: [Chapter08.Source], tokens: Int) throws -> [Int] {
  let usable = sources.indices.filter { sources[$0].share > 0 && !sources[$0].lengths.isEmpty }
  var order: [Int] = []
  var next = sources.map { _ in 0 }
  var total = 0
  // TODO 8.3: this loop has one bug; delete the next line, check, and find it
  try attempt("8.3")
  var drawn = sources.map { _ in 0.0 }
  while total < tokens,
    // The source that lags furthest behind its share.
    let source = usable.min(by: { drawn[$0] / sources[$0].share < drawn[$1] / sources[$1].share })
  {
    let lengths = sources[source].lengths
    let length = lengths[next[source] % lengths.count]
    next[source] += 1
    drawn[source] += 1
    total += length
    order.append(source)
  }
  return order
}
