import WorkbookCore

/// From cheap runs to a law, and from a law to a plan.
let wayToAPlan = Schematic(
  "Cheap runs become a law; a dear run that no fit has seen tests it; law and budget become a plan",
  boxes: [
    .box("hidden", "one dear run", note: "locked away", column: 0, row: 0, hue: .vermilion),
    .box("test", "foretold?", column: 2, row: 0, shape: .round),
    .box("budget", "budget C", column: 3, row: 0),
    .box("runs", "many cheap runs", note: "N, D, loss", column: 0, row: 1, hue: .blue),
    .box("fit", "fit", note: "five constants", column: 1, row: 1, shape: .round),
    .box("law", "law", note: "L(N, D)", column: 2, row: 1, hue: .orange),
    .box("best", "best split", note: "N and D for C", column: 3, row: 1, hue: .orange),
    .box("plan", "plan", note: "size, text, days", column: 4, row: 1, hue: .green),
    .box("again", "runs drawn anew", column: 0, row: 2),
    .box("laws", "hundreds of laws", column: 1, row: 2),
    .box("interval", "interval", column: 2, row: 2, shape: .round),
  ],
  arrows: [
    .arrow("hidden", "test", "once, at the end"), .arrow("law", "test"),
    .arrow("runs", "fit"), .arrow("fit", "law"), .arrow("law", "best"),
    .arrow("budget", "best"), .arrow("best", "plan"),
    .arrow("runs", "again", "bootstrap", isDashed: true), .arrow("again", "laws", isDashed: true),
    .arrow("laws", "interval", isDashed: true), .arrow("interval", "plan", isDashed: true),
  ],
  columnWidth: 126, columnGap: 46)
