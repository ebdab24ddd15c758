import WorkbookCore

func askOtherLaws(
  _ notebook: Notebook, _ known: DecisionAssumptions, budget: Double, gifts: Gifts
) {
  //: The law was Besiroglu et al.'s, fitted to web text. What do the others say? And the one that chapter 7
  //: fitted, if it has run on the same text, tier and seed? Each law alone, given the gift of today, everything
  //: else in the middle of its range:
  let left = ChinchillaLaw { notebook.recorded("07.law.\($0)") }
  let fitted = notebook.recorded("07.law.isSound") == 1 ? left : nil
  let laws = [ChinchillaLaw.hoffmann, .epoch, .muennighoff, fitted]
  let answers = [1e8, 5e9, 363.5e9].map { tokens in
    let asked = DecisionQuestion(ownTokens: tokens, dollars: budget, given: gifts.now)
    return (
      tokens, laws.map { $0.map { known.central(asked, law: $0).best(margin: known.margin) } }
    )
  }
  notebook.show(lawTable(answers))
  notebook.show(remark(onLawOf: notebook, isLeft: left != nil, isSound: fitted != nil))

  //: A law of your own counts as far as its runs reach, and no farther. On a built-in world it is worse: such a
  //: text is soon learned, every option stands on its floor $E$, and then the cheapest wins. So the published
  //: laws decide below.
}
