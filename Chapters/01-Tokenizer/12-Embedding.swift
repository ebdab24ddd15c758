import WorkbookCore

func weighEmbedding(_ notebook: Notebook) {
  //: ## The embedding's bill
  //:
  //: The **embedding** is the table in which a model looks its tokens up: every token has a row of
  //: its own, as wide as the model. BloombergGPT's has $131{,}072 \times 7{,}680$ entries: about a
  //: billion parameters of fifty (Wu et al. 2023, appendix A).
  //:
  //: **Predict.** GPT-2 small has 124 million parameters and 50,257 tokens. Which share of it is
  //: this table? And of chapter 5's small model, if it had BloombergGPT's vocabulary?
  let chapterFive = ModelConfiguration(
    vocabularySize: 1_024, contextLength: 128, width: 128, layerCount: 4, headCount: 4)
  var largeVocabulary = chapterFive
  largeVocabulary.vocabularySize = 131_072
  notebook.show(
    embeddingTable([
      ("GPT-2 small", .gpt2Small), ("BloombergGPT", .bloombergGPT),
      ("chapter 5's model", chapterFive),
      ("the same with BloombergGPT's vocabulary", largeVocabulary),
    ]))

  //: Bloomberg's rule does not know your model. For fifty billion parameters it need not; chapter
  //: 5's model would be little more than a dictionary.
}
