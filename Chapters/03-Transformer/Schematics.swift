import WorkbookCore

/// A block between the stream before it and the stream behind it, narrow enough for a small screen: the
/// stream runs down the left, its layers stand on the right.
func blockSchematic() -> Schematic {
  Schematic(
    "A block adds to the stream twice: what attention has gathered, what the feed-forward layer makes",
    boxes: [
      .box("in", "stream", note: "(T, D)", column: 0, row: 0, shape: .round),
      .box("norm1", "normalize", column: 1, row: 0),
      .box("sum1", "+", column: 0, row: 1, shape: .round),
      .box("attention", "attention", note: "between positions", column: 1, row: 1, hue: .blue),
      .box("between", "stream", note: "(T, D)", column: 0, row: 2, shape: .round),
      .box("norm2", "normalize", column: 1, row: 2),
      .box("sum2", "+", column: 0, row: 3, shape: .round),
      .box(
        "forward", "feed-forward", note: "each position by itself", column: 1, row: 3,
        hue: .vermilion),
      .box("out", "stream", note: "(T, D)", column: 0, row: 4, shape: .round),
    ],
    arrows: [
      .arrow("in", "sum1", "unchanged"), .arrow("in", "norm1", "copy"),
      .arrow("norm1", "attention"), .arrow("attention", "sum1", "added"),
      .arrow("sum1", "between"), .arrow("between", "sum2", "unchanged"),
      .arrow("between", "norm2", "copy"), .arrow("norm2", "forward"),
      .arrow("forward", "sum2", "added"), .arrow("sum2", "out"),
    ],
    columnWidth: 132, columnGap: 64, rowGap: 32)
}
