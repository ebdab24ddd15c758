import WorkbookCore

func beginTheWeek(_ notebook: Notebook) {
  //: ## Week one
  //:
  //: The book began with a question about your text. This is how its tools answer it in five days:
  //:
  //: | day | what you do | with | what you hold in the evening |
  //: |:--|:--|:--|:--|
  //: | Monday | gather text, clean and deduplicate it | `data clean` | a data sheet, tokens at hand |
  //: | Tuesday | write 50 tasks; see what your terms cost | `tokenizer inspect`, chapter 1 | an evaluation plan |
  //: | Wednesday | measure the gift on both texts | `data get smollm2-135m`, `evaluate`, chapter 5 | the gap in bits per byte |
  //: | Thursday | climb the ladder on your own text | `advise --minutes 180` | a report with exit tests |
  //: | Friday | ask what would turn it | `run 9 --corpus`, `scaling plan` | one page: what, why, how sure, how much, what next |
  //:
  //: Then go up one rung, or none. `pretrain` trains adapters and goes on from models, `scaling mix` chooses a
  //: mixture, `quantize` makes it fit (chapter 6), `export` hands weights to other engines.
  //:
  //: ## What the best systems do today
  //:
  //: - They begin with a gift. Thomson-1.0 (2026) continued a model of 397 billion parameters on 200 billion
  //:   tokens, a third of them replayed, and merged the result back into its base (arXiv 2608.27147).
  //: - They retrieve. Of facts newer than itself Mistral 7B knew 48 %, 50 % after tuning, 88 % with retrieval,
  //:   81 % with both (Ovadia et al. 2024).
  //:
  //: ## What this cannot tell you
  //:
  //: - **The exchange rate and what is left of the gap** are the softest numbers. Move them and watch the map.
  //: - **Gains of passages and of training** come from one small model on one field. In truth they overlap.
  //: - **The laws** were fitted to web text, far below fifty billion parameters, and never to your field.
  //: - **Missing from the bill:** failed runs (Wu et al. print a diary), cleaning, tuning after pretraining.
  //:
  //: ## What to take away
  //:
  //: - Look at what you are given first, then count your different tokens.
  //: - Go up the ladder by exit tests. Begin at random weights only if your budget buys a better model than the
  //:   gift, if its vocabulary or licence does not fit, or for reasons that are not about loss.
  //: - Pair your comparisons, set a margin above your error, and say "not enough evidence" where that is so.
  //: - Of two equally good models take the smaller. You will run it longer than you trained it.
  //:
  //: ## Further reading
  //:
  //: BloombergGPT 2303.17564 and its aftermath 2305.05862; medical models and their bases 2411.04118;
  //: re-warming and replay 2403.08763; LoRA 2106.09685; what it learns and forgets 2405.09673; a law of
  //: continuing 2406.01375; retrieval or tuning 2312.05934; passages in the window 2302.00083; canaries
  //: 1802.08232; repeated text 2305.16264; laws that count use 2401.00448; over-training 2403.08540 and
  //: 2503.19206 (all of arXiv).
  //:
  //: Try: `--budget 20000`; then set `assumptions.fieldWeight` to 1, or `gifts.now` to `.neoX20B`, a smaller
  //: gift. Which recommendation changes first?
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 9.1` judges it. The capstone, 9.6,
  //: takes some 75 minutes: you write the memo that a case asks for as a function, and the check holds every
  //: number of twenty such memos against its own.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 9))
}
