import WorkbookCore

func weighEmbedding(_ notebook: Notebook) {
  //: ## The embedding's bill
  //:
  //: Every token has a row of its own in the embedding table, as wide as the model. BloombergGPT's
  //: table has $131{,}072 \times 7{,}680$ entries: about a billion parameters of fifty (Wu et al.
  //: 2023, appendix A). For a small model the table can be most of it.
  let chapterFive = ModelConfiguration(
    vocabularySize: 1_024, contextLength: 128, width: 128, layerCount: 4, headCount: 4)
  var largeVocabulary = chapterFive
  largeVocabulary.vocabularySize = 131_072
  var shareTable = Table([
    .text("model"), .number("vocabulary"), .number("width"),
    .number("parameters", style: .suffix), .number("in the embedding", style: .percent(1)),
  ])
  for (name, model) in [
    ("GPT-2 small", ModelConfiguration.gpt2Small), ("BloombergGPT", .bloombergGPT),
    ("chapter 5's model", chapterFive),
    ("the same with BloombergGPT's vocabulary", largeVocabulary),
  ] {
    shareTable.append(
      name, model.vocabularySize, model.width, model.parameterCount.all,
      Double(model.vocabularySize * model.width) / Double(model.parameterCount.all))
  }
  notebook.show(shareTable)

  //: Bloomberg's rule does not know your model. For fifty billion parameters it need not; chapter 5's
  //: model would be little more than a dictionary.
}
