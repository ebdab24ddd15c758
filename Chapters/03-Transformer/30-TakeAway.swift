import WorkbookCore

func takeAway(_ notebook: Notebook) {
  //: ## What the best systems do today
  //:
  //: The large general models are decoders. Encoders are still made, for search and labels:
  //: ModernBERT read two trillion tokens and sees 8,192 at once; two of three of its layers look at
  //: the nearest 128 tokens only, and every third at all (Warner et al. 2024). If your field needs
  //: ten million clauses sorted, and not written, an encoder is the first thing to try.
  //:
  //: ## What to take away
  //:
  //: - One number for each query, how many keys it sees, makes the same stack a reader or a writer.
  //: - A reader that sees the whole text learns from what is hidden: single tokens (masked language
  //:   model) or stretches (span corruption). A writer is asked at every token.
  //: - Encoders label, encoder–decoders turn one text into another, decoders write; and by writing
  //:   decoders can be brought to do most of the rest, at a price.
  //: - A decoder's answer about a word knows only what stands before it. Ask it at the end, or give
  //:   it each answer to judge.
  //:
  //: Try: train `masked` on a third of the tokens hidden (`MaskedLanguageModeling(maskShare:)`); give
  //: all three twice the steps, and see whether the causal model closes a gap.
  //:
  //: ## Further reading
  //:
  //: Devlin et al. 2019, BERT, arXiv 1810.04805. Raffel et al. 2020, T5, 1910.10683. Wang et al.
  //: 2022, which architecture and objective, 2204.05832. Tay et al. 2022, UL2, 2205.05131. Warner
  //: et al. 2024, ModernBERT, 2412.13663.
  //:
  //: ## Exercises
  //:
  //: 3.1 and 3.4 are norms, there and back; 3.2 and 3.5 count; 3.3 hides a fault in the stream. The
  //: capstone, 3.6, takes some 90 minutes: you write the way back through a whole attention block, and
  //: the check holds every one of your gradients against finite differences.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 3))
}
