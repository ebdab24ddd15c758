//: # Nine hundred gigabytes on cards of forty
//: estimate, 10 minutes
//:
//: In mixed precision AdamW keeps for every parameter a working copy of 2 bytes, a gradient of 4,
//: and as the optimizer's state a master copy and two averages of 4 bytes each. ZeRO cuts this into
//: pieces over the cards that train one copy of the model (Rajbhandari et al. 2020): stage 1 the
//: optimizer's state, stage 2 the gradient too, stage 3 the working copy too; stage 0 nothing. How
//: many bytes does one card hold, without the activations and what stage 3 gathers for a moment?
//: BloombergGPT: 50.6 billion parameters, 512 cards, 4 copies, stage 3 (Wu et al. 2023).
//:
//: ## Hints
//:
//: 1. First the bytes a parameter without any cutting: 2 for the working copy, 4 for the gradient,
//:    12 for the optimizer.
//: 2. A piece is 1/(cards / copies) of the whole: the other copies hold the same again, and make no
//:    piece smaller.
//: 3. With g = cards / copies: stage 1 is N · (2 + 4 + 12/g), stage 2 is N · (2 + 16/g), stage 3 is
//:    N · 18/g, and stage 0 is 18 · N on every card.

import ExerciseKit

extension Chapter05 {
  /// From parameters, cards, copies of the model that train side by side and the stage of sharding,
  /// 0 to 3, to the bytes of training state on one card.
  public typealias CardBytes = (
    _ parameters: Double, _ cards: Double, _ copies: Double, _ stage: Int
  ) throws -> Double

  public static let cardBytes = Exercise<CardBytes>(
    properties: cardBytesProperties,
    check: { bytes in
      let whole = try bytes(1e9, 64, 1, 0)
      try Expect.that(
        whole.isFinite && whole > 0, "a billion parameters take some bytes, not \(whole)")
      try Expect.close(
        try bytes(1e9, 128, 1, 0), whole, relative: 1e-6,
        "at stage 0 twice the cards change nothing on one of them")
      for stage in 1...3 {
        let (more, less) = (try bytes(1e9, 64, 1, stage - 1), try bytes(1e9, 64, 1, stage))
        try Expect.that(
          less < more,
          "each stage leaves less on a card; stage \(stage - 1) has \(more), stage \(stage) has \(less)"
        )
      }
      try Expect.close(
        try bytes(1e9, 128, 1, 3) / bytes(1e9, 64, 1, 3), 0.5, relative: 1e-6,
        "at stage 3 twice the cards, as a share of the bytes")
      try Expect.close(
        try bytes(1e9, 256, 4, 3) / bytes(1e9, 64, 1, 3), 1, relative: 1e-6,
        "four times the cards for four times the copies, as a share of the bytes")
      try Expect.close(whole, 18e9, relative: 0.01, "a billion parameters at stage 0")
      for stage in 0...2 {
        try Expect.close(
          try bytes(1e9, 256, 4, stage) / bytes(1e9, 64, 1, stage), 1, relative: 1e-6,
          "four times the cards for four times the copies at stage \(stage), as a share of the bytes"
        )
      }
      try Expect.close(
        try bytes(1e9, 8, 1, 1), 7.5e9, relative: 0.01, "a billion parameters, 8 cards, stage 1")
      try Expect.close(
        try bytes(1e9, 8, 1, 2), 4e9, relative: 0.01, "a billion parameters, 8 cards, stage 2")
      try Expect.close(
        try bytes(50_558_868_480, 512, 4, 3), 7.110e9, relative: 0.01,
        "BloombergGPT on 512 cards in 4 copies at stage 3")
    },
    observe: { bytes in
      try (0...3).map { try bytes(50_558_868_480, 512, 4, $0) } + [bytes(1e9, 8, 1, 2)]
        + (0...3).map { try bytes(7e9, 24, 3, $0) } + (0...3).map { try bytes(2e9, 99, 9, $0) }
    })
}
