import WorkbookCore

func letReadersWrite(_ notebook: Notebook, _ readers: Readers, _ answers: Answers) throws {
  let register = readers.register
  let (held, masked, causal) = (answers.held, answers.masked, answers.causal)
  var stream = RandomStream(seed: notebook.seed).fork("writing")
  func share(_ isRight: (Int) -> Bool) -> Double {
    Double(held.indices.count(where: isRight)) / Double(held.count)
  }
  //: ## Translate a format
  //:
  //: An entry is to become a record: the date in front and in figures, no place. The networks have
  //: not seen records yet, so all three are fine-tuned on pairs like this one.
  notebook.show("\(register.text(held[0].words)) => \(register.text(held[0].record))")

  //: Each learns it in its own way. The encoder–decoder reads the entry and writes the record.
  let pairs = (0..<20_000).map { _ in register.entry(using: &stream) }
  let lessons = notebook.pick(smoke: 20, lesson: 500)
  let clerk = try copied(readers.writer)
  try teach(clerk, sourceTime: 14, targetTime: 9, steps: lessons) { network, row, stream in
    let pair = pairs[stream.index(below: pairs.count)]
    return network.fill(sequence: row, source: pair.words, target: pair.record + [Register.end])
  }
  //: The causal model goes on behind an arrow, and only that counts: the prefix objective.
  let causalPupil = try causal.copied()
  try teach(causalPupil.parameters, time: 24, steps: lessons) { encoder, row, stream in
    let pair = pairs[stream.index(below: pairs.count)]
    let given = [Register.start] + pair.words + [Register.arrow]
    let example = PrefixObjective().example(
      given + pair.record + [Register.end], prefixLength: given.count)
    return encoder.fill(
      sequence: row, tokens: example.tokens, targets: example.targets, reach: .causal)
  }
  //: The masked model was not made to write. It gets eight masks behind the arrow and fills all in
  //: one pass.
  let maskedPupil = try masked.copied()
  let blank = [Int32](repeating: Register.mask, count: 8)
  try teach(maskedPupil.parameters, time: 24, steps: lessons) { encoder, row, stream in
    let pair = pairs[stream.index(below: pairs.count)]
    let given = pair.words + [Register.arrow]
    let answer = pair.record + [Int32](repeating: Register.end, count: 8 - pair.record.count)
    return encoder.fill(
      sequence: row, tokens: given + blank,
      targets: [Int32](repeating: -1, count: given.count) + answer)
  }

  //: A record counts as right without a single fault. **Predict.** The masked model answers at
  //: every place without knowing its answers at the others. How much does that harm it?
  let written = try write(clerk, held.map(\.words), limit: 9)
  let behind = try causalPupil.writeOn(held.map { $0.words + [Register.arrow] }, most: 9)
  let atOnce = try maskedPupil.read(held.map { $0.words + [Register.arrow] + blank }, time: 24)
  let translated = [
    share { entry in
      let behindArrow = held[entry].words.count + 1
      let record = (0..<8).map { atOnce.likeliest(entry, behindArrow + $0) }
      return Array(record.prefix { $0 != Register.end }) == held[entry].record
    },
    share { written[$0] == held[$0].record }, share { behind[$0] == held[$0].record },
  ]
  notebook.claim("records without a fault: masked", translated[0], in: 0.5...1, smoke: 0...1)
  notebook.claim("records without a fault: spans", translated[1], in: 0.75...1, smoke: 0...1)
  notebook.claim("records without a fault: causal", translated[2], in: 0.7...1, smoke: 0...1)

  //: Here it need not harm: the record follows from the entry, so that for every place one word
  //: alone is right. Where several answers are right, words that are chosen apart need not belong
  //: together. And it had to be told how many places there are at most; the two others end when
  //: they are done.
  //:
  //: ## Continue
  //:
  //: Now only a name is given. Many answers are right; it counts whether the text could be an
  //: entry: a verb with its own thing, a place, a date, a full stop.
  //:
  //: The causal model draws one word after the other. The encoder–decoder gets the name and one
  //: sentinel, and writes the likeliest word each time. The masked model is told the length, gets
  //: that many masks, and draws for them from left to right, one in each pass. **Predict.** It
  //: filled the gaps above. Will it fill these?
  let people = held.map { Array($0.words.prefix(1)) }
  let drawn = try causal.writeOn(people, most: 13, until: register.stop, drawing: stream)
  let gapped = people.map { $0 + [Register.sentinels[0]] }
  let spanned = try write(readers.writer, gapped, limit: 14)
  let texts = try masked.fillOn(
    people, lengths: held.map(\.words.count), with: Register.mask, drawing: stream.fork("masks"))
  let continued = [
    share { register.isEntry(texts[$0]) },
    share { row in
      let gap = spanned[row].dropFirst().prefix { $0 != Register.sentinels[1] }
      return register.isEntry(people[row] + gap)
    },
    share { register.isEntry(people[$0] + drawn[$0]) },
  ]
  let first = [texts[0], people[0] + spanned[0].dropFirst(), people[0] + drawn[0]]
  notebook.show(
    zip(["masked", "spans", "causal"], first).map { "\($0): \(register.text($1))" }
      .joined(separator: "\n"))
  notebook.claim("texts that could be entries: masked", continued[0], in: 0...0.25)
  notebook.claim("texts that could be entries: spans", continued[1], in: 0...0.25)
  notebook.claim("texts that could be entries: causal", continued[2], in: 0.7...1, smoke: 0...1)

  //: Filling gaps did not teach the first two to write. In training they had nearly all of the text
  //: before them, with about two words missing; a text that is nearly all gap they have never seen.
  //: The causal model does what it was trained for at every token.
  //:
  //: ## What each is for
  let tasks = ["classify a word", "fill a gap", "translate", "continue"]
  let all = (0..<3).map {
    [answers.classified[$0], answers.filled[$0], translated[$0], continued[$0]]
  }
  try notebook.plot(readersFigure(tasks, all))

  //: - **Encoders** label and sort, token by token or whole, in one pass.
  //: - **Encoder–decoders** turn one text into another: an entry into a record, a language into
  //:   another.
  //: - **Decoders** write on, and by writing on they can be brought to do most of the rest.
  //:
  //: So much for a toy. Larger comparisons were made, too. After fine-tuning, models that see both
  //: sides lead. All trained to fill gaps, at similar cost, an encoder–decoder reached 83.28 on
  //: GLUE, a set of nine tasks on sentences; a decoder with a prefix reached 81.82, a causal
  //: decoder 74.70 (Raffel et al. 2020, table 2). Without any fine-tuning the order turns round:
  //: the causal decoder trained on the next token did best (Wang et al. 2022, arXiv 2204.05832).
  //: UL2 mixes the objectives (Tay et al. 2022, arXiv 2205.05131).
}

private func readersFigure(_ tasks: [String], _ all: [[Double]]) -> Figure {
  let percent = NumberStyle.percent(0)
  return Figure(
    "readers",
    title: "The causal model continues \(percent.text(all[2][3])) of entries and labels "
      + "\(percent.text(all[2][0])) of names; the masked one \(percent.text(all[0][3])) and "
      + "\(percent.text(all[0][0]))",
    subtitle: "Right answers on 200 new entries; three networks, trained on one text for the same "
      + "number of operations",
    caption:
      "Classify and translate after fine-tuning; a guess is right in 33 % (classify) and 8 % "
      + "(fill).",
    x: Axis("", categories: tasks), y: Axis("right answers", unit: "share", from: 0),
    marks: zip(["masked", "spans", "causal"], all).map { .bars($0, $1, valueStyle: percent) })
}
