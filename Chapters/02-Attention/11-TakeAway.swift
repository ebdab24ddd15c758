import WorkbookCore

func takeAway(_ notebook: Notebook) {
  //: ## What the best systems do today
  //:
  //: - **Fewer keys and values.** The cache is the dearest part of a long context, so several heads
  //:   of queries share one of keys and values (grouped heads, Ainslie et al. 2023); Llama 3 has 8
  //:   of them at every size (Grattafiori et al. 2024). DeepSeek-V2 keeps a short vector for each
  //:   token and computes keys and values from it (DeepSeek-AI 2024).
  //: - **Short sight in most layers.** In Gemma 3 five of six layers look back 1,024 tokens (512 at 1B
  //:   and below), and only the sixth at everything (Gemma Team 2025): the square is paid there alone.
  //: - **No square in memory.** FlashAttention (Dao et al. 2022; Dao 2023) is the common way.
  //: - **Calmer scores.** Queries and keys are normalized before they meet (OLMo 2, Qwen3).
  //:
  //: ## What to take away
  //:
  //: - Attention is a weighted mean: queries meet keys, softmax makes shares, values are mixed.
  //:   $W_Q$, $W_K$, $W_V$ and $W_O$ are what it learns; $\sqrt d$ keeps the shares from being all
  //:   or nothing before anything is learned.
  //: - The mask hides what is to be guessed; a loss that is too good is a fault until it is explained.
  //: - Copying from the context took two layers here, and the heads for it grew by themselves. What
  //:   stands on the page need not be in the weights.
  //: - The same sums run fast as products, in blocks, in one pass; a running maximum and sum put
  //:   blocks together. Projections grow with $T$, attention with $T^2$, the cache with $T$.
  //:
  //: Try: a `certainty` of 3 in place of 12 (`Support.swift`): what becomes of the heads? Three layers:
  //: `[1, 2, 3]` where they grow. Your own text with `--corpus`: does it copy more than the worlds?
  //:
  //: ## Further reading
  //:
  //: Vaswani et al. 2017, *Attention Is All You Need*, arXiv 1706.03762. Olsson et al. 2022,
  //: induction heads, 2209.11895. Press et al. 2022, ALiBi, 2108.12409. Haviv et al. 2022, no
  //: positions, 2203.16634. Xiao et al. 2023, attention sinks, 2309.17453. Milakov and Gimelshein
  //: 2018, the running softmax, 1805.02867. Dao et al. 2022 and Dao 2023, FlashAttention,
  //: 2205.14135 and 2307.08691. Ainslie et al. 2023, grouped heads, 2305.13245. DeepSeek-AI 2024,
  //: DeepSeek-V2, 2405.04434. Grattafiori et al. 2024, Llama 3, 2407.21783. Gemma Team 2025, Gemma
  //: 3, 2503.19786. OLMo Team 2025, OLMo 2, 2501.00656. Yang et al. 2025, Qwen3, 2505.09388. Wu et
  //: al. 2023, BloombergGPT, 2303.17564.
  //:
  //: ## Exercises
  //:
  //: 2.1 masks a softmax, 2.2 counts costs, 2.3 and 2.5 hide a fault, 2.4 merges blocks. 2.6 is the
  //: **capstone**, of some 75 minutes: you write the weights of two heads that look words up, and the
  //: check runs them on hidden texts and counts the right guesses.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 2))
}
