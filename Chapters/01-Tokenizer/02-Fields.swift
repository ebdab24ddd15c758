import WorkbookCore

func learnVocabularies(
  _ notebook: Notebook, _ domains: [CourseText.Part]
) throws -> FieldVocabularies {
  //: ## One vocabulary a field
  //:
  //: Now in earnest. Every field gets a BPE vocabulary of its own, learned from its own text, all
  //: from equally many bytes as far as the texts go, and cut as GPT-2 does. One more is learned
  //: from an equal share of all fields together. Whatever is measured from here on is measured on
  //: **held-out** text: text that no vocabulary has learned from.
  //:
  //: A smaller BPE vocabulary is a larger one's first merges. So we train large ones once, and cut
  //: them to whatever size we like.
  let largest = notebook.pick(smoke: 4_096, lesson: 32_768)
  let size = notebook.pick(smoke: 1_024, lesson: 4_096)
  let names = domains.map(\.name)
  let mixture = CourseText(parts: domains).mixed(
    "all together", trainingBytes: domains[0].training.byteCount, heldOutBytes: 0,
    seed: notebook.seed)
  let merges = try (domains + [mixture]).enumerated().map { index, part in
    let trained = try notebook.vocabulary("field-\(index)", of: part.training, size: largest)
    return (trained as? BytePairTokenizer)?.merges ?? []
  }
  // 256 bytes, the merges, and a mark for the end of a text.
  let columns = merges.map { BytePairTokenizer(merges: Array($0.prefix(size - 257))) }

  //: **Predict.** How many tokens does each vocabulary need for the same phrase of finance?
  let example = "The underwriter priced subordinated debentures and floating-rate notes."
  for (index, name) in [(0, names[0]), (1, names[1]), (domains.count, "all together")] {
    notebook.show(
      try TokenStrip(example, tokenizer: columns[index], title: "vocabulary: \(name)"))
  }

  //: One phrase decides nothing. A field's vocabulary holds only what its own text says often, and
  //: central banks' minutes seldom speak of debentures. The next section counts on running text.
  //:
  //: Whatever the vocabulary, nothing may be lost: what is encoded must come back byte for byte,
  //: also text that no vocabulary has ever seen, and bytes that are no text at all.
  var stream = RandomStream(seed: notebook.seed).fork("round trip")
  let noise = (0..<20_000).map { _ in UInt8(stream.index(below: 256)) }
  let inputs = [noise, Array("Ünïcödé, 東京, 🧮".utf8)] + domains.flatMap(\.heldOut.texts)
  let roundTrips = try inputs.allSatisfy { bytes in
    try columns.allSatisfy { try $0.decode($0.encode(bytes)) == bytes }
  }
  notebook.claim("every text and 20,000 random bytes come back exactly", roundTrips)

  return FieldVocabularies(
    domains: domains, size: size, largest: largest, ownMerges: Array(merges.dropLast()),
    mixedMerges: merges[domains.count], own: Array(columns.dropLast()),
    mixed: columns[domains.count], stream: stream)
}
