import WorkbookCore

func liveTheProject(_ notebook: Notebook) throws {
  //: ## The life of such a project
  //:
  //: Training is a few weeks of a project's life. Chapter 0 counted ten steps; here they are gathered
  //: into seven stages. Each still ends at a **gate**, which now has three parts: a question, a
  //: document that answers it, and somebody who may say no.
  try notebook.show(
    lifeSchematic([
      ("use case", "who asks what, and what is a wrong answer worth?"),
      ("text", "may we train on it? is it clean?"), ("measure", "advise: the ladder on our text"),
      ("train", "does the run keep to its law?"),
      ("evaluate", "better on our tasks, by more than luck?"),
      ("release", "who may use it? how do we go back?"),
      ("watch", "has the text moved? have the gifts?"),
    ]), "life")

  //: | gate | document | it must answer |
  //: |:--|:--|:--|
  //: | use case | one page | who decides what with an answer; what a wrong one costs; today's way and its price |
  //: | text | **data sheet** | where each source is from, when, how cleaned, what is missing, who is in it |
  //: | text | **consent and lawful basis** | whose text it is, why it may be trained on, in which country |
  //: | text | **de-identification report** | what was removed, by which method, what a sample of 200 still holds |
  //: | text | **deletion plan** | how a document leaves text, index, adapter and model; how fast |
  //: | measure | **evaluation plan** | tasks, held-out documents, margin and interval, fixed before any training |
  //: | train | run log | configuration, seeds, losses beside the law's band, every restart and why |
  //: | evaluate | results, canaries | the paired intervals; what the model recites; where it got worse |
  //: | release | **rollback plan** | the version before, how long going back takes, who may order it |
  //: | watch | monitor | tasks every month, complaints, text's drift, price, and the gift that is better |
  //:
  //: **Deletion** deserves a thought before training: from an index a document is gone in a second, from a
  //: model when you train it again. The higher the rung, the dearer a person's right to be forgotten. And **the
  //: evaluation plan is fixed before training**, for after it everybody finds a task that got better.
  //:
  //: ## When not to decide yet
  //:
  //: "Not yet" is an answer, with a reason and a date. Wait where
  //:
  //: - no task is written down, or rungs 1 to 3 have not been tried on your own text;
  //: - the interval of the trial holds the margin: double the trial, its price is on the exit test;
  //: - nobody has said that the text may be used: every later hour could be for nothing;
  //: - nobody will own the model in its second year.
  //:
  //: And do not wait for a better gift. There will always be one.
}
