import ExerciseKit

/// The known mistakes of exercise 5.5.
public var cardBytesMistakes: [KnownMistake<Chapter05.CardBytes>] {
  /// What is there for every parameter, and how many pieces each part is cut into.
  func wrong(
    _ sentence: String, working: Double = 2, gradient: Double = 4, optimizer: Double = 12,
    stages: (working: [Int], gradient: [Int], optimizer: [Int]) = ([3], [2, 3], [1, 2, 3]),
    pieces: @escaping (_ cards: Double, _ copies: Double) -> Double = { $0 / $1 }
  ) -> KnownMistake<Chapter05.CardBytes> {
    KnownMistake(sentence) { parameters, cards, copies, stage in
      func share(_ bytes: Double, _ cut: [Int]) -> Double {
        cut.contains(stage) ? bytes / pieces(cards, copies) : bytes
      }
      return parameters
        * (share(working, stages.working) + share(gradient, stages.gradient)
          + share(optimizer, stages.optimizer))
    }
  }
  return [
    wrong(
      "you cut over all cards: every copy of the model is whole, on its own cards",
      pieces: { cards, _ in cards }),
    wrong(
      "you cut into as many pieces as there are copies: the cards of one copy count",
      pieces: { _, copies in copies }),
    wrong("your optimizer keeps 8 bytes: a master copy and two averages are 12", optimizer: 8),
    wrong("you gave the gradient 2 bytes: here it is kept in 4", gradient: 2),
    wrong("you left out the gradient", gradient: 0),
    wrong(
      "you left out the working copy: the products take it, the update the master", working: 0),
    wrong(
      "you counted the weights alone: what training adds is eight times as much", gradient: 0,
      optimizer: 0),
    wrong(
      "you cut only what the stage adds: it cuts what the stages before it do, too",
      stages: ([3], [2], [1])),
    wrong(
      "you cut the gradient first: stage 1 is the optimizer's state, the largest part",
      stages: ([3], [1, 2, 3], [2, 3])),
    wrong(
      "you cut the working copy first: stage 1 is the optimizer's state, the largest part",
      stages: ([1, 2, 3], [2, 3], [3])),
    wrong(
      "you left the working copy whole: at stage 3 it is cut, too",
      stages: ([], [2, 3], [1, 2, 3])),
    wrong("you cut nothing, whatever the stage", stages: ([], [], [])),
    wrong(
      "you cut everything at every stage: only stage 3 does, and stage 0 cuts nothing",
      stages: ([0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3])),
    KnownMistake("you gave what all cards hold together, not one of them") {
      try cardBytes(parameters: $0, cards: $1, copies: $2, stage: $3) * $1
    },
    wrong(
      "you multiplied cards and copies: a copy has cards / copies of its own", pieces: { $0 * $1 }),
    wrong("you gave the working copy 4 bytes: here it takes 2", working: 4),
    wrong("your optimizer keeps 16 bytes: a master copy and two averages are 12", optimizer: 16),
    wrong("your optimizer keeps 4 bytes: a master copy and two averages are 12", optimizer: 4),
    wrong("you left out the optimizer's state", optimizer: 0),
    wrong(
      "you gave working copy and optimizer 4 and 8 bytes: it is 2 and 12", working: 4, optimizer: 8),
    wrong(
      "your stages begin one too late: stage 1 cuts the optimizer's state already",
      stages: ([], [3], [2, 3])),
    wrong(
      "your stages begin one too early: stage 0 cuts nothing",
      stages: ([2, 3], [1, 2, 3], [0, 1, 2, 3])),
    wrong(
      "you left the gradient whole: from stage 2 on it is cut", stages: ([3], [], [1, 2, 3])),
    wrong(
      "you left the optimizer's state whole: from stage 1 on it is cut", stages: ([3], [2, 3], [])),
    KnownMistake("you counted every copy: one card holds a part of one copy") {
      try cardBytes(parameters: $0, cards: $1, copies: $2, stage: $3) * $2
    },
    wrong(
      "you took the root of the number of pieces", pieces: { ($0 / $1).squareRoot() }),
    wrong(
      "you cut everything from stage 1 on: it cuts the optimizer's state alone",
      stages: ([1, 2, 3], [1, 2, 3], [1, 2, 3])),
    KnownMistake("you cut into one piece more than a copy has cards") {
      parameters, cards, copies, stage in
      try cardBytes(parameters: parameters, cards: cards / copies + 1, copies: 1, stage: stage)
    },
    KnownMistake("your optimizer keeps 6 bytes: a master copy and two averages are 12") {
      parameters, cards, copies, stage in
      try cardBytes(parameters: parameters, cards: cards, copies: copies, stage: stage)
        - 6 * parameters / (stage >= 1 ? cards / copies : 1)
    },
    KnownMistake("you gave the gradient 8 bytes: here it is kept in 4") {
      parameters, cards, copies, stage in
      try cardBytes(parameters: parameters, cards: cards, copies: copies, stage: stage)
        + 4 * parameters / (stage >= 2 ? cards / copies : 1)
    },
    KnownMistake("you gave the working copy 1 byte: here it takes 2") {
      parameters, cards, copies, stage in
      try cardBytes(parameters: parameters, cards: cards, copies: copies, stage: stage)
        - parameters / (stage >= 3 ? cards / copies : 1)
    },
  ]
}
