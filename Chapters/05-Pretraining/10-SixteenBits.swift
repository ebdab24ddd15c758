import WorkbookCore

func halveTheBits(
  _ notebook: Notebook, _ run: PlannedRun, _ trained: PretrainedModel
) throws {
  //: ## Sixteen bits
  //:
  //: Half the bits are half the bytes, and on processors made for it twice the products. But which half?
  //: An **exponent** says how large a number is, a **mantissa** where it lies between two powers of two.
  //: Float16 keeps 5 bits for the first and 10 for the second. **Bfloat16** is a float32 with its lower
  //: half cut off: 8 and 7. BloombergGPT computed in it and kept its parameters in float32 (Wu et al. 2023).
  //:
  //: **Predict.** Float16 is eight times as precise. Training needs precision above all, or does it? Take
  //: the gradients of the model that was just trained and round them to both. What becomes of them?
  let nonzero = try gradientsOfOneBatch(run, trained).filter { $0 != 0 }
  let lossScale: Float = 4_096
  let fates = [
    ("float16", fate(nonzero, float16)),
    ("float16, loss times 4,096", fate(nonzero) { float16($0 * lossScale) / lossScale }),
    ("bfloat16", fate(nonzero, bfloat16)),
  ]
  notebook.show(fateTable(fates))
  checkFates(notebook, nonzero, fates)

  //: So training in float16 multiplies the loss by some thousands, and with it every gradient, and
  //: divides before the update: **loss scaling** (Micikevicius et al. 2017). Bfloat16 has the range of
  //: float32 and needs none. Its errors exceed those of scaled float16, but a gradient is noisy anyway.
  //:
  //: **Mixed precision** means: parameters, gradients and AdamW's averages in float32; beside them a
  //: bfloat16 copy of the parameters, made anew in every update; products that read bfloat16 numbers and
  //: add up in float32, where small terms do not vanish in a large sum. Plainly: round both factors,
  //: multiply, add. The library's product is oneDNN's, where the processor multiplies such numbers.
  let products = bfloat16Products(seed: notebook.seed)
  notebook.claim(
    "the error of a product of rounded numbers, relative to the product",
    relativeGap(products.rounded, products.exact), in: 5e-4...5e-3)
  if let fast = products.fast {
    notebook.claim(
      "oneDNN's product, relative to three loops over the same rounded numbers",
      relativeGap(fast, products.rounded), in: 0...1e-6)
  }
  let rates = productRates(threads: run.plan.training.replicas)
  notebook.observe(
    "the roof of bfloat16 over that of float32",
    (rates.last?.rate ?? 0) / (rates.first?.rate ?? 1), in: 0.3...20)

  //: Whether it is faster depends on the processor (the last line). Where the roof is higher, the slope
  //: is not: more parts of a step wait for memory than before.
}
