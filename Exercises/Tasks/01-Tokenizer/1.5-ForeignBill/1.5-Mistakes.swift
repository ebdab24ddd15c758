import ExerciseKit

/// The known mistakes of exercise 1.5.
public var foreignBillMistakes: [KnownMistake<Chapter01.ForeignBill>] {
  typealias Bill = (wordsInWindow: Double, extraOperations: Double, attentionRatio: Double)
  func wrong(
    _ sentence: String,
    _ change:
      @escaping (
        _ right: Bill, _ words: Double, _ own: Double, _ foreign: Double, _ window: Double,
        _ parameters: Double
      ) -> Bill
  ) -> KnownMistake<Chapter01.ForeignBill> {
    KnownMistake(sentence) { words, own, foreign, window, parameters in
      let right = try foreignBill(
        words: words, ownFertility: own, foreignFertility: foreign, window: window,
        parameters: parameters)
      return change(right, words, own, foreign, window, parameters)
    }
  }
  return [
    wrong("you multiplied the window by the fertility: more tokens a word, fewer words fit") {
      right, _, _, foreign, window, _ in
      (window * foreign, right.extraOperations, right.attentionRatio)
    },
    wrong("you asked your own vocabulary what fits, not the foreign one") {
      right, _, own, _, window, _ in
      (window / own, right.extraOperations, right.attentionRatio)
    },
    wrong("you gave all the operations, not those that the foreign vocabulary adds") {
      right, words, _, foreign, _, parameters in
      (right.wordsInWindow, 6 * parameters * words * foreign, right.attentionRatio)
    },
    wrong("you forgot the 6: forward and backward take six operations a parameter and token") {
      right, _, _, _, _, _ in
      (right.wordsInWindow, right.extraOperations / 6, right.attentionRatio)
    },
    wrong("you let attention grow like the tokens: every pair counts, so it is their square") {
      right, _, own, foreign, _, _ in
      (right.wordsInWindow, right.extraOperations, foreign / own)
    },
    wrong("you took the difference of the two windows: asked is what fits under the foreign one") {
      right, _, own, foreign, window, _ in
      (window / foreign - window / own, right.extraOperations, right.attentionRatio)
    },
    wrong("you returned tokens where operations are asked: 6 for each parameter and token") {
      right, words, own, foreign, _, _ in
      (right.wordsInWindow, words * (foreign - own), right.attentionRatio)
    },
    wrong("you took the ratio less 1 for the extra tokens a word: it is foreign − own") {
      right, words, own, foreign, _, parameters in
      (right.wordsInWindow, 6 * parameters * words * (foreign / own - 1), right.attentionRatio)
    },
    wrong("you squared the difference: a factor is a ratio, (foreign / own)²") {
      right, _, own, foreign, _, _ in
      (
        right.wordsInWindow, right.extraOperations, (foreign - own) * (foreign - own)
      )
    },
    wrong("you gave the attention scores of the foreign vocabulary, not by how much they grow") {
      right, _, _, foreign, _, _ in (right.wordsInWindow, right.extraOperations, foreign * foreign)
    },
    wrong("you left the words out: the whole text is read") {
      right, _, own, foreign, _, parameters in
      (right.wordsInWindow, 6 * parameters * (foreign - own), right.attentionRatio)
    },
    wrong("you counted what the own vocabulary takes, not what the foreign one adds") {
      right, words, own, _, _, parameters in
      (right.wordsInWindow, 6 * parameters * words * own, right.attentionRatio)
    },
    wrong("you took the share of the window that the own vocabulary would fill: words are asked") {
      right, _, own, foreign, window, _ in
      (window * own / foreign, right.extraOperations, right.attentionRatio)
    },
    KnownMistake(
      answer: "a better vocabulary saves nothing in your count: then the operations are below zero"
    ) {
      words, own, foreign, window, parameters in
      let right = try foreignBill(
        words: words, ownFertility: own, foreignFertility: foreign, window: window,
        parameters: parameters)
      return (right.wordsInWindow, max(0, right.extraOperations), right.attentionRatio)
    },
  ]
}
