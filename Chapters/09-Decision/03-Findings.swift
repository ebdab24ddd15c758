import WorkbookCore

//: ## What the chapters have measured
//:
//: Chapters leave numbers for this one. Where a chapter has not run on the same text, tier and seed, a cheap
//: stand-in is computed now, and the table says so. The stand-in is a table of byte counts: how often did this
//: byte follow those three? It trains in a blink, on any text, and answers the first question of any such
//: project: **how foreign is my text to what others have read?**

/// How often each byte followed the three before it, or two, or one, or none.
typealias ByteCounts = [[UInt64: [UInt8: Int]]]

func key(_ text: some Collection<UInt8>) -> UInt64 { text.reduce(1) { $0 << 8 | UInt64($1) } }

func counted(_ text: [UInt8]) -> ByteCounts {
  var counts = ByteCounts(repeating: [:], count: 4)
  for end in text.indices.dropFirst(3) {
    for order in 0...3 {
      counts[order][key(text[(end - order)..<end]), default: [:]][text[end], default: 0] += 1
    }
  }
  return counts
}

//: A context that was seen often is trusted; one that was seen seldom is blended with the shorter one below it,
//: in proportion to how many different bytes have followed (Witten and Bell 1991).

/// Bits per byte of a text by such counts.
func bits(of text: some Collection<UInt8>, by counts: ByteCounts) -> Double {
  let asked = Array(text)
  var bits = 0.0
  for end in asked.indices.dropFirst(3) {
    var p = 1.0 / 256
    for order in 0...3 {
      guard let row = counts[order][key(asked[(end - order)..<end])] else { continue }
      let (seen, kinds) = (Double(row.values.reduce(0, +)), Double(row.count))
      p = (Double(row[asked[end]] ?? 0) + kinds * p) / (seen + kinds)
    }
    bits -= .log2(p)
  }
  return bits / Double(max(1, asked.count - 3))
}

//: What both kinds of text make of held-out text of the field, beside what earlier chapters have left:

func gatherFindings(_ notebook: Notebook) throws -> Findings {
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
