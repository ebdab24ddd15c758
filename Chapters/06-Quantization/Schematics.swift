import WorkbookCore

/// What a file keeps of 32 weights, and what a reader makes of it.
let storedGroup = Schematic(
  "Of 32 weights a file keeps one scale and 32 small whole numbers: 18 bytes for 128",
  boxes: [
    .box("weights", "32 weights", note: "float32: 128 bytes", column: 0, row: 0.5, hue: .blue),
    .box("largest", "largest magnitude", column: 1, row: 0),
    .box("divide", "divide, round", column: 1, row: 1),
    .box("scale", "scale d", note: "float16: 2 bytes", column: 2, row: 0, hue: .orange),
    .box("codes", "32 codes q", note: "4 bits each: 16 bytes", column: 2, row: 1, hue: .orange),
    .box("product", "d × q", column: 3, row: 0.5, shape: .round),
    .box("back", "32 weights", note: "at most 16 values", column: 4, row: 0.5, hue: .blue),
  ],
  arrows: [
    .arrow("weights", "largest"), .arrow("weights", "divide"), .arrow("largest", "scale"),
    .arrow("largest", "divide", "d"), .arrow("divide", "codes"), .arrow("scale", "product"),
    .arrow("codes", "product"), .arrow("product", "back"),
  ],
  groups: [.group("stored", ["scale", "codes"])], columnWidth: 124, columnGap: 62)
