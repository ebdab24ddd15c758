import WorkbookCore

func lookForMemories(_ notebook: Notebook, _ measured: Findings) {
  //: ## What a model remembers
  //:
  //: A model that has read a text may give it back word for word: **memorization**. So a secret may come out,
  //: and a test may be passed from memory.
  //:
  //: To measure the first, plant a **canary** in the text before training: a made-up sentence with a random
  //: code. Afterwards let the model say how likely it finds the code, and how likely some others that were made
  //: alike. If it holds the code for the $k$-th likeliest of $n$, its **exposure** is
  //:
  //: $$\log_2 n - \log_2 k$$
  //:
  //: bits (Carlini et al. 2019): $\log_2 n$ for the likeliest of all, and 1.4 on average where the model knows
  //: nothing of it. `advise` does so with the gift. Here a table of byte counts must do, one that reads some
  //: pages and the canary.
  //:
  //: **Predict.** Of a thousand candidates the most is 10 bits. How often must the sentence stand in the text
  //: until its code is exposed: once, four times, sixteen times?
  var stream = RandomStream(seed: notebook.seed).fork("canaries")
  func code() -> String { (0..<6).map { _ in "\(stream.index(below: 10))" }.joined() }
  func sentence(_ code: String) -> [UInt8] { Array("\nThe access code is \(code).".utf8) }
  let (secrets, others) = ((0..<4).map { _ in code() }, (0..<999).map { _ in code() })
  let pages = Array(measured.heldOut.prefix(10_000))
  var exposures = Table([
    .number("the sentence stands in the text", unit: "times"),
    .number("exposure, mean of four codes", unit: "bits", style: .decimals(1)),
  ])
  var afterOne = 0.0
  for times in [0, 1, 4, 16] {
    let bits = secrets.map { secret in
      let planted = (0..<times).flatMap { _ in sentence(secret) }
      return exposure(sentence(secret), among: others.map(sentence), counted(pages + planted))
    }.mean
    exposures.append(times, bits)
    if times == 1 { afterOne = bits }
  }
  notebook.show(exposures)
  notebook.claim(
    "bits of exposure after one reading", afterOne, in: 5...10, scope: .builtInCorpus)

  //: Once is enough for a table, and a large model may need no more: how often a text is read and how odd it is
  //: decide. Hence gate 2, and why duplicates are removed before training: `data clean`.
  //:
  //: **Contamination** is the second: texts of a test stand in what was trained on. **Predict.** A table reads
  //: one half of those pages and is tested on the other. Another one reads both. What will it save?
  let half = pages.count / 2
  let (read, test) = (Array(pages.prefix(half)), Array(pages.suffix(half)))
  let (clean, contaminated) = (
    bits(of: test, by: counted(read)), bits(of: test, by: counted(pages))
  )
  let two = NumberStyle.decimals(2)
  notebook.show(
    "bits per byte on the test: \(two.text(clean)) clean, \(two.text(contaminated)) contaminated")
  notebook.claim(
    "bits per byte of the contaminated test, by those of the clean one", contaminated / clean,
    in: 0.1...0.85, scope: .builtInCorpus)

  //: Nothing in the second number says that it is false. So split by document, look for long stretches that
  //: test and training text share, and prefer what was written after the training text, as Bloomberg did.
}

/// log₂ of how many candidates there are, less log₂ of the sentence's rank among them by a table of counts.
private func exposure(
  _ own: [UInt8], among others: [[UInt8]], _ counts: ByteCounts
) -> Double {
  let cost = bits(of: own, by: counts)
  let rank = 1 + others.count { bits(of: $0, by: counts) < cost }
  return Double.log2(Double(others.count + 1) / Double(rank))
}
