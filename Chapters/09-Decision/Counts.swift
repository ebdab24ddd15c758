import WorkbookCore

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

/// Bits per byte of a text by such counts: each context is blended with the shorter one below it, in proportion to
/// how many different bytes have followed (Witten and Bell 1991).
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
