import WorkbookCore

/// - Returns: the fields' texts, and the bytes of a sample of the second.
func learnPairs(
  _ notebook: Notebook
) throws -> (domains: [CourseText.Part], sampleBytes: [UInt8]) {
  //: # 1. Tokenizer: what a model sees instead of text
  //:
  //: A language model never sees a letter. It sees a list of whole numbers, the **tokens**, and
  //: guesses the next one. Somebody has to choose which pieces of text get a number of their own.
  //: That choice is made once, before training, and the model lives with it for ever.
  //:
  //: It is also the first place where a field's language costs money. A general vocabulary knows
  //: `the` and `garden`. It has never met `subordinated debentures`, and cuts it to bits. More bits
  //: mean more tokens for the same text: more compute, and less text in the model's window.
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
  let phrase = "subordinated debentures, naïvely yielding 4.2 %"
  notebook.show(try TokenStrip(phrase, tokenizer: ByteTokenizer(), title: "bytes"))

  //: `ï` became two tokens: UTF-8 spends two bytes on it. Attention compares every token with every
  //: earlier one (chapter 2), so a text of twice as many tokens is more than twice as dear. We want
  //: longer pieces.
  //:
  //: ## Byte pair encoding, the plain way
  //:
  //: The idea is from data compression (Gage 1994), and came to language models through translation
  //: (Sennrich, Haddow and Birch 2016). Start with bytes. Count all pairs of neighbours. Give the
  //: most frequent pair a number of its own, replace it everywhere, and count again. Stop when the
  //: vocabulary is as large as you like.
  //:
  //: One rule is easy to forget: what happens in a **tie**, when two pairs are equally frequent? We
  //: take the pair whose left token is older, then the one whose right token is. Any rule will do,
  //: so long as it is one. Without a rule the order of a hash table decides. In Swift that order
  //: changes with every start of the program, and the vocabulary would change with it.

  /// Learns merges by doing exactly what the paragraph above says, slowly.
  func learnMerges(_ text: [UInt8], count: Int) -> [BytePairMerge] {
    var ids = text.map { Int32($0) }
    var merges: [BytePairMerge] = []
    while merges.count < count {
      var counts: [[Int32]: Int] = [:]
      for (left, right) in zip(ids, ids.dropFirst()) { counts[[left, right], default: 0] += 1 }
      guard
        let best = counts.max(by: { a, b in
          a.value != b.value ? a.value < b.value : b.key.lexicographicallyPrecedes(a.key)
        })
      else { break }
      let made = Int32(256 + merges.count)
      merges.append(BytePairMerge(left: best.key[0], right: best.key[1], count: best.value))
      var merged: [Int32] = []
      var place = 0
      while place < ids.count {
        let fits =
          place + 1 < ids.count && ids[place] == best.key[0] && ids[place + 1] == best.key[1]
        merged.append(fits ? made : ids[place])
        place += fits ? 2 : 1
      }
      ids = merged
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
  //: learn **the same merges**, one for one; being fast and different is easy.
  //:
  //: The text comes from the fields that this chapter compares: real text of four fields where it is
  //: here (`./workbook data get course` brings it), and the four built-in worlds where it is not. The
  //: worlds are small grammars with a few thousand words each; what they say about language is little,
  //: and the chapter marks it. With `--corpus` the fields are your own, a path for each, behind a general
  //: text: `--general`, or the course's novels.
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

  //: (✓ stands before what must hold at every run. ○ stands before what depends on the machine, and on
  //: what else it does just now: it is looked at, and marked △ where it lies outside its usual band.)
  //:
  //: ## Words first, then pairs
  //:
  //: Real tokenizers do not merge across words. GPT-2 first cuts the text with a regular expression:
  //: a word with the space before it, a run of digits, a run of punctuation. Merges stay inside these
  //: pieces, so that `dog`, `dog.` and `dog!` do not become three entries.
  //:
  //: Where a model cuts is part of its character. Here are the cuts of three of them, before a single
  //: merge. `cl100k` is GPT-4's, and Llama 3 cuts alike.
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

  //: BloombergGPT went its own way twice (Wu et al. 2023, section 2.3). Every digit stands alone. And
  //: a space is a letter like any other, so that a token may hold **several words**. Both come back
  //: below.

  return (domains, sampleBytes)
}
