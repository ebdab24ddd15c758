/// Which texts are nearly the same, found without comparing all with all.
///
/// Locality-sensitive hashing (Indyk and Motwani 1998, doi:10.1145/276698.276876): texts whose
/// MinHash signatures agree in all 4 rows of one of 32 bands are candidates: practically all pairs of
/// Jaccard similarity 0.8, 87 % of those at 0.5, 5 % of those at 0.2. Each candidate pair is then
/// measured exactly, so that no pair is linked by chance.
///
/// Two kinds of groups are kept, both connected by pairs: `copies` of at least `copyThreshold`, of
/// which one is enough, and `kin` of at least `kinThreshold`, which must not be torn apart by a split.
public struct NearDuplicates: Sendable {
  /// For each text, the first text of its group of copies: itself, where it is the first.
  public let copies: [Int]
  /// For each text, the first text of its group of kin.
  public let kin: [Int]
  /// For a text that is not the first of its copies: a text it was compared with, and how similar
  /// they are.
  public let closest: [Int: (other: Int, similarity: Double)]

  /// Pairs in one bucket are all compared up to so many texts; in larger buckets each text is compared
  /// with the first of each group.
  private static let bucketLimit = 256

  /// Finds groups among texts.
  ///
  /// - Parameters:
  ///   - texts: in their order; the first of several copies is the one that stays.
  ///   - signatures: one a text, by `MinHash.signature` over `Shingles`; nil leaves a text out.
  public init(
    texts: [[UInt8]], signatures: [[UInt32]?], copyThreshold: Double, kinThreshold: Double
  ) {
    self.init(
      count: texts.count, text: { texts[$0] }, signatures: signatures,
      copyThreshold: copyThreshold, kinThreshold: kinThreshold)
  }

  /// Finds groups among texts that are asked for when they are needed, which may be several times.
  public init(
    count: Int, text: (Int) throws -> [UInt8], signatures: [[UInt32]?], copyThreshold: Double,
    kinThreshold: Double
  ) rethrows {
    var copies = Groups(count: count)
    var kin = Groups(count: count)
    var closest: [Int: (other: Int, similarity: Double)] = [:]
    var compared: Set<UInt64> = []
    let least = min(copyThreshold, kinThreshold)
    for band in 0..<MinHash.bandCount {
      for bucket in Self.buckets(signatures, band: band) {
        // Kept while the bucket is at hand: each text's shingles are made once a bucket.
        var shingles: [Int: [UInt64]] = [:]
        func set(_ index: Int) throws -> [UInt64] {
          if let known = shingles[index] { return known }
          let made = Shingles.of(try text(index))
          shingles[index] = made
          return made
        }
        var earlier: [Int] = []
        for text in bucket {
          for other in earlier {
            if copies.first(of: text) == copies.first(of: other) { continue }
            guard compared.insert(UInt64(other) << 32 | UInt64(text)).inserted,
              let a = signatures[other], let b = signatures[text],
              // Three standard errors below the least similarity that counts.
              MinHash.similarity(a, b) >= least - 0.13
            else { continue }
            let similarity = try Shingles.jaccard(set(other), set(text))
            if similarity >= kinThreshold { kin.join(other, text) }
            if similarity >= copyThreshold {
              kin.join(other, text)
              copies.join(other, text)
              if closest[text] == nil { closest[text] = (other, similarity) }
            }
          }
          if bucket.count <= Self.bucketLimit
            || !earlier.contains(where: {
              kin.first(of: $0) == kin.first(of: text)
            })
          {
            earlier.append(text)
          }
        }
      }
    }
    self.copies = (0..<count).map { copies.first(of: $0) }
    self.kin = (0..<count).map { kin.first(of: $0) }
    self.closest = closest
  }

  /// Texts that agree in a band, in ascending order; only groups of two and more.
  private static func buckets(_ signatures: [[UInt32]?], band: Int) -> [[Int]] {
    var keys: [(key: UInt64, text: Int)] = []
    for (text, signature) in signatures.enumerated() {
      guard let signature else { continue }
      var key: UInt64 = 0
      for row in 0..<MinHash.rowCount {
        key = TextHash.combined(key, UInt64(signature[band * MinHash.rowCount + row]))
      }
      keys.append((key, text))
    }
    keys.sort { ($0.key, $0.text) < ($1.key, $1.text) }
    var buckets: [[Int]] = []
    var start = 0
    for end in 1..<max(keys.count + 1, 1)
    where end == keys.count || keys[end].key != keys[start].key {
      if end - start > 1 { buckets.append(keys[start..<end].map(\.text)) }
      start = end
    }
    return buckets
  }

  /// Disjoint sets, each known by its least member (Galler and Fischer 1964).
  private struct Groups {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func first(of member: Int) -> Int {
      var member = member
      while parents[member] != member {
        parents[member] = parents[parents[member]]
        member = parents[member]
      }
      return member
    }

    mutating func join(_ a: Int, _ b: Int) {
      let (a, b) = (first(of: a), first(of: b))
      parents[max(a, b)] = min(a, b)
    }
  }
}
