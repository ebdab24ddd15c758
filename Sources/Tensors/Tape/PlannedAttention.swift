import Groundwork

/// Attention by planned products; without them, see `AttentionKernel`.
extension AttentionKernel {
  /// As `forward` without planned products.
  @specialized(where Scalar == Float)
  static func forward<Scalar: TensorScalar>(
    _ queriesKeysValues: UnsafePointer<Scalar>, probabilities: UnsafeMutablePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, shape: AttentionShape, slopes: UnsafePointer<Scalar>?,
    documentStarts: UnsafePointer<Int32>?, by products: AttentionProducts<Scalar>
  ) {
    let (time, width) = (shape.time, shape.rowWidth)
    let input = products.operand(queriesKeysValues, count: shape.batch * time * width) { $0.input }
    for sequence in 0..<shape.batch {
      let base = sequence * time * width
      for head in 0..<shape.headCount {
        let matrix = probabilities + (sequence * shape.headCount + head) * time * time
        let target = out + sequence * time * shape.outputWidth + head * shape.headWidth
        for index in products.blocks.indices {
          let block = products.blocks[index]
          let first = index &* blockRows
          let end = min(first &+ blockRows, time)
          let scores = matrix + first * time
          block.scores.run(
            input + (base + shape.queryOffset(head) + first * width),
            input + (base + shape.keyOffset(head)), into: scores, accumulating: false)
          normalize(
            first..<end, of: matrix, sequence: sequence, slope: slopes?[head], shape: shape,
            documentStarts: documentStarts, scale: Scalar(shape.scale))
          block.output.run(
            products.operand(rowsOf: scores, rows: end - first, end: end, stride: time),
            input + (base + shape.valueOffset(head)),
            into: target + first * shape.outputWidth, accumulating: false)
        }
      }
    }
  }

  /// As `backward` without planned products.
  @specialized(where Scalar == Float)
  static func backward<Scalar: TensorScalar>(
    outGradient: UnsafePointer<Scalar>, _ queriesKeysValues: UnsafePointer<Scalar>,
    probabilities: UnsafePointer<Scalar>, gradient: UnsafeMutablePointer<Scalar>,
    scratch: UnsafeMutablePointer<Scalar>, shape: AttentionShape,
    by products: AttentionProducts<Scalar>
  ) {
    let (time, width) = (shape.time, shape.rowWidth)
    let scale = Scalar(shape.scale)
    let input = products.operand(queriesKeysValues, count: shape.batch * time * width) { $0.input }
    let dOut = products.operand(outGradient, count: shape.batch * time * shape.outputWidth) {
      $0.outGradient
    }
    for sequence in 0..<shape.batch {
      let base = sequence * time * width
      for head in 0..<shape.headCount {
        let queryAt = base + shape.queryOffset(head)
        let keyAt = base + shape.keyOffset(head)
        let valueAt = base + shape.valueOffset(head)
        let matrix = probabilities + (sequence * shape.headCount + head) * time * time
        let outAt = sequence * time * shape.outputWidth + head * shape.headWidth
        let isFirstOfGroup = head % shape.groupSize == 0
        // The last block covers every key: it overwrites, and the others add.
        for index in products.blocks.indices.reversed() {
          let block = products.blocks[index]
          let first = index &* blockRows
          let end = min(first &+ blockRows, time)
          let adds = !(isFirstOfGroup && index == products.blocks.count - 1)
          let dBlock = dOut + (outAt + first * shape.outputWidth)
          let pBlock = matrix + first * time
          block.valueGradient.run(
            products.operand(rowsOf: pBlock, rows: end - first, end: end, stride: time), dBlock,
            into: gradient + valueAt, accumulating: adds)
          block.probabilityGradient.run(
            dBlock, input + valueAt, into: scratch, accumulating: false)
          for row in 0..<end &- first {
            let p = pBlock + row &* time
            let d = scratch + row &* end
            let mean = VectorKernels.dot(p, d, count: end)
            for j in 0..<end { d[j] = scale * p[j] * (d[j] - mean) }
          }
          let dScores = products.operand(
            rowsOf: scratch, rows: end - first, end: end, stride: end)
          block.queryGradient.run(
            dScores, input + keyAt, into: gradient + queryAt + first * width, accumulating: false)
          block.keyGradient.run(
            dScores, input + (queryAt + first * width), into: gradient + keyAt, accumulating: adds)
        }
      }
    }
  }
}
