import WorkbookCore

func takeAway(_ notebook: Notebook) {
  //: ## What to take away
  //:
  //: - Compare with something stupid, and where you can with something perfect. At first the loss is $\ln V$.
  //: - A step is: forward, backward, clip by one factor, AdamW, which moves every parameter by about the rate.
  //: - Warm up, then fall: along a cosine if the end is known, after a plateau if it is not.
  //: - Memory is four times the parameters, which ZeRO cuts, plus activations, which recomputation cuts.
  //: - Time is $6ND$ operations over a rate, which has two limits: the processor and the memory.
  //: - Products can do with 16 bits if the exponent keeps its 8; sums and parameters cannot.
  //:
  //: ## What the best systems do today
  //:
  //: SmolLM2 changed its data while the rate fell (Ben Allal et al. 2025). Llama 3.1's largest model cut its
  //: work four ways at once: by windows (with the state sharded), by matrices, by layers, and by the length
  //: of the text (Grattafiori et al. 2024). DeepSeek-V3 multiplied in 8-bit floats (chapter 6 builds them), and
  //: kept sums and parameters in more (DeepSeek-AI 2024). Muon, an optimizer that treats a
  //: matrix as a matrix, took about half of AdamW's operations to the same loss (Liu et al. 2025).
  //:
  //: ## Further reading
  //:
  //: - Optimizers: Kingma and Ba 2015, arXiv 1412.6980; Loshchilov and Hutter 2019, 1711.05101; Pascanu et
  //:   al. 2013, 1211.5063; Liu et al. 2025, Muon: 2502.16982. Schedules: Loshchilov and Hutter 2017,
  //:   1608.03983; Hoffmann et al. 2022, 2203.15556; Hu et al. 2024, 2404.06395; Hägele et al. 2024, 2405.18392.
  //: - Memory and cuts: Chen et al. 2016, 1604.06174; Rajbhandari et al. 2020, 1910.02054; Shoeybi et al. 2019,
  //:   1909.08053; Huang et al. 2019, 1811.06965. Bits: Micikevicius et al. 2017, 1710.03740.
  //: - Runs: Wu et al. 2023, BloombergGPT, with its logbook: 2303.17564; Grattafiori et al. 2024, 2407.21783;
  //:   DeepSeek-AI 2024, 2412.19437; Ben Allal et al. 2025, SmolLM2: 2502.02737.
  //:
  //: Try: twice the steps; half the width; in `shapes`, a decay of a twentieth and of a half. Or your own
  //: text: `./workbook run 5 --corpus filings.txt`, and outside the chapter `./workbook pretrain --help`.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first open one. The capstone, 5.6, takes some 60 minutes: you plan a run for
  //: a budget of examples, and the check trains by your plan, with seeds that you do not see.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 5))
}
