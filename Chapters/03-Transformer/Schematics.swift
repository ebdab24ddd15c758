import WorkbookCore

/// A block between the stream before it and the stream behind it.
func blockSchematic() -> Schematic {
  Schematic(
    "A block adds to the stream twice: what attention has gathered, what the feed-forward layer makes",
    boxes: [
      .box("in", "stream", note: "(T, D)", column: 0, row: 0, shape: .round),
      .box("norm1", "normalize", column: 1, row: 1),
      .box("attention", "attention", note: "between positions", column: 2, row: 1, hue: .blue),
      .box("sum1", "+", column: 3, row: 0, shape: .round),
      .box("norm2", "normalize", column: 4, row: 1),
      .box(
        "forward", "feed-forward", note: "each position by itself", column: 5, row: 1,
        hue: .vermilion),
      .box("sum2", "+", column: 6, row: 0, shape: .round),
      .box("out", "stream", note: "(T, D)", column: 7, row: 0, shape: .round),
    ],
    arrows: [
      .arrow("in", "sum1", "unchanged"), .arrow("in", "norm1"), .arrow("norm1", "attention"),
      .arrow("attention", "sum1"), .arrow("sum1", "sum2", "unchanged"), .arrow("sum1", "norm2"),
      .arrow("norm2", "forward"), .arrow("forward", "sum2"), .arrow("sum2", "out"),
    ],
    columnWidth: 104, columnGap: 30)
}
