import Foundation
import WorkbookCore

//: ## Speculative decoding: draft, then judge
//:
//: Writing a token means reading every weight of the model once, for one row of work. The same weights
//: would serve five rows, if only the next tokens were known. **Speculative decoding** lets a cheap **draft** model write $\gamma$
//: tokens. The large model reads them all in one pass, which gives its distribution $p$ at each place.
//: The draft drew token $x$ from its own distribution $q$. From left to right (Leviathan, Kalman and
//: Matias 2023):
//:
//: - keep $x$ with probability $\min(1, p(x)/q(x))$;
//: - at the first token that is not kept, draw from $\max(0, p - q)$, normalised, and stop;
//: - where all are kept, draw one more from $p$.
nonisolated func judged(_ p: [Double], _ q: [Double], _ stream: inout RandomStream) -> (
  id: Int, isKept: Bool
) {
  func draw(_ weights: [Double]) -> Int {
    var left = stream.uniform() * weights.reduce(0, +)
    return weights.firstIndex {
      left -= $0
      return left < 0
    } ?? 0
  }
  let guess = draw(q)
  if stream.uniform() * q[guess] < p[guess] { return (guess, true) }
  return (draw(zip(p, q).map { max(0, $0 - $1) }), false)
}

func draftAndJudge(
  _ notebook: Notebook, _ course: SamplingCourse, _ place: Situation
) throws {
  try notebook.show(speculation, "speculation")

  //: Is a token then distributed by $p$, whatever the draft? Token $x$ comes out in two ways: drafted
  //: and kept, $\min(p(x), q(x))$; or drawn from the rest after a refusal, which happens with probability
  //: $1 - \sum \min(p, q)$. We add the two up at our place, with a crude draft: a table of token pairs.
  let texts = course.plan.sources.map(\.tokens)
  let pairs = PairDraft(texts, vocabularySize: course.plan.model.vocabularySize)
  let p = distribution(place.logits)
  let q = distribution(pairs.scores(after: place.prefix).map { Double($0) })
  let (kept, rest) = (zip(p, q).map { min($0, $1) }, zip(p, q).map { max(0, $0 - $1) })
  let refused = 1 - kept.reduce(0, +)
  let together = zip(kept, rest).map { $0 + refused * $1 / rest.reduce(0, +) }
  notebook.claim(
    "largest difference between p and what comes out",
    zip(p, together).map { abs($0 - $1) }.max() ?? 1, in: 0...1e-9)

  //: **Break it.** Why draw from $\max(0, p-q)$? Would $p$ itself not do, where the draft was refused?
  //: **Predict.** Which tokens would come too often? We count draws both ways, and then those of the
  //: library's loop with its caches, and show the standard deviations between $\chi^2$ and its mean.
  var stream = RandomStream(seed: notebook.seed).fork("speculation")
  var (right, wrong) = (p.map { _ in 0.0 }, p.map { _ in 0.0 })
  for _ in 0..<notebook.pick(smoke: 4_000, lesson: 20_000) {
    let (id, isKept) = judged(p, q, &stream)
    right[id] += 1
    wrong[isKept ? id : judged(p, p, &stream).id] += 1
  }
  notebook.claim("drawn by the rule", deviations(drawn: right, odds: p), in: -4...5)
  notebook.claim(
    "drawn from p where refused", deviations(drawn: wrong, odds: p), in: 20...1e6, smoke: 6...1e6)
  let context = Array(place.prefix.suffix(8))
  let drawn = try firstTokens(
    course, context, pairs, count: notebook.pick(smoke: 500, lesson: 1_000), seed: notebook.seed)
  notebook.claim(
    "the library's next token after eight others",
    deviations(drawn: drawn, odds: try course.generator.logProbabilities(after: context).map(exp)),
    in: -4...5)

  //: Where the draft thinks a token likelier than the model does, that token has been given its full
  //: share already, as a draft. Drawing it again gives it more.
  //:
  //: ## What it saves
  //:
  //: Let $\alpha$ be the share of judged tokens that are kept. If each is kept or refused by itself, a
  //: pass of the large model yields $1 + \alpha + \alpha^2 + \dots + \alpha^\gamma$ tokens on average.
  //: Three drafts: the table of pairs; a model with one narrow layer, trained on the same text; and the
  //: model itself with its weights rounded to 4 bits (chapter 6). **Predict.** Order them by $\alpha$.
  //: How many tokens does a pass yield for each, with $\gamma = 4$?
  let drafts = try threeDrafts(notebook, course, pairs)
  let prompts = course.places(notebook.pick(smoke: 3, lesson: 8), length: course.contextLength)
    .map { Array(course.heldOut[$0..<$0 + 16]) }
  let measured = try drafts.map { try measure($0, lookahead: 4, prompts, notebook, course) }
  notebook.show(draftTable(measured))
  checkDrafts(notebook, measured)

  //: A draft need not be a network: counting pairs will do. But fewer passes are not yet less *time*: in this
  //: run all three were slower than no draft, for a pass of so small a model is cheap. The method pays where
  //: a pass waits for memory: for T5-XXL, of 11 billion parameters, Leviathan et al. report two to three
  //: times the speed.
}
