import WorkbookCore

/// What was asked of three readers, and how they did: masked, spans, causal.
struct Answers {
  let held: [Register.Entry]
  let masked: OneStack
  let causal: OneStack
  let classified: [Double]
  let filled: [Double]
}

func askReaders(_ notebook: Notebook, _ readers: Readers) throws -> Answers {
  let register = readers.register
  var stream = RandomStream(seed: notebook.seed).fork("questions")
  let held = (0..<200).map { _ in register.entry(using: &stream) }
  let masked = OneStack(parameters: readers.masked, reach: .all, lead: [])
  let causal = OneStack(parameters: readers.causal, reach: .causal, lead: [Register.start])
  func share(_ isRight: (Int) -> Bool) -> Double {
    Double(held.indices.count(where: isRight)) / Double(held.count)
  }
  //: ## Classify
  //:
  //: Is the person in this entry a lawyer, a doctor or a banker? The question is put at the first
  //: word, the name, as one marks the parties in a contract. A hundred entries get labels, and each
  //: network learns from them for a few steps more: it is **fine-tuned**.
  //:
  //: **Predict.** Which of the three cannot learn it? What does it do instead?
  let labelled = (0..<100).map { _ in register.entry(using: &stream) }
  let lessons = notebook.pick(smoke: 20, lesson: 100)
  func roleShare(_ reader: OneStack, atEnd: Bool = false) throws -> Double {
    let pupil = try reader.copied()
    let (lead, reach) = (reader.lead, reader.reach)
    func place(_ entry: Register.Entry) -> Int { lead.count + (atEnd ? entry.words.count - 1 : 0) }
    try teach(pupil.parameters, time: 14, steps: lessons) { encoder, row, stream in
      let entry = labelled[stream.index(below: labelled.count)]
      let last = lead.count + entry.words.count - 1
      var answers = [Int32](repeating: -1, count: last + 1)
      answers[atEnd ? last : lead.count] = Register.roles[entry.role]
      return encoder.fill(
        sequence: row, tokens: lead + entry.words, targets: answers, reach: reach)
    }
    let encoder = try pupil.read(held.map(\.words))
    return share { encoder.likeliest($0, place(held[$0])) == Register.roles[held[$0].role] }
  }
  //: The encoder–decoder reads the entry and writes one word.
  let clerk = try copied(readers.writer)
  try teach(clerk, sourceTime: 14, targetTime: 5, steps: lessons) { network, row, stream in
    let entry = labelled[stream.index(below: labelled.count)]
    return network.fill(
      sequence: row, source: entry.words, target: [Register.roles[entry.role], Register.end])
  }
  let roles = try write(clerk, held.map(\.words), limit: 2)
  let classified = [
    try roleShare(masked), share { roles[$0].first == Register.roles[held[$0].role] },
    try roleShare(causal),
  ]
  let afterReading = try roleShare(causal, atEnd: true)
  notebook.claim("right roles at the first word: masked", classified[0], in: 0.9...1, smoke: 0...1)
  notebook.claim("right roles at the first word: spans", classified[1], in: 0.8...1, smoke: 0...1)
  notebook.claim(
    "right roles at the first word: causal", classified[2], in: 0.15...0.5, smoke: 0...1)
  notebook.claim("right roles at the last word: causal", afterReading, in: 0.9...1, smoke: 0...1)

  //: The causal model guesses: one of three. At the first word it has seen a name, and names tell
  //: nothing. Asked at the end, when it has read the entry, it knows. So a decoder can sort whole
  //: texts, at their last token. Of a single word it can say only what the text up to that word
  //: tells.
  //:
  //: ## Fill
  //:
  //: Two words are gone, the verb and the article behind it: "baker ▒ ▒ late writ in york …".
  //: Nothing is fine-tuned now. The masked model finds its masks, the encoder–decoder its sentinel,
  //: the causal model says what it expects behind the name.
  //:
  //: **Predict.** There are twelve verbs. How often is the causal model right?
  let gaps = held.map { $0.words.replacing([1, 2], by: Register.mask) }
  let spans = SpanCorruption(sentinels: Register.sentinels)
  let sources = held.map { spans.example($0.words, cutting: [1..<3]).source }
  let filledIn = try write(readers.writer, sources, limit: 4)
  let seesBoth = try masked.read(gaps)
  let looksBack = try causal.read(held.map(\.words))
  let filled = [
    share { seesBoth.likeliest($0, 1) == held[$0].words[1] },
    share { filledIn[$0].dropFirst().first == held[$0].words[1] },
    share { looksBack.likeliest($0, 1) == held[$0].words[1] },
  ]
  notebook.claim("right verbs: masked", filled[0], in: 0.9...1, smoke: 0...1)
  notebook.claim("right verbs: spans", filled[1], in: 0.8...1, smoke: 0...1)
  notebook.claim("right verbs: causal", filled[2], in: 0...0.2)

  //: No decoder that is asked so can do better than one in twelve on average, however large: the
  //: name says nothing of the verb. But it can be asked otherwise. Put each of the twelve verbs in,
  //: let the model read the whole entry, and take the verb that makes it likeliest:
  let verbs = register.verbs
  let likelihoods = try verbs.map { verb in
    try causal.losses(held.map { $0.words.replacing([1], by: verb) })
  }
  let compared = share { entry in
    let best = verbs.indices.min { likelihoods[$0][entry] < likelihoods[$1][entry] } ?? 0
    return verbs[best] == held[entry].words[1]
  }
  notebook.claim("right verbs: causal, one pass for each verb", compared, in: 0.9...1, smoke: 0...1)

  //: So the knowledge is in its weights. One pass from the left cannot get it out, and twelve
  //: passes cost twelve times as much.
  //:
  //: **Break it.** Let every position of the masked model, as it is, look back only. **Predict.**
  //: How many verbs will it get right?
  var blinkered = masked
  blinkered.reach = .causal
  let halfBlind = try blinkered.read(gaps)
  notebook.claim(
    "right verbs: masked, looking back only",
    share { halfBlind.likeliest($0, 1) == held[$0].words[1] },
    in: 0...0.35)

  //: The weights are the same that filled the gaps. Only the counts $n_i$ were changed.
  return Answers(
    held: held, masked: masked, causal: causal, classified: classified, filled: filled)
}
