/// Of which domains the shares in the names of mixtures are, told by the losses: a domain's own loss is
/// the one that falls as its share rises.
enum MixtureDomainOrder {
  /// More would be more than 5,040 orders, and few mixtures tell so many domains apart.
  private static let mostDomains = 7
  /// The correlation by which the best order must be better than the next, on average over the domains.
  private static let margin = 0.1

  /// The texts in the order of the shares.
  ///
  /// - Throws: `MixtureLawError.unnamedDomains` where there are not as many texts as shares, or where
  ///   the losses leave the order open.
  static func names(texts: [String], runs: [MixtureRun]) throws(MixtureLawError) -> [String] {
    let count = runs.first?.shares.count ?? 0
    let unclear = MixtureLawError.unnamedDomains(shares: count, texts: texts)
    guard texts.count == count, (2...mostDomains).contains(count) else { throw unclear }
    let table = (0..<count).map { share in
      (0..<count).map { text in
        Correlation.linear(
          runs.map { $0.shares[share] }, runs.map { $0.losses[text] })
      }
    }
    guard table.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw unclear }
    var best: [Int] = []
    var (lowest, second) = (Double.infinity, Double.infinity)
    for order in orders(count) {
      let sum = order.enumerated().reduce(0.0) { $0 + table[$1.offset][$1.element] }
      second = min(second, max(sum, lowest))
      if sum < lowest { (best, lowest) = (order, sum) }
    }
    guard best.enumerated().allSatisfy({ table[$0.offset][$0.element] < 0 }),
      second - lowest > margin * Double(count)
    else { throw unclear }
    return best.map { texts[$0] }
  }

  private static func orders(_ count: Int) -> [[Int]] {
    var orders: [[Int]] = [[]]
    for _ in 0..<count {
      orders = orders.flatMap { order in
        (0..<count).filter { !order.contains($0) }.map { order + [$0] }
      }
    }
    return orders
  }
}
