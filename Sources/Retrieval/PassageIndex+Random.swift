import Groundwork

extension PassageIndex {
  /// Passages that nobody asked for, as a control: what a passage of the field does by being one.
  ///
  /// - Parameters:
  ///   - count: at most so many, all different; fewer where fewer are left.
  ///   - names: of documents whose passages are left out.
  ///   - stream: the same stream draws the same passages.
  /// - Returns: passages with words in them, each equally likely at each place.
  public func random(
    count: Int, excluding names: Set<String> = [], using stream: inout RandomStream
  ) -> [Passage] {
    random(count: count, using: &stream) { !names.contains(passages[$0].document) }
  }

  /// The control for questions about a held-out document: drawn from what a search may find.
  ///
  /// - Parameter leakGuard: made by this index, for that document.
  public func random(
    count: Int, behind leakGuard: LeakGuard, using stream: inout RandomStream
  ) -> [Passage] {
    checkOwner(leakGuard)
    return random(count: count, using: &stream) { leakGuard.allows($0) }
  }

  private func random(
    count: Int, using stream: inout RandomStream, where isAllowed: (Int) -> Bool
  ) -> [Passage] {
    var left = passages.indices.filter { postings.counts[$0] > 0 && isAllowed($0) }
    let drawn = min(max(0, count), left.count)
    for place in 0..<drawn {
      left.swapAt(place, place + stream.index(below: left.count - place))
    }
    return left.prefix(drawn).map { passages[$0] }
  }
}
