import WorkbookCore

func gatherFindings(_ notebook: Notebook) throws -> Findings {
  //: ## What the chapters have measured
  //:
  //: Chapters leave numbers for this one. Where a chapter has not run on the same text, tier and seed, a cheap
  //: stand-in is computed now, and the table says so: a table of byte counts (how often did this byte follow
  //: those three?). It answers the first question: **how foreign is my text to what others have read?**
  notebook.show(notebook.textDescription)
  let texts = try notebook.comparedText(
    trainingBytes: notebook.pick(smoke: 100_000, lesson: 400_000), heldOutBytes: 20_000)
  let findings = try Findings(notebook, texts)
  notebook.show(findings.table)
  notebook.claim(
    "bits per byte on the field: table of general text, by its own",
    findings.foreign / findings.homely, in: 1.05...12, scope: .builtInCorpus)
  return findings
}
