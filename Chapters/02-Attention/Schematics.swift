import WorkbookCore

/// From the rows of a text to what a head makes of them.
func headSchematic() -> Schematic {
  Schematic(
    "One head: every position asks with a query, is found by a key and gives a value",
    boxes: [
      .box("x", "X", note: "(T, D)", column: 0, row: 0, height: 3),
      .box("q", "queries Q", note: "X · W_Qᵀ  (T, d)", column: 1, row: 0, hue: .blue),
      .box("k", "keys K", note: "X · W_Kᵀ  (T, d)", column: 1, row: 1, hue: .blue),
      .box("v", "values V", note: "X · W_Vᵀ  (T, d)", column: 1, row: 2, hue: .blue),
      .box("scores", "scores", note: "Q · Kᵀ / √d  (T, T)", column: 2, row: 0.5),
      .box("shares", "mask, softmax", note: "weights (T, T)", column: 3, row: 0.5),
      .box("out", "weights · V", note: "(T, d)", column: 4, row: 1, shape: .round),
    ],
    arrows: [
      .arrow("x", "q"), .arrow("x", "k"), .arrow("x", "v"), .arrow("q", "scores"),
      .arrow("k", "scores"), .arrow("scores", "shares"), .arrow("shares", "out"),
      .arrow("v", "out"),
    ],
    groups: [.group("learned", ["q", "k", "v"])])
}

/// Three steps of writing: what is kept, and what is new.
func cacheSchematic() -> Schematic {
  var (boxes, arrows): ([Schematic.Box], [Schematic.Arrow]) = ([], [])
  var groups: [Schematic.Group] = []
  for step in 1...3 {
    let row = Double(step - 1)
    boxes.append(
      .box("query \(step)", "query \(step)", column: 0, row: row, hue: .vermilion, shape: .round))
    for token in 1...step {
      let isNew = token == step
      boxes.append(
        .box(
          "\(step).\(token)", "key \(token), value \(token)", note: isNew ? "new" : "kept",
          column: Double(token), row: row, hue: isNew ? .vermilion : .blue))
      if !isNew {
        arrows.append(.arrow("\(step - 1).\(token)", "\(step).\(token)", isDashed: true))
      }
    }
    arrows.append(.arrow("query \(step)", "\(step).1", "asks all"))
    groups.append(
      .group("", (1...step).map { "\(step).\($0)" }))
  }
  return Schematic(
    "The cache grows by one key and one value a token; old ones are never computed again",
    boxes: boxes, arrows: arrows, groups: groups, columnGap: 84, rowGap: 72)
}
