import WorkbookCore

func readBefore(_ notebook: Notebook, _ model: GeneralModel) throws {
  //: ## What three lines change
  //:
  //: Nothing was trained so far, and nothing needs to be, yet. The cheapest way to teach a model a field is
  //: to show it some: text of the field stands in front, in the same **window**, and the model reads on.
  //: (The window is the text that a model sees at once.) Three more lines from each desk are at hand.
  //: Here are the ward's.
  let fields = model.fields
  notebook.show(fields[2].before.joined(separator: "\n"))

  //: **Predict.** They stand before the desk's line. How much of its surprise do they take away: a tenth,
  //: a third, half, nearly all?
  let textbook = try fields.map { try model.bitsPerByte($0.textbook) }
  let alone = try fields.map { try model.bitsPerByte($0.desk) }
  let after = try fields.map { try model.bitsPerByte($0.desk, after: $0.before) }
  var table = Table([
    .text("bits per byte"), .number("textbook", style: .decimals(2)),
    .number("desk", style: .decimals(2)),
    .number("desk, after three lines", style: .decimals(2)), .number("saved", style: .percent(0)),
  ])
  for (index, field) in fields.enumerated() {
    table.append(
      field.name, textbook[index], alone[index], after[index], 1 - after[index] / alone[index])
  }
  notebook.show(table)
  try notebook.plot(model.chart(textbook: textbook, alone: alone, after: after))

  //: To SmolLM2 they are worth a large share, with no training at all. Part of that is copying: routine
  //: repeats itself, which is why it helps. (The stand-in has never had to look so far back, and gains
  //: little.) What is left is still more than the textbook's, and the lines must be read again at every
  //: call. That is the pattern of the whole question: the cheap way takes a part of the gap, and somebody
  //: must decide what the rest is worth.
  if model.isExisting {
    notebook.claim(
      "share of the surprise that three lines save",
      1 - after.reduce(0, +) / alone.reduce(0, +), in: 0.2...0.75)
    notebook.claim(
      "bits per byte of the textbook, by those of the desk after three lines",
      textbook.reduce(0, +) / after.reduce(0, +), in: 0...0.95)
  }
}
