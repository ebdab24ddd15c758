import WorkbookCore

func drawMap(_ notebook: Notebook) throws {
  //: ## Seven ways, the cheapest first
  //:
  //: 1. **As it is.** A general model, asked.
  //: 2. **Prompted.** The field's text stands in the window, as above.
  //: 3. **Retrieved.** A search puts the best passages there, for each question anew.
  //: 4. **Adapted.** A few parameters, an *adapter*, are trained beside the model's own, which stay as
  //:    they are. (Parameters are also called **weights**.)
  //: 5. **Continued.** All weights are trained on, on the field's text, with general text mixed in against
  //:    forgetting.
  //: 6. **A mixture, from scratch.** A new model, on general and special text.
  //: 7. **Own text alone, from scratch.**
  //:
  //: They are the rungs of a ladder. Each costs more than the one before it, in money and in people. So
  //: one climbs only as far as a measurement sends one.
  //:
  //: Bloomberg climbed to the sixth. It trained 50.6 billion parameters on 569 billion tokens,
  //: about half of them finance, and beat the open models of its day on finance: 62.5 against at
  //: most 54.4 points over five tasks (Wu et al. 2023). Two months later somebody prompted GPT-4
  //: with such tasks. On sentiment about companies it came to 88.1, where Bloomberg's model had
  //: 75.1; at finding names it stayed behind, with 56.7 against 60.8 (Li et al. 2023; the test
  //: splits differ). Was the model a mistake, then? That depends on what else it was for, and on
  //: what could be had that year. Chapter 9 takes up this case: as it stood in 2022, and again with
  //: a model of 2025.
  //:
  //: ## The map of the book
  //:
  //: Nine chapters follow. Each builds a part, proves that the fast version computes what the plain one
  //: does, and measures it. The arrows show who uses what.
  try notebook.show(bookMap(), "map")

  //: Short of time? Chapters 1, 8 and 9 answer the question of this book; 2 to 7 are the reasons.
}
