import WorkbookCore

func breakTheDecision(_ notebook: Notebook, _ known: DecisionAssumptions) {
  //: ## Break it: sure, and wrong
  //:
  //: An earlier version of this chapter counted own tokens with general ones, $\tau$ to one, and
  //: had no gap. Two lines bring it back. Ask it for a law firm: a hundred million tokens of its
  //: own, fifty thousand dollars, and Llama 3.1 8B as the gift. **Predict.** With how much
  //: certainty does the broken version decide, and for what?
  let asked = DecisionQuestion(ownTokens: 1e8, dollars: 50_000, given: .llama31With8B)
  var withoutGap = known
  withoutGap.adaptation = nil
  withoutGap.context = ContextGain(randomPassage: 0, bestPassage: 0)
  notebook.show("with the gap: " + verdict(known, asked))
  notebook.show("own tokens as τ × past ones: " + verdict(withoutGap, asked))
  notebook.claim(
    "the broken version is certain that nothing need be trained",
    withoutGap.odds(asked)[.asIs], in: 0.9...1, scope: .ownAssumptions)
  notebook.claim(
    "what SmolLM2 gained from 32,768 tokens, by what the broken version expects of 100 million",
    known.adaptation.map { $0.gain(tokens: 32_768) / max(gain(withoutGap, asked), 1e-6) } ?? 0,
    in: 5...1e6, scope: .ownAssumptions)

  //: It was certain because nothing that it drew could move the answer. Certainty is a property of
  //: a calculation: ask what was not drawn.
}

/// Nats a token that continuing is expected to give.
private func gain(_ assumptions: DecisionAssumptions, _ asked: DecisionQuestion) -> Double {
  let draw = assumptions.central(asked)
  return draw.expected(.asIs).fieldLoss - draw.expected(.continued).fieldLoss
}

private func verdict(_ assumptions: DecisionAssumptions, _ asked: DecisionQuestion) -> String {
  let odds = assumptions.odds(asked)
  return "\(odds.family.title) in \(percent.text(odds[odds.family])); continuing gives "
    + "\(NumberStyle.significant(2).text(gain(assumptions, asked))) nats a token"
}
