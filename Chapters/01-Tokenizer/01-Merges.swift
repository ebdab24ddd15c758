import WorkbookCore

//: # 1. Tokenizer: what a model sees instead of text
//:
//: A language model never sees a letter. It sees a list of whole numbers, the **tokens**, and
//: guesses the next one. A **tokenizer** cuts text into pieces and gives each piece its number.
//: Its **vocabulary** is the list of all pieces that have one. It is chosen once, before training,
//: and the model lives with it from then on.
//:
//: A vocabulary is also the first place where a field's language costs money. A general one has a
//: number for `the` and for `garden`. It may have none for `debentures`, and cuts that word into
//: several pieces. More pieces mean more tokens for the same text: more compute, and less text in
//: the model's **window**, the tokens that it can read at once.
//:
//: This chapter answers two questions, on text of several fields:
//:
//: 1. How many tokens does a document of one field cost under the vocabulary of another?
//: 2. How large should a vocabulary be?
//:
//: On the way you build the two kinds of tokenizer that matter, **byte pair encoding** and the
//: **unigram language model**, each first in a version so plain that it cannot hide anything.
//:
//: ## Bytes: the vocabulary that can say everything
//:
//: The simplest tokenizer takes the bytes of UTF-8 as they are: 256 tokens, nothing is ever
//: unknown, and every text comes back exactly. Its price is length.
func learnPairs(
  _ notebook: Notebook
) throws -> (domains: [CourseText.Part], sampleBytes: [UInt8]) {
  let phrase = "subordinated debentures, naïvely yielding 4.2 %"
  notebook.show(try TokenStrip(phrase, tokenizer: ByteTokenizer(), title: "bytes"))

  //: `ï` became two tokens: UTF-8 spends two bytes on it. Attention compares every token with every
  //: earlier one (chapter 2), so a text of twice as many tokens costs more than twice as much. We
  //: want longer pieces. This is the way from a text to what the model computes with:
  try notebook.show(fromTextToRows, "pipeline")

  //: ## Byte pair encoding, the plain way
  //:
  //: The idea is from data compression (Gage 1994), and came to language models through translation
  //: (Sennrich, Haddow and Birch 2016). Start with bytes. Count all pairs of neighbours. **Merge**
  //: the most frequent pair: give it a number of its own, and replace it everywhere. Count again.
  //: Stop when the vocabulary is as large as you like.

  /// The tokens with every occurrence of a pair replaced, from left to right.
  func merge(_ ids: [Int32], _ left: Int32, _ right: Int32, into made: Int32) -> [Int32] {
    var merged: [Int32] = []
    var place = 0
    while place < ids.count {
      let fits = place + 1 < ids.count && ids[place] == left && ids[place + 1] == right
      merged.append(fits ? made : ids[place])
      place += fits ? 2 : 1
    }
    return merged
  }

  //: One rule is easy to forget: what happens in a **tie**, when two pairs are equally frequent? We
  //: take the pair whose left token is older, then the one whose right token is. Any rule will do,
  //: so long as it is one. Without a rule the order of a hash table decides. In Swift that order
  //: changes with every start of the program, and the vocabulary would change with it.

  /// Learns merges by doing exactly what the paragraphs above say, slowly.
  func learnMerges(_ text: [UInt8], count: Int) -> [BytePairMerge] {
    var ids = text.map { Int32($0) }
    var merges: [BytePairMerge] = []
    while merges.count < count {
      var counts: [[Int32]: Int] = [:]
      for (left, right) in zip(ids, ids.dropFirst()) { counts[[left, right], default: 0] += 1 }
      guard
        let (pair, count) = counts.max(by: { a, b in
          a.value != b.value ? a.value < b.value : b.key.lexicographicallyPrecedes(a.key)
        })
      else { break }
      ids = merge(ids, pair[0], pair[1], into: Int32(256 + merges.count))
      merges.append(BytePairMerge(left: pair[0], right: pair[1], count: count))
    }
    return merges
  }

  //: **Predict.** What are the first merges on `low lower lowest slow slower`? Five words share
  //: three letters. Write your guess down before you look.
  let toy = "low lower lowest slow slower"
  let toyMerges = learnMerges(Array(toy.utf8), count: 4)
  let toyTokenizer = BytePairTokenizer(merges: toyMerges, pattern: .none)
  notebook.show(try TokenStrip(toy, tokenizer: toyTokenizer, title: "after 4 merges"))

  //: Nobody told it about stems. Counting found `low`. It also made `lowe`, which is none.
  //:
  //: ## The same merges, but fast
  //:
  //: The plain version recounts the whole text for every merge. The library keeps, for every pair,
  //: its count and the list of words that hold it, and touches only what a merge changes. It must
  //: learn **the same merges**, one for one.
  //:
  //: The text comes from the fields that this chapter compares: real text of four fields where it
  //: is here (`./workbook data get course` brings it), and the four built-in worlds where it is
  //: not. The worlds are small grammars with a few thousand words each. They say little about
  //: language, and the chapter marks where. With `--corpus` the fields are your own, a path for
  //: each, behind a general text: `--general`, or the course's novels.
  notebook.show(notebook.textDescription)
  let domains = try notebook.domains(
    trainingBytes: notebook.pick(smoke: 200_000, lesson: 4_000_000),
    heldOutBytes: notebook.pick(smoke: 30_000, lesson: 200_000))
  let sample = domains[1].training.prefix(byteCount: notebook.pick(smoke: 6_000, lesson: 20_000))
  let sampleBytes = Array(sample.texts.joined())
  let mergeCount = notebook.pick(smoke: 40, lesson: 120)
  let (plain, plainTime) = Stopwatch.timed { learnMerges(sampleBytes, count: mergeCount) }
  let (fast, fastTime) = try Stopwatch.timed {
    try BytePairTokenizer.train(
      on: [sampleBytes], vocabularySize: 257 + mergeCount, pattern: .none)
  }
  notebook.claim(
    "the library learns the same \(mergeCount) merges as the plain version, in the same order",
    plain == fast.merges)
  notebook.observe("times faster than the plain version", plainTime / fastTime, in: 2...100_000)

  //: (✓ stands before what must hold at every run. ○ stands before what depends on the machine, and
  //: on what else it does just now: it is looked at, and marked △ where it lies outside its usual
  //: band.)
  //:
  //: To **encode** a new text, replay the merges on it, oldest first:
  func encode(_ text: [UInt8]) -> [Int32] {
    var ids = text.map { Int32($0) }
    for (rank, pair) in plain.enumerated() {
      ids = merge(ids, pair.left, pair.right, into: Int32(256 + rank))
    }
    return ids
  }
  let unseen = Array(domains[1].heldOut.texts.joined().prefix(sampleBytes.count))
  let replayed = encode(unseen)
  notebook.claim(
    "replayed merges and the library's encoder: the same tokens on unseen text",
    try fast.encode(unseen) == replayed)

  //: ## Break it: the longest piece first
  //:
  //: The vocabulary is a list of pieces. Why bother with the merges' order? Let us forget it, and
  //: take at every place the longest piece that fits.
  func encodeLongestFirst(_ text: [UInt8]) -> [Int32] {
    let pieces = (0..<Int32(256 + plain.count)).map { fast.bytes(of: $0) ?? [] }
    var ids: [Int32] = []
    var rest = text[...]
    while !rest.isEmpty {
      let fitting = pieces.indices.filter { rest.starts(with: pieces[$0]) }
      guard let best = fitting.max(by: { pieces[$0].count < pieces[$1].count }) else { break }
      ids.append(Int32(best))
      rest = rest.dropFirst(pieces[best].count)
    }
    return ids
  }

  //: **Predict.** Does the text still come back byte for byte? And how many of its tokens are cut
  //: elsewhere than before?
  let broken = encodeLongestFirst(unseen)
  // Some words that come out differently.
  let words = unseen.split(separator: 0x20).map { Array($0) }
  let examples = words.lazy.filter { encode($0) != encodeLongestFirst($0) }.prefix(6)
  for (name, encoder) in [("merges in order", encode), ("longest piece", encodeLongestFirst)] {
    notebook.show(TokenStrip(examples.flatMap(encoder), tokenizer: fast, title: name))
  }
  let moved = 1 - shareOfSamePlaces(broken, replayed, fast)
  checkBroken(notebook, isWhole: try fast.decode(broken) == unseen, moved: moved)

  //: Nothing crashes, nothing is lost, and no test of the round trip notices. But a model that was
  //: trained on the first list of tokens meets combinations in the second that it has never seen. A
  //: tokenizer belongs to its model **with its rule**, not only with its list of pieces.
  //:
  //: ## Words first, then pairs
  //:
  //: Real tokenizers do not merge across words. GPT-2 first cuts the text with a regular
  //: expression: a word with the space before it, a run of digits, a run of punctuation. Merges
  //: stay inside these pieces, so that `dog`, `dog.` and `dog!` do not become three entries. This
  //: first cut is called **pre-tokenization**.
  //:
  //: Models cut differently. Here are the cuts of three of them, before a single merge. `cl100k` is
  //: GPT-4's, and Llama 3 cuts alike.
  let sentence = "In 2023 New York's lenders held 1,234,567 floating-rate notes."
  func pieces(_ text: String, _ pattern: PreTokenPattern) -> [String] {
    let bytes = Array(text.utf8)
    return pattern.split(bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }
  for (name, pattern) in [
    ("GPT-2", PreTokenPattern.gpt2), ("cl100k", .cl100k), ("BloombergGPT", .bloomberg),
  ] {
    notebook.show(TokenStrip(pieces: pieces(sentence, pattern), title: name))
  }

  //: BloombergGPT went its own way twice (Wu et al. 2023, section 2.3). Every digit stands alone.
  //: And a space is a letter like any other, so that a token may hold **several words**. Part two
  //: comes back to both.

  return (domains, sampleBytes)
}
