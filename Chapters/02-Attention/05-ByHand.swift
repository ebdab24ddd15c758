import Foundation
import WorkbookCore

//: ## Two heads, made by hand
//:
//: Let us build a small machine that **copies**: it reads a text, meets a word that it has seen
//: before, and says what came after it the last time. Two heads are enough.
//:
//: 1. The first asks for the *position before mine*, and takes the word that stands there.
//: 2. The second asks: *before whom stood the word that I am?* Its keys are the first one's
//:    output. It takes the word that it finds, and that is the guess.
//:
//: The second is called an **induction head** (Olsson et al. 2022).
//:
//: Words are one-hot vectors: a one in the place of the word, zeros elsewhere. Queries are large,
//: so that a fit scores 12, as good as certain. A head that finds nothing needs somewhere to look,
//: since shares must add up to one. So the key of a start mark scores 6 with every query. Trained
//: heads do the same with the first few tokens: **attention sinks** (Xiao et al. 2023).

/// Queries, keys and values of the first head, for words given as numbers below `kinds`.
func previousWordHead(_ ids: [Int], kinds: Int) -> (Matrix, Matrix, Matrix) {
  let width = max(kinds + 1, ids.count)
  return (
    ids.indices.map { oneHot($0 - 1, width, certainty(width)) },
    ids.indices.map { oneHot($0, width) }, ids.map { oneHot($0, width) }
  )
}

/// Queries, keys and values of the second head, which reads the first one's output.
func inductionHead(_ ids: [Int], kinds: Int, previous: Matrix) -> (Matrix, Matrix, Matrix) {
  let width = max(kinds + 1, ids.count)
  let offer = kinds  // the place of the start's standing offer
  var queries = ids.map { oneHot($0, width, certainty(width)) }
  for t in queries.indices { queries[t][offer] = certainty(width) / 2 }
  var keys = previous
  keys[0] = oneHot(offer, width)
  return (queries, keys, ids.map { oneHot($0, width) })
}

func copyByHand(_ notebook: Notebook) throws {
  //: **Predict.** The sentence below ends with *net income* for the second time. Where will the
  //: last word look, and what does the machine guess comes next?
  let sentence = [
    "⟨start⟩", "net", "income", "rose", ";", "gross", "margin", "fell", ";", "net", "income",
  ]
  let known = sentence.enumerated().filter { sentence.firstIndex(of: $1) == $0 }.map(\.element)
  let ids = sentence.map { known.firstIndex(of: $0) ?? 0 }
  let (q1, k1, v1) = previousWordHead(ids, kinds: known.count)
  let before = attend(q1, k1, v1)
  let (q2, k2, v2) = inductionHead(ids, kinds: known.count, previous: before.output)
  let copying = attend(q2, k2, v2)
  let lastRow = copying.output[sentence.count - 1].prefix(known.count)
  let guess = known[lastRow.firstIndex(of: lastRow.max() ?? 0) ?? 0]
  try notebook.plot(headsFigure(sentence, guess, before.weights, copying.weights))
  notebook.claim("the machine guesses what followed last time", guess == "rose")
  notebook.claim(
    "weight of the last word on its guess", Double(copying.weights[10][3]), in: 0.9...1)

  //: Read a row from the left: the word on the left looks at the dark cells. The upper triangle is
  //: empty: that is the mask. Words that are new look at the start. The heads compare and copy.
}

/// The two heads' weights on the sentence.
private func headsFigure(
  _ sentence: [String], _ guess: String, _ first: Matrix, _ second: Matrix
) -> Figure {
  mapFigure(
    "heads", title: "After “net income” the second head looks at “\(guess)”",
    subtitle: "Attention weights of two hand-made heads; each row is a word and sums to one",
    words: sentence,
    maps: [
      ("first head: the word before me", first),
      ("second head: what followed me last time", second),
    ])
}

/// Attention weights of two heads over the same words, side by side.
func mapFigure(
  _ name: String, title: String, subtitle: String, words: [String],
  maps: [(title: String, weights: Matrix)]
) -> Figure {
  Figure(
    name, title: title, subtitle: subtitle, size: Figure.Size(width: 1_000, height: 560),
    panels: maps.map { map in
      Figure.Panel(
        map.title, x: Axis("looks at", categories: words), y: Axis("", categories: words),
        marks: [
          .heatMap(
            HeatMap(
              map.weights.map { $0.map { Double($0) } }, palette: .light, range: 0...1,
              scaleLabel: "weight"))
        ])
    })
}
