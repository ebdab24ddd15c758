import WorkbookCore

func changeTheFuture(_ notebook: Notebook, _ twin: Twin) throws {
  let (decoder, ids) = (twin.decoder, twin.ids)
  let vocabulary = decoder.configuration.vocabularySize

  //: ## Nobody peeks
  //:
  //: A model that peeks at the next token has a wonderful loss and is worthless (chapter 2). So change
  //: the last token, and look at all logits before it. **Predict.** By how much may they change?
  let logits = decoder.logits.array
  var changed = ids
  changed[ids.count - 1] = (ids[ids.count - 1] + 1) % Int32(vocabulary)
  decoder.tokens.copy(from: changed)
  decoder.run()
  let before = (ids.count - 1) * vocabulary
  let after = decoder.logits.array
  notebook.claim(
    "change of the earlier logits when the last token changes",
    largestDifference(logits.prefix(before), after), in: 0...1e-12)
  notebook.claim(
    "change of its own", largestDifference(logits.dropFirst(before), after.dropFirst(before)),
    in: 0.01...1_000)
}
