import WorkbookCore

/// How a window of a mixture is drawn.
let mixtureCoin = Schematic(
  "A mixture is a biased coin: every window comes from one text or from the other",
  boxes: [
    .box("general", "general text", note: "endless", column: 0, row: 0, hue: .blue),
    .box("own", "your own text", note: "as much as there is", column: 0, row: 1, hue: .vermilion),
    .box("coin", "coin", note: "own with share r", column: 1, row: 0.5, shape: .round),
    .box("window", "window", note: "at a random place", column: 2, row: 0.5),
    .box("batch", "batch", note: "as many tosses as windows", column: 3, row: 0.5),
    .box("loss", "loss", note: "r · own + (1 − r) · general", column: 4, row: 0.5, hue: .orange),
  ],
  arrows: [
    .arrow("general", "coin", "1 − r"), .arrow("own", "coin", "r"), .arrow("coin", "window"),
    .arrow("window", "batch"), .arrow("batch", "loss"),
  ],
  columnWidth: 122, columnGap: 44)
