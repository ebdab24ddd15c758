import WorkbookCore

func readTheRecord(_ notebook: Notebook) {
  //: ## What became of those who tried
  //:
  //: The experiment has been made, a dozen times, at full size. **Predict.** How many models of a field beat
  //: the model that they began with, or their peers, on their field? How many paid for it elsewhere?
  notebook.show(table(CaseRecord.all))
  let better = CaseRecord.all.count { $0.outcome == .better }
  notebook.show("\(better) of \(CaseRecord.all.count): better. But losers seldom write papers.")

  //: Read the two rows that say *not better*. Jeong et al. (2024) put medical models beside their own bases:
  //: 12 % of the comparisons were won, half tied, 38 % lost. And BloombergGPT, ahead of the open models of its
  //: day, was behind a prompted GPT-4 within months, except on names (Li et al. 2023; the test splits differ).
  //:
  //: **How was it judged?** BloombergGPT was trained on none of the tasks: each stood in the prompt with some
  //: examples, one for ConvFinQA, twenty for names, five for the others. Where a task gives labels, the likeliest
  //: one counts: by its probability as it is, by that over what it has without the text, or by its length,
  //: whichever came out best for the task (Wu et al. 2023). Bits per byte were measured on text later than the
  //: training text. Two soft spots remain. The best of three ways flatters all models, though perhaps not alike;
  //: and other papers split the same data otherwise, so that points of two papers are not quite comparable.
  //:
  //: A field model is compared with what general models **will** be when it is finished: its lead is a wasting
  //: asset. Text that nobody else has is not.
}
