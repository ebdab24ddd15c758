import WorkbookCore

func takeAway(_ notebook: Notebook) {
  //: ## What to take away
  //:
  //: - Exponent bits are range, fraction bits precision. Weights need little of the first.
  //: - Each bit is worth six decibels. What decibels are worth, only held-out text can say.
  //: - A scale for a small group keeps one large weight from spoiling all others.
  //: - 8 bits with a scale for each 32 weights are as good as free. 4 bits cost something, and how
  //:   much depends on the method: rounding with the inputs in mind costs no bit more.
  //: - Inputs have outliers. Small groups, setting them apart, or a small float let them be rounded too.
  //: - If you may train, train through the rounding: in 2 bits it won back two thirds of the loss here.
  //: - Weights that a step of training must move are kept in more bits, or rounded at random.
  //:
  //: ## What the best systems do today
  //:
  //: Weights for serving are often stored in 4 bits, in small groups, and rounded with a
  //: calibration text: by GPTQ, or by AWQ, which scales up the columns whose inputs are large
  //: before it rounds (Lin et al. 2023). New hardware multiplies small floats with a shared scale:
  //: the microscaling formats have one for each 32 numbers (Rouhani et al. 2023). OpenAI published
  //: gpt-oss with the weights of its experts in such a format, 4.25 bits each (OpenAI 2025).
  //:
  //: Training has followed. DeepSeek-V3 computed most of its products in 8-bit floats, with a scale
  //: for small blocks (DeepSeek-AI 2024).
  //:
  //: ## Further reading
  //:
  //: - Rounding after training: Frantar et al. 2022, arXiv 2210.17323; Lin et al. 2023, 2306.00978.
  //:   While training: Bengio et al. 2013, 1308.3432; Liu et al. 2023, 2305.17888.
  //: - Outliers: Dettmers et al. 2022, 2208.07339; Xiao et al. 2022, 2211.10438.
  //: - Formats: Micikevicius et al. 2017, 1710.03740, and 2022, 2209.05433; Rouhani et al. 2023,
  //:   2310.10537. In use:
  //:   DeepSeek-AI 2024, 2412.19437; OpenAI 2025, 2508.10925.
  //: - What rounding costs a model that has read much: Kumar et al. 2024, 2411.04330.
  //:
  //: Try: change the group from 32 to 128 weights in `roundedToGrid`: how many decibels does the
  //: cheaper scale cost? Train longer (`--tier overnight`): does the cliff move to the right?
  //: Multiply one weight of each group by 20 first, and watch what least squares does with it.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first open one. The capstone, 6.6, takes some 75 minutes: a format of
  //: your own for weights. The check packs three models by it, counts the bytes, and measures what the
  //: models then lose on unseen text, beside plain rounding.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 6))
}
