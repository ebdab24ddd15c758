import WorkbookCore

func takeAway(_ notebook: Notebook) {
  //: ## What to take away
  //:
  //: - The model gives probabilities; the sampler gives text. Judge them apart: a bad text at $T=1$
  //:   is the model's fault. A loop at $T=0$ has two causes: a sampler that always takes the
  //:   likeliest token, and an objective that leaves repeats too likely (Welleck et al. 2020).
  //: - Temperature trades variety against correctness: extract a figure greedily, brainstorm names hot.
  //: - Top-k, top-p and min-p remove the tail that temperature alone would feed. At equal repetition
  //:   they differed little here.
  //: - Beams find likelier texts, not better ones. A grammar makes the form certain, not the content.
  //: - The KV cache turns a quadratic loop into a linear one and asks for memory in return.
  //: - Speculative decoding draws from the same distribution with fewer passes of the large model.
  //:
  //: ## What the best systems do today
  //:
  //: Serving engines keep the cache in pages (Kwon et al. 2023) and work on many requests in one pass.
  //: Drafts are often a small head on the large model's last layer (Li et al. 2024), or heads of its own
  //: for later tokens (Cai et al. 2024). Grammars that nest, as JSON's brackets do, are compiled before the
  //: request (Dong et al. 2024). Makers publish the sampling settings of their models; begin there.
  //:
  //: ## Further reading
  //:
  //: - Cuts and penalties: Fan et al. 2018, arXiv 1805.04833; Holtzman et al. 2020, 1904.09751; Nguyen et
  //:   al. 2024, 2407.01082; Keskar et al. 2019, 1909.05858. Compared: Welleck et al. 2020, 1908.04319;
  //:   Zhang et al. 2020, 2004.10450.
  //: - Search: Stahlberg and Byrne 2019, 1908.10090; Wu et al. 2016, 1609.08144. Grammars: Willard and Louf
  //:   2023, 2307.09702; Park et al. 2024, 2405.21047; Dong et al. 2024, 2411.15100.
  //: - Speculation: Leviathan et al. 2023, 2211.17192; Chen et al. 2023, 2302.01318; Li et al. 2024,
  //:   2401.15077; Cai et al. 2024, 2401.10774. Pages: Kwon et al. 2023, 2309.06180.
  //:
  //: Try: swap temperature and top-p in `distribution`: which claim fails, and why? Set the lookahead to 1
  //: and to 8. Or your own text: `./workbook run 4 --corpus notes/`.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first open one. The capstone, 4.6, takes some 60 minutes: you write the
  //: loop of speculative decoding; the check holds 20,000 of its texts against the large model, by $\chi^2$.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 4))
}
