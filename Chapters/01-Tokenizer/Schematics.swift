import WorkbookCore

/// From a text to the numbers that a model computes with.
let fromTextToRows = Schematic(
  "Text becomes bytes, pieces, tokens, and at last rows of a table",
  boxes: [
    .box("text", "text", column: 0, row: 0),
    .box("bytes", "bytes", note: "UTF-8", column: 1, row: 0),
    .box("pieces", "pieces", note: "words, numbers, marks", column: 2, row: 0),
    .box("ids", "tokens", note: "one number a piece", column: 3, row: 0, hue: .blue),
    .box("rows", "rows of the embedding", note: "a list of numbers each", column: 4, row: 0),
    .box("model", "model", column: 5, row: 0, shape: .round),
    .box("corpus", "training text", column: 1, row: 1),
    .box("count", "count pairs, merge, repeat", column: 2, row: 1, hue: .orange),
    .box("merges", "vocabulary", note: "merges, in order", column: 3, row: 1, hue: .orange),
  ],
  arrows: [
    .arrow("text", "bytes"), .arrow("bytes", "pieces", "cut"),
    .arrow("pieces", "ids", "merge"), .arrow("ids", "rows", "look up"),
    .arrow("rows", "model"), .arrow("corpus", "count"), .arrow("count", "merges"),
    .arrow("merges", "ids", isDashed: true),
  ],
  groups: [.group("once, before training", ["corpus", "count", "merges"])],
  columnWidth: 108, columnGap: 58)
