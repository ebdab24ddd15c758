extension BytePairTokenizer {
  /// Merges one pre-token in O(n log n).
  func appendLong(_ word: UnsafeBufferPointer<UInt8>, to ids: inout [Int32]) {
    if let id = wholeWordID(word) {
      ids.append(id)
      return
    }
    // A byte without a token is left out: its neighbours stand side by side.
    let symbols = word.map { byteIDs[Int($0)] }.filter { $0 >= 0 }
    PairMerging.merge(symbols, ranks: ranks, mergedIDs: mergedIDs, into: &ids)
  }
}
