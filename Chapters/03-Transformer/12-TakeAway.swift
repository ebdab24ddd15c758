import WorkbookCore

func takeAwayDecoder(_ notebook: Notebook) {
  //: ## What the best systems do today
  //:
  //: - **The parts of Llama**: RMSNorm before each layer, SwiGLU, rotary positions, grouped heads,
  //:   no biases, in Llama 3 and in Qwen3 (Grattafiori et al. 2024, Yang et al. 2025).
  //: - **Norms in more places.** OLMo 2 normalizes what its layers add, and queries and keys
  //:   besides (OLMo Team 2025); Gemma 3 normalizes before and after (Gemma Team 2025).
  //: - **Experts.** A *mixture of experts* has many feed-forward layers and sends each token through a
  //:   few: DeepSeek-V3 has 671 billion parameters and uses 37 billion for a token (DeepSeek-AI 2024).
  //:   The $6N$ of this chapter then counts the parameters in use.
  //:
  //: ## What to take away
  //:
  //: - A transformer is a sum: each layer reads a normalized copy of the stream and adds to it.
  //: - The loss is the surprise at the right token, $-\ln p_y$; its gradient at the logits is what
  //:   the model said minus what was true.
  //: - The chain rule walks back through the operations; each needs to know only its own way back.
  //: - $12D^2$ weights a block, a third in attention; $VD$ for the tokens. $6N$ operations a token,
  //:   a third more when activations are computed twice.
  //: - Four checks for every new model: no leak from the future, gradients against differences,
  //:   first loss $\ln V$, one batch by heart.
  //: - Families exchange parts, not the frame: normalization, bend, positions, heads.
  //:
  //: Try: take `normalized` out of `run` and look at the stream. `./workbook pretrain --family llama
  //: --kv-heads 1` trains such a model on your own text.
  //:
  //: ## Further reading
  //:
  //: Vaswani et al. 2017, arXiv 1706.03762. Radford et al. 2019, *Language Models are Unsupervised
  //: Multitask Learners* (GPT-2). Wu et al. 2023, BloombergGPT, 2303.17564, appendix A. Ba, Kiros and
  //: Hinton 2016, layer normalization, 1607.06450. Zhang and Sennrich 2019, RMSNorm, 1910.07467. Xiong
  //: et al. 2020, norms before or after, 2002.04745. Hendrycks and Gimpel 2016, GELU, 1606.08415. Shazeer
  //: 2019, multi-query attention, 1911.02150, and 2020, SwiGLU, 2002.05202. Su et al. 2021, rotary
  //: positions, 2104.09864. Press and Wolf 2017, the tied table, 1608.05859. Levine et al. 2020, depth
  //: and width, 2006.12467. Kaplan et al. 2020, 2001.08361. Touvron et al. 2023, Llama, 2302.13971, and
  //: Llama 2, 2307.09288. Ainslie et al. 2023, 2305.13245. Chen et al. 2023, positions scaled back,
  //: 2306.15595. OLMo Team 2025, 2501.00656. Gemma Team 2025, 2503.19786. Yang et al. 2025, Qwen3,
  //: 2505.09388. DeepSeek-AI 2024, DeepSeek-V3, 2412.19437. Grattafiori et al. 2024, 2407.21783.
}
