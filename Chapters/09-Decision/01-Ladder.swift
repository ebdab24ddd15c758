import WorkbookCore

func climbTheLadder(_ notebook: Notebook) throws {
  //: # 9. The decision
  //:
  //: Should you train your own language model? Eight chapters have measured what the answer hangs on. This one
  //: puts their numbers together, in the order in which a meeting asks for them: what could we do, what would
  //: it give, what would it cost, how sure are we, and what would change our mind? The assumptions stand in
  //: one place. They are yours to edit; that is the point of the chapter.
  //:
  //: ## Seven rungs
  //:
  //: The **ladder** is everything that one can do for a field, the cheapest first. A **gift** is a general
  //: model whose weights anybody may have; rungs 1 to 5 begin with one. They are cheap because somebody else
  //: has paid. Of each rung five things can be written down before any money is spent: its quality, its cost,
  //: its time, the evidence for these, and its **exit test**, a measurement with a number. Beyond the number
  //: you go on to the next rung; else you stay.
  //:
  //: **One rule for all of it:** a rung is taken if it is better than the best one below it, by more than the
  //: error with which we know either.
  try notebook.show(
    ladderSchematic(exits: [
      "your own tasks fail", "the window is too small",
      "passages do not help", "twice the text gains again",
      "no gift fits", "only the field counts",
    ]), "ladder")

  //: `./workbook advise` climbs it on your text, with real runs; this chapter on paper, for runs of millions.
}
