import WorkbookCore

/// - Returns: the general model, for the next section.
func surprise(_ notebook: Notebook) throws -> GeneralModel {
  //: ## What surprises a general model
  //:
  //: One measure goes through the whole book. A model that gave a token the probability $p$ is surprised
  //: by $-\log_2 p$ **bits** when the token comes. One bit is a coin that falls heads; ten bits are one
  //: chance in a thousand. The bits of a text, divided by its bytes, are its **bits per byte**. The fewer
  //: they are, the better the model knows such text.
  //:
  //: Six sentences stand ready, two from each of three fields. One of the two could stand in a textbook.
  //: The other comes from a desk where people work: an entry of a court's calendar, a trader's line, a
  //: note from a ward. All six were written for this book; nobody is meant.
  //:
  //: The general model is SmolLM2-135M. It has 135 million **parameters**, the numbers that
  //: training sets; that is small for today. It has read two trillion tokens (Ben Allal et al.
  //: 2025). `./workbook data get smollm2-135m` brings it. Where it is not here, and in a smoke run,
  //: the chapter trains a stand-in within seconds. That one has read nothing but the built-in
  //: sentences on houses and gardens.
  //:
  //: **Predict.** Which of the six sentences surprises the model most, and which least? And *mens rea*,
  //: two words of Latin: do they cost it one bit, ten or thirty?
  let fields = Field.all
  let model = try GeneralModel.open(notebook, fields)
  notebook.show(model.introduction)
  for field in fields {
    notebook.show(try model.strip(field.textbook, title: "\(field.name), textbook"))
    notebook.show(try model.strip(field.desk, title: "\(field.name), desk"))
  }

  //: The number under each token is its surprise in bits. (Before the first stands the mark with
  //: which every text begins.) SmolLM2 takes the textbooks calmly, as if it had read them. *Mens rea*
  //: costs it some ten bits, most of them for the first letter: which word comes is news, how it goes
  //: on is known. The textbooks' greatest surprise is *subordinated debentures*: these two words, in
  //: six tokens, cost about as much as the rest of their sentence.
  //:
  //: At the desk it stumbles from token to token. The ward's line says that a patient with a weak heart has
  //: been short of breath for three days, gets a drug by drip, and may go home in the morning. Any nurse
  //: reads that. But shorthand, codes and the habits of a house are seldom put on the web. To the stand-in
  //: all of it is foreign; its numbers show only how one measures.
  let textbook = try fields.map { try model.bitsPerByte($0.textbook) }
  let desk = try fields.map { try model.bitsPerByte($0.desk) }
  if model.isExisting {
    notebook.claim(
      "the most surprising textbook sentence, by the least surprising line of a desk",
      (textbook.max() ?? 0) / (desk.min() ?? 1), in: 0...0.7)
    notebook.claim(
      "bits for the two words mens rea", try model.bits(of: " mens rea", in: fields[0].textbook),
      in: 4...16)
    notebook.claim(
      "bits of these behind their m", try model.bits(of: "ens rea", in: fields[0].textbook),
      in: 0...6)
    let debentures = try model.bits(of: "Subordinated debentures", in: fields[1].textbook)
    notebook.claim(
      "share of these two words in the bits of their sentence",
      debentures / (textbook[1] * Double(fields[1].textbook.utf8.count)), in: 0.35...0.65)
  } else {
    notebook.claim(
      "bits per byte of the least surprising of the six, by those of the text that it knows",
      (textbook + desk).min().map { $0 / model.knownBitsPerByte } ?? 0, in: 1.4...20,
      smoke: 1.1...20)
  }

  //: Two warnings. A dense line must surprise more: it says in one line what prose says in three,
  //: and much of its surprise is news that no training can take away. And six sentences illustrate,
  //: they prove nothing. `./workbook advise` measures documents of yours that were **held out**,
  //: that is kept from all training, and gives intervals; chapter 9 shows how to read them.
  //:
  //: With `--corpus`, here are the calmest and the hardest of some sentences of yours.
  for corpus in notebook.userCorpora {
    guard let found = try model.extremes(of: corpus, seed: notebook.seed) else { continue }
    notebook.show(try model.strip(found.calmest, title: "\(corpus.name), calmest"))
    notebook.show(try model.strip(found.hardest, title: "\(corpus.name), hardest"))
  }

  //: ## Break it: bits a token
  //:
  //: The mean surprise of a model is usually given for a **token**. Why does this book divide by bytes?
  //: Let us break the measure, and divide by tokens.
  //:
  //: **Predict.** By bytes, as the strips have it, a desk surprises some three to nine times as much as
  //: its textbook. And by tokens: more, as much, or less? Look at how long the tokens are.
  let byBytes = zip(textbook, desk).map { $1 / $0 }
  let perToken = try fields.map {
    (textbook: try model.bitsPerToken($0.textbook), desk: try model.bitsPerToken($0.desk))
  }
  notebook.show(model.tableByTokens(perToken, byBytes: byBytes))
  if model.isExisting {
    notebook.claim(
      "the desk's surprise by the textbook's: counted by tokens, over counted by bytes",
      perToken.reduce(0) { $0 + $1.desk / $1.textbook } / byBytes.reduce(0, +), in: 0.1...0.85)
  }

  //: The **vocabulary**, all tokens that a model has, gives the textbook whole words, and often cuts
  //: shorthand into a letter or two at a time. So a desk's line has more tokens for its length, and each
  //: stands for less text. Divided by them, a part of the surprise is out of sight: it lies in their
  //: number. And two models with two vocabularies cannot be compared at all in this way. Bytes are the same
  //: for everybody. (To the stand-in, which knows few words, both sides are letters.)
  //:
  //: Chapter 1 counts such pieces, and what they cost. Where later chapters speak of the loss of a token, all
  //: that they compare has one vocabulary. Whenever you read of a model's *perplexity*, which is two to the
  //: power of its bits a token, ask: whose tokens?

  return model
}
