import ExerciseKit

extension Chapter02 {
  static var copiedNextProperties: Properties<CopiedNext> {
    typealias Question = (words: [Int], kinds: Int)
    let questions: [Question] = [
      ([0, 1, 2, 3, 4, 1], 5), ([0, 1, 2, 1, 3, 1], 5), ([0, 1, 2, 3], 5),
      ([0, 2, 1, 4, 3, 1, 4], 5), ([0, 3, 1, 3, 1, 3, 2, 3], 4), ([0, 4, 2, 1], 6),
      ([0, 5, 1, 5, 2, 5, 3, 5], 6), ([0, 1, 1, 2, 1], 3), ([0, 2, 3, 1, 2, 3, 4, 2], 5),
      ([0, 6, 5, 4, 3, 2, 1, 6], 7), ([0, 1], 4), ([0, 1, 2, 3, 1, 3, 2, 3, 1, 2], 5),
    ]
    let laws: [Law<Question, [Double]>] = [
      Law("each kind of word has a share") { question, shares in
        shares.count == question.kinds
          ? nil : "for \(question.kinds) kinds of words you give \(shares.count) shares"
      },
      Law("no share is below 0") { _, shares in
        (shares.min() ?? 0) < 0 ? "a share is below 0: \(written(shares.min() ?? 0))" : nil
      },
      Law("the shares add up to 1") { question, shares in
        let sum = shares.reduce(0, +)
        return abs(sum - 1) < 1e-6
          ? nil : "the shares after \(question.words) add up to \(written(sum)), not to 1"
      },
      Law("a word that was not read gets next to nothing") { question, shares in
        for (word, share) in shares.enumerated() where share > 0.01 {
          if !question.words.contains(word) {
            return
              "after \(question.words) you give \(written(share)) to the word \(word), which was "
              + "never read"
          }
        }
        return nil
      },
      Law("what followed the last word before gets nearly all, in equal shares") {
        question, shares in
        let followers = followers(question.words)
        guard !followers.isEmpty else { return nil }
        let last = question.words.last ?? 0
        for (word, share) in shares.enumerated() where share > 0.01 && !followers.contains(word) {
          let what =
            word == last
            ? "the last word itself"
            : preceders(question.words).contains(word)
              ? "a word that stood before it" : "a word that never followed it"
          return
            "after \(question.words) you give \(written(share)) to \(word), \(what): \(last) was "
            + "followed by \(followers)"
        }
        for word in Set(followers).sorted() {
          let wanted = Double(followers.count { $0 == word }) / Double(followers.count)
          if abs(shares[word] - wanted) > 0.01 {
            return
              "\(last) was followed by \(followers) so far, and \(word) gets \(written(shares[word])): "
              + (followers.count > 1
                ? "each time that it followed counts alike" : "it should get nearly all")
          }
        }
        return nil
      },
      Law("where the last word is new, all words read so far get alike, the start mark too") {
        question, shares in
        guard followers(question.words).isEmpty else { return nil }
        for word in Set(question.words).sorted() {
          let wanted =
            Double(question.words.count { $0 == word }) / Double(question.words.count)
          if abs(shares[word] - wanted) > 0.01 {
            return
              "the last of \(question.words) was not read before, so all words read so far are heard "
              + "alike, each \(written(wanted)); yours gives \(written(shares[word])) to \(word)"
          }
        }
        return nil
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("one kind of word more") { ($0.words, $0.kinds + 1) },
      Variation("the text without the start mark", isProbe: false) { question in
        question.words.count > 1 ? (Array(question.words.dropFirst()), question.kinds) : nil
      },
      Variation("the text without its last word", isProbe: false) { question in
        question.words.count > 1 ? (question.words.dropLast(), question.kinds) : nil
      },
      Variation("the last four words alone", isProbe: false) { ($0.words.suffix(4), $0.kinds) },
      Variation("the last three words alone", isProbe: false) { ($0.words.suffix(3), $0.kinds) },
      Variation("the last five words alone", isProbe: false) { ($0.words.suffix(5), $0.kinds) },
      Variation("the last word alone", isProbe: false) { ($0.words.suffix(1), $0.kinds) },
      Variation("the text read from its end", isProbe: false) {
        ($0.words.reversed(), $0.kinds)
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("the last word was not read before") { followers($0.words).isEmpty },
      Trait("the last word was read before") { !followers($0.words).isEmpty },
      Trait("the last word was followed by several words") { Set(followers($0.words)).count > 1 },
      Trait("the last word was read before more than once") { followers($0.words).count > 1 },
      Trait("the last word was read before once") { followers($0.words).count == 1 },
      Trait("the last word stands twice in a row") { $0.words.suffix(2).first == $0.words.last },
    ]
    return Properties(
      of: questions, tolerance: 0.002, ask: { try $0($1.words, $1.kinds) }, inputs: [],
      laws: laws, variations: variations, traits: traits)
  }

  private static func followers(_ words: [Int]) -> [Int] {
    words.indices.dropLast().filter { words[$0] == words.last }.map { words[$0 + 1] }
  }

  private static func preceders(_ words: [Int]) -> [Int] {
    words.indices.dropFirst().filter { words[$0] == words.last }.map { words[$0 - 1] }
  }
}
