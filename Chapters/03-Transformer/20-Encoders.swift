import Foundation
import WorkbookCore

//:part Encoders and encoder–decoders

func readBothWays(_ notebook: Notebook) {
  //: ## Ways to read
  //:
  //: In the first part of this chapter every position saw itself and what stands before it. A model
  //: that writes can see no more: the next word is not there yet. But a contract to be sorted lies
  //: on the table whole. Why should its first word not see its last?
  //:
  //: - An **encoder** lets every position see all others, before and after. It reads; it does not
  //:   write.
  //: - A **decoder** looks back only. It writes.
  //: - An **encoder–decoder** has two stacks. The first reads a text both ways. The second writes.
  //:   In each of its blocks its queries also look at keys and values that are made of the first
  //:   one's output. That is **cross-attention**.
  //: - With a **prefix**, one stack does both: the first $p$ tokens all see each other, the rest
  //:   looks back.
  //:
  //: In the attention one number tells these ways apart: $n_i$. Query $i$ sees the first $n_i$ keys
  //: and no others.
  //:
  //: $$o_i = \sum_{j < n_i} \operatorname{softmax}_{j < n_i}\!\Big(
  //: \frac{q_i \cdot k_j}{\sqrt d}\Big)\, v_j$$
  //:
  //: Counting from 0, $n_i$ is $i + 1$ in a decoder and $T$ in an encoder, $\max(p, i + 1)$ with a
  //: prefix, and in cross-attention the length of the other text.
  func attend(
    _ queries: [[Double]], to keys: [[Double]], _ values: [[Double]], seeing counts: [Int]
  ) -> [[Double]] {
    queries.indices.map { i in
      let scores = keys.prefix(counts[i]).map { key in
        zip(queries[i], key).reduce(0) { $0 + $1.0 * $1.1 } / Double(key.count).squareRoot()
      }
      let weights = scores.map { exp($0) }
      let total = weights.reduce(0, +)
      return values[0].indices.map { column in
        weights.indices.reduce(0) { $0 + weights[$1] / total * values[$1][column] }
      }
    }
  }

  //: The library's kernel takes the same counts. Six queries look at nine keys of another text, and
  //: the first query sees one of them, the last one six:
  var stream = RandomStream(seed: notebook.seed).fork("encoders")
  func rows(_ count: Int, _ width: Int) -> [[Double]] {
    (0..<count).map { _ in (0..<width).map { _ in stream.normal() } }
  }
  let (queries, keys, values) = (rows(6, 8), rows(9, 8), rows(9, 8))
  let slowly = attend(queries, to: keys, values, seeing: [1, 2, 3, 4, 5, 6])
  let fast = kernelAttention(queries, keys, values, seeing: [1, 2, 3, 4, 5, 6])
  notebook.claim(
    "largest difference of plain attention and the kernel",
    zip(slowly.joined(), fast).map { abs($0 - $1) }.max() ?? 1, in: 0...1e-12)

  //: **Predict.** Take a text of six tokens and change the third. At how many positions does
  //: attention give another result: in a decoder, in an encoder, with a prefix of four, with a
  //: prefix of two?
  func changed(_ reach: AttentionReach) -> Int {
    let counts = (0..<6).map { reach.visibleCount(at: $0, of: 6) }
    let text = Array(keys.prefix(6))
    var other = text
    other[2][0] += 1
    let (before, after) = (
      attend(text, to: text, text, seeing: counts), attend(other, to: other, other, seeing: counts)
    )
    return before.indices.count { before[$0] != after[$0] }
  }
  notebook.show(reachTable(changed))
  notebook.claim(
    "a decoder changes from there on, an encoder everywhere",
    changed(.causal) == 4 && changed(.all) == 6)

  //: A prefix behaves like an encoder for a change inside it, and like a decoder for one behind it.
}

/// The library's kernel on lists.
private func kernelAttention(
  _ queries: [[Double]], _ keys: [[Double]], _ values: [[Double]], seeing counts: [Int]
) -> [Double] {
  let arena = Arena()
  func slice(_ numbers: [Double]) -> BufferSlice<Double> {
    let slice: BufferSlice<Double> = arena.allocate(numbers.count, of: 0)
    slice.copy(from: numbers)
    return slice
  }
  let shape = CrossAttentionShape(
    batch: 1, queryTime: queries.count, keyTime: keys.count, headCount: 1,
    headWidth: queries[0].count)
  let out = slice(queries.flatMap { $0 })
  let visible: BufferSlice<Int32> = arena.allocate(counts.count, of: 0)
  visible.copy(from: counts.map { Int32($0) })
  let probabilities = slice([Double](repeating: 0, count: shape.probabilityCount))
  CrossAttentionKernel.forward(
    queries: slice(queries.flatMap { $0 }).pointer,
    keysValues: slice(zip(keys, values).flatMap { $0 + $1 }).pointer,
    visibleCounts: visible.pointer, probabilities: probabilities.pointer, into: out.pointer,
    shape: shape)
  return withExtendedLifetime(arena) { out.array }
}

private func reachTable(_ changed: (AttentionReach) -> Int) -> Table {
  let reaches: [(String, AttentionReach)] = [
    ("decoder", .causal), ("encoder", .all), ("prefix of four", .prefix(4)),
    ("prefix of two", .prefix(2)),
  ]
  var table = Table([.text("who reads"), .text("what positions 0 to 5 see"), .number("changed")])
  for (name, reach) in reaches {
    let counts = (0..<6).map { String(reach.visibleCount(at: $0, of: 6)) }
    table.append(name, counts.joined(separator: " "), changed(reach))
  }
  return table
}
