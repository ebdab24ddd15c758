import WorkbookCore

/// From scores to a token, and round again.
let samplerLoop = Schematic(
  "The sampler turns the model's scores into one token, which the model then reads",
  boxes: [
    .box("text", "text so far", column: 0, row: 0),
    .box("model", "model", note: "one pass", column: 1, row: 0, hue: .blue),
    .box("penalties", "penalties", note: "what has occurred", column: 2, row: 0, hue: .orange),
    .box("temperature", "divide by T", column: 3, row: 0, hue: .orange),
    .box("cut", "cut the tail", note: "top-k, top-p, min-p", column: 4, row: 0, hue: .orange),
    .box("draw", "draw", column: 5, row: 0, shape: .round),
    .box("grammar", "grammar", note: "allowed tokens", column: 2, row: 1),
    .box("stop", "stop?", note: "end of text, stop text, length", column: 5, row: 1),
  ],
  arrows: [
    .arrow("text", "model"), .arrow("model", "penalties", "logits"),
    .arrow("grammar", "penalties", isDashed: true),
    .arrow("penalties", "temperature"), .arrow("temperature", "cut", "softmax"),
    .arrow("cut", "draw"), .arrow("draw", "stop", "token"),
    .arrow("stop", "text", "not yet: append", around: .bottom),
  ],
  groups: [.group("sampler", ["penalties", "temperature", "cut", "draw"])],
  columnWidth: 110, columnGap: 66)

/// Draft, judge, keep.
let speculation = Schematic(
  "A draft guesses, the large model judges all guesses in one pass",
  boxes: [
    .box("text", "text so far", column: 0, row: 0.5),
    .box("draft", "draft model", note: "γ small passes", column: 1, row: 0, hue: .orange),
    .box("large", "large model", note: "one pass over all", column: 2, row: 0, hue: .blue),
    .box("test", "keep with\nmin(1, p/q)", note: "left to right", column: 3, row: 0),
    .box("rest", "draw from\nmax(0, p − q)", column: 4, row: 0, hue: .vermilion),
    .box("more", "draw one\nmore from p", column: 3, row: 1, hue: .blue),
    .box("next", "1 to γ + 1\nnew tokens", column: 5, row: 0.5, shape: .round),
  ],
  arrows: [
    .arrow("text", "draft"), .arrow("draft", "large", "tokens, q"),
    .arrow("large", "test", "p"), .arrow("test", "rest", "refused"),
    .arrow("test", "more", "all kept"), .arrow("rest", "next"), .arrow("more", "next"),
    .arrow("next", "text", "again", around: .bottom),
  ],
  columnWidth: 124, columnGap: 72)
