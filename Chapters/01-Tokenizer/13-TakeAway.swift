import WorkbookCore

func takeAway(_ notebook: Notebook) {
  //: ## What to take away
  //:
  //: - A tokenizer trained elsewhere works on your text: every byte comes back. It costs tokens,
  //:   and it can cost more than that. GPT-3.5 and GPT-4 did sums far better when their digits were
  //:   grouped from the right (Singh and Strouse 2024).
  //: - A tokenizer is a list of pieces and a rule for cutting. Keep both with the model.
  //: - Measure the expense in tokens for **running text**, not for your favourite jargon.
  //: - A vocabulary learned from general and special text together wins back most of the loss, and
  //:   all of it where it may be larger.
  //: - Its size is a measurement: tokens × $\log_2 V$ on text of your own, then a look at the
  //:   embedding's share of the model.
  //: - Losses per token cannot be compared between vocabularies: a longer token is harder to guess.
  //:   From chapter 5 on we count **bits per byte**.
  //:
  //: ## What the best systems do today
  //:
  //: Byte-level BPE has become the rule, and vocabularies have grown: GPT-2 had 50,257 tokens,
  //: Llama 3.1 has 128,256 and Qwen3 151,936 rows in its table. Tao et al. (2024) fitted a law: the
  //: best size grows with the model, and most models had too small a one. Tokens of several words
  //: have come back as a second stage of BPE, after the words are learned (Liu et al. 2025). Others
  //: drop the vocabulary: a small model groups bytes where the next one is easy to guess, and the
  //: large model reads the groups (Pagnoni et al. 2024).
  //:
  //: Whoever continues a general model on a field can also extend its vocabulary. Swallow gave
  //: Llama 2 11,176 Japanese tokens, and the same text took 56 % fewer (Fujii et al. 2024). Where
  //: the model already writes the field's language, as with terms of finance in English, there is
  //: less to gain.
  //:
  //: ## Further reading
  //:
  //: - BPE: Gage 1994; Sennrich et al. 2016, arXiv 1508.07909. Unigram: Kudo 2018, 1804.10959;
  //:   compared: Bostrom and Durrett 2020, 2004.03720.
  //: - What a vocabulary costs: Rust et al. 2021, 2012.15613. Digits: Singh and Strouse 2024,
  //:   2402.14903.
  //: - Size: Wu et al. 2023, 2303.17564, section 2.3; Tao et al. 2024, 2407.13623.
  //: - Beyond words, and without them: Liu et al. 2025, 2503.13423; Pagnoni et al. 2024,
  //:   2412.09871. Another vocabulary for a finished model: Minixhofer et al. 2024, 2405.07883;
  //:   Fujii et al. 2024, 2404.17790.
  //:
  //: Try: change `size`, and see which column of the matrix moves most. Put your provider's price
  //: into `dollarsPerMillionTokens`. Replace `.gpt2` by `.bloomberg` in the unigram's training, as
  //: the paper has it. And give the chapter your own text, a path for each field: `./workbook run 1
  //: --corpus filings/ contracts/ --general novels/`.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 1.1` judges it. Five are
  //: short. The sixth, 1.6, is a **capstone**: some 75 minutes for a tokenizer of your own. The check
  //: trains it on text that you do not see, cuts unseen text with it, and holds the bytes that a
  //: token stands for against a BPE beside it.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 1))
}
