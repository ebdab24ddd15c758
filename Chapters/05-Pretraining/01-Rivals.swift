import Foundation
import WorkbookCore

/// What the model has to beat, and what nobody beats.
struct Rivals {
  let text: CourseText
  /// Bits per byte of a table of byte pairs.
  let byteBigram: Double
  /// Each part's share of the held-out bytes.
  let shares: [Double]
  /// Of the built-in worlds, bits per byte.
  let entropy: Double?
}

func findRivals(_ notebook: Notebook) throws -> Rivals {
  //: # 5. Pretraining: from random numbers to a language model
  //:
  //: **Pretraining** is one loop. Read a piece of text; at every place, let the model say how likely
  //: it finds each next token; compare with the token that came; move every parameter a little, so
  //: that this token would have been likelier. What is compared is the mean of $-\ln p$ of the true
  //: tokens, the cross-entropy of chapter 3: the **loss**. The loop ends when the budget does.
  try notebook.show(trainingLoop, "loop")

  //: ## What there is to beat
  //:
  //: A loss means nothing by itself. Compare it with something stupid: a **byte bigram model**, a table
  //: of counts that looks at one byte and guesses the next. We measure in **bits per byte**: how many
  //: bits a perfect compressor would need for each byte of held-out text, if it used the model's
  //: guesses. The unit is the same however the text was cut, so a byte model and a BPE model can be
  //: compared.
  let text = notebook.courseText()
  func bytes(_ corpus: Corpus) -> [[Int32]] { corpus.texts.map { $0.map { Int32($0) } } }
  let bits = bigramBits(
    training: bytes(text.training), heldOut: bytes(text.heldOut), vocabularySize: 256)

  //: And what is the best that anybody could do? For real text nobody knows. The built-in worlds are
  //: drawn from a grammar, so their entropy is known exactly: no model gets below it on average. The
  //: next section shows all these numbers side by side.

  return Rivals(notebook, text, byteBigram: bits / Double(text.heldOut.byteCount))
}

extension Rivals {
  fileprivate init(_ notebook: Notebook, _ text: CourseText, byteBigram: Double) {
    (self.text, self.byteBigram) = (text, byteBigram)
    let shares = text.parts.map {
      Double($0.heldOut.byteCount) / Double(text.heldOut.byteCount)
    }
    self.shares = shares
    let exact = [World.general, .finance].map { $0.entropy(seed: notebook.seed).bitsPerByte }
    entropy =
      notebook.userCorpus == nil ? zip(shares, exact).map { $0 * $1 }.reduce(0, +) : nil
  }
}

/// The bits that a table of pairs needs for a text, after counting the pairs of another.
///
/// Each row is mixed with the frequencies of single ids, and those with a uniform guess, so that
/// nothing unseen has probability zero.
func bigramBits(training: [[Int32]], heldOut: [[Int32]], vocabularySize size: Int) -> Double {
  var singles = [Double](repeating: 1, count: size)
  var rows = [Double](repeating: 0, count: size)
  var pairs = [Int32](repeating: 0, count: size * size)
  for (previous, next) in training.flatMap({ zip($0, $0.dropFirst()) }) {
    singles[Int(next)] += 1
    rows[Int(previous)] += 1
    pairs[size * Int(previous) + Int(next)] += 1
  }
  let total = singles.reduce(0, +)
  var bits = 0.0
  for (previous, next) in heldOut.flatMap({ zip($0, $0.dropFirst()) }) {
    let seen = Double(pairs[size * Int(previous) + Int(next)])
    bits -= log2((seen + singles[Int(next)] / total) / (rows[Int(previous)] + 1))
  }
  return bits
}
