import WorkbookCore

/// The loop that this chapter is about.
let trainingLoop = Schematic(
  "Pretraining is one loop: guess, compare, move every parameter a little",
  boxes: [
    .box("text", "windows of text", column: 0, row: 1),
    .box("forward", "forward", note: "a guess at every place", column: 1, row: 1, hue: .blue),
    .box("loss", "loss", note: "mean of −ln p", column: 2, row: 1, shape: .round),
    .box("backward", "backward", note: "a gradient a parameter", column: 3, row: 1, hue: .blue),
    .box("clip", "clip", note: "one factor", column: 4, row: 1, hue: .orange),
    .box("adam", "AdamW", note: "two averages", column: 5, row: 1, hue: .orange),
    .box("rate", "learning rate", note: "warm-up, fall", column: 5, row: 0),
    .box("parameters", "parameters", column: 5, row: 2),
  ],
  arrows: [
    .arrow("text", "forward"), .arrow("forward", "loss"), .arrow("loss", "backward"),
    .arrow("backward", "clip"), .arrow("clip", "adam"), .arrow("rate", "adam"),
    .arrow("adam", "parameters", "move"), .arrow("parameters", "forward", "the next step"),
  ],
  columnWidth: 112, columnGap: 40)

/// What each kind of parallelism cuts.
let sharding = Schematic(
  "Three cuts: through the batch, through the matrices, through the layers",
  boxes: [
    .box("d1", "all layers", note: "windows 1 to 4", column: 0, row: 0, hue: .blue),
    .box("d2", "all layers", note: "windows 5 to 8", column: 0, row: 1, hue: .blue),
    .box("t1", "left half of\nevery matrix", note: "all windows", column: 2, row: 0, hue: .orange),
    .box("t2", "right half of\nevery matrix", note: "all windows", column: 2, row: 1, hue: .orange),
    .box("p1", "layers 1 to 35", note: "all windows", column: 4, row: 0, hue: .vermilion),
    .box("p2", "layers 36 to 70", note: "all windows", column: 4, row: 1, hue: .vermilion),
    .box("sum", "sum of\ngradients", note: "once a step", column: 1, row: 0.5, shape: .round),
    .box("add", "sum of\noutputs", note: "in every layer", column: 3, row: 0.5, shape: .round),
  ],
  arrows: [
    .arrow("d1", "sum"), .arrow("d2", "sum"), .arrow("t1", "add"), .arrow("t2", "add"),
    .arrow("p1", "p2", "activations"),
  ],
  groups: [
    .group("batch: data parallel", ["d1", "d2", "sum"]),
    .group("matrix: tensor parallel", ["t1", "t2", "add"]),
    .group("layers: pipeline", ["p1", "p2"]),
  ],
  columnWidth: 120, columnGap: 40)
