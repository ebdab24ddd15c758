import RealModule

/// Words that two texts share and use in different company: a sign that they mean something else.
///
/// Company is what stands within five words, weighed by how much more often than by chance (positive
/// pointwise mutual information, Church and Hanks 1990); two texts are compared by the cosine. Rare words
/// look unlike themselves, for want of company: so the cosine between the texts is set against that between
/// two halves of each text. It needs no model, and says nothing where a topic alone differs: read the
/// neighbours.
struct SenseScanner {
  struct Candidate: Hashable {
    let word: String
    /// 1 for a word that keeps as much company across the texts as within them.
    let likeness: Double
    let fieldNeighbours: [String]
    let generalNeighbours: [String]
  }

  private static let reach = 5
  private static let candidateLimit = 400
  private static let contextLimit = 1_500
  /// The most frequent words stand beside everything.
  private static let functionWords = 60
  private static let leastCount = 60
  /// A word whose halves have less in common is too rare, or too common, to tell.
  private static let leastLikenessWithin = 0.12

  /// The words whose company differs most, the most different first.
  static func candidates(
    field: AdviceText, general: AdviceText, counts: FieldTerms, limit: Int
  ) -> [Candidate] {
    let (own, other) = (counts.fieldCounts, counts.generalCounts)
    let shared = own.filter { $0.value >= leastCount / 4 && (other[$0.key] ?? 0) >= leastCount / 4 }
    func rarer(_ word: String) -> Int { min(own[word] ?? 0, other[word] ?? 0) }
    let ranked = shared.keys.sorted { (rarer($1), $0) < (rarer($0), $1) }
    let contexts = Array(ranked.dropFirst(functionWords).prefix(contextLimit))
    let asked = Array(
      contexts.filter { $0.utf8.count >= 5 && rarer($0) >= leastCount }.prefix(candidateLimit))
    guard asked.count >= 10 else { return [] }
    func halves(_ text: AdviceText) -> (Company, Company) {
      let texts = text.training.texts
      func half(_ parity: Int) -> [[UInt8]] {
        texts.indices.filter { $0 % 2 == parity }.map { texts[$0] }
      }
      return (
        Company(half(0), asked: asked, contexts: contexts),
        Company(half(1), asked: asked, contexts: contexts)
      )
    }
    let (first, second) = (halves(field), halves(general))
    let found = asked.indices.compactMap { index -> Candidate? in
      let within =
        (first.0.similarity(to: first.1, index) * second.0.similarity(to: second.1, index))
        .squareRoot()
      guard within >= leastLikenessWithin else { return nil }
      let across =
        (first.0.similarity(to: second.0, index) + first.1.similarity(to: second.1, index)
          + first.0.similarity(to: second.1, index) + first.1.similarity(to: second.0, index)) / 4
      return Candidate(
        word: asked[index], likeness: across / within,
        fieldNeighbours: Company.strongest(index, of: first, against: second).map { contexts[$0] },
        generalNeighbours: Company.strongest(index, of: second, against: first).map { contexts[$0] }
      )
    }
    return Array(found.sorted { ($0.likeness, $0.word) < ($1.likeness, $1.word) }.prefix(limit))
  }

  /// How much more often than by chance each context word stands beside each word that is asked.
  private struct Company {
    private let weights: [[Double]]

    init(_ texts: [[UInt8]], asked: [String], contexts: [String]) {
      let rows = Dictionary(uniqueKeysWithValues: asked.enumerated().map { ($1, $0) })
      let columns = Dictionary(uniqueKeysWithValues: contexts.enumerated().map { ($1, $0) })
      var counts = [[Double]](
        repeating: [Double](repeating: 0, count: contexts.count), count: asked.count)
      var columnCounts = [Double](repeating: 0, count: contexts.count)
      for text in texts {
        let words = WordScanner.words(in: text).map(\.text)
        let places = words.map { columns[$0] }
        for (index, word) in words.enumerated() {
          if let column = places[index] { columnCounts[column] += 1 }
          guard let row = rows[word] else { continue }
          for near in max(0, index - reach)..<min(words.count, index + reach + 1)
          where near != index {
            if let column = places[near] { counts[row][column] += 1 }
          }
        }
      }
      let all = max(1, columnCounts.reduce(0, +))
      weights = counts.map { row in
        let total = max(1, row.reduce(0, +))
        return row.indices.map { column in
          guard row[column] > 0, columnCounts[column] > 0 else { return 0 }
          return max(0, .log(row[column] / total / (columnCounts[column] / all)))
        }
      }
    }

    func similarity(to other: Company, _ row: Int) -> Double {
      let (a, b) = (weights[row], other.weights[row])
      let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
      let lengths = (a.reduce(0) { $0 + $1 * $1 }, b.reduce(0) { $0 + $1 * $1 })
      guard lengths.0 > 0, lengths.1 > 0 else { return 0 }
      return product / (lengths.0 * lengths.1).squareRoot()
    }

    /// What stands beside the word in both halves of one text, and less in the other text.
    static func strongest(
      _ row: Int, of own: (Company, Company), against other: (Company, Company)
    ) -> [Int] {
      func steady(_ pair: (Company, Company), _ column: Int) -> Double {
        min(pair.0.weights[row][column], pair.1.weights[row][column])
      }
      let columns = own.0.weights[row].indices.filter { steady(own, $0) > 0 }
      func lead(_ column: Int) -> Double { steady(own, column) - steady(other, column) }
      return columns.sorted { (lead($1), $0) < (lead($0), $1) }.prefix(3).map(\.self)
    }
  }
}
