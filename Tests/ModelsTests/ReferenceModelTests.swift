import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Models that transformers made, held against what PyTorch computed with them.
final class ReferenceModelTests: XCTestCase {
  func testLogits() throws {
    for name in Fixtures.models {
      let model = try ReferenceModel(name)
      let decoder = try model.decoder()
      decoder.run()
      let expected = try model.reference.floats("logits")
      XCTAssertEqual(expected.count, decoder.logits.count, name)
      for (index, value) in expected.enumerated() {
        XCTAssertEqual(decoder.logits[index], value, accuracy: 1e-4, "\(name), logit \(index)")
      }
    }
  }

  func testLossAndEveryGradient() throws {
    for name in Fixtures.models {
      let model = try ReferenceModel(name)
      let store = model.store
      let arena = Arena()
      let gradients: BufferSlice<Float> = arena.allocate(store.layout.count, of: .nan)
      let decoder = try model.decoder(gradients: gradients)
      let loss = decoder.forward(scale: model.scale) * model.scale
      XCTAssertEqual(loss, Double(try model.reference.floats("loss")[0]), accuracy: 1e-5, name)
      decoder.backward(startingAnew: true)
      for mapping in store.configuration.tensorMappings {
        let expected = try model.reference.floats("gradient.\(mapping.tensor)")
        let parameter = try XCTUnwrap(store.layout[mapping.parameter])
        let gradient = gradients.part(parameter.offset, parameter.count)
        var difference = 0.0
        var norm = 0.0
        for (index, value) in expected.enumerated() {
          let gap = Double(gradient[mapping.place(of: index)] - value)
          difference += gap * gap
          norm += Double(value * value)
        }
        XCTAssertLessThanOrEqual(
          difference.squareRoot(), 1e-4 * norm.squareRoot(), "\(name): \(mapping.tensor)")
      }
    }
  }

  /// Gradients, clipping, the moments and the decay of matrices alone: an error in any of them shows
  /// within ten steps at this learning rate.
  func testTenStepsOfAdamW() throws {
    for name in Fixtures.models {
      let model = try ReferenceModel(name)
      let (store, layout) = (model.store, model.store.layout)
      let arena = Arena()
      let gradients: BufferSlice<Float> = arena.allocate(layout.count, of: 0)
      let firstMoments: BufferSlice<Float> = arena.allocate(layout.count, of: 0)
      let secondMoments: BufferSlice<Float> = arena.allocate(layout.count, of: 0)
      let decoder = try model.decoder(gradients: gradients)
      let expected = try model.reference.floats("adamWLosses")
      XCTAssertEqual(expected.count, 10)
      for (index, wanted) in expected.enumerated() {
        let loss = decoder.forward(scale: model.scale) * model.scale
        XCTAssertEqual(loss, Double(wanted), accuracy: 1e-4, "\(name), before step \(index)")
        decoder.backward(startingAnew: true)
        let squares = VectorKernels.sumOfSquares(gradients.pointer, count: gradients.count)
        let step = AdamWKernel.Step<Float>(
          learningRate: 0.01, beta1: 0.9, beta2: 0.95, epsilon: 1e-8,
          gradientScale: min(1, 1 / (squares.squareRoot() + 1e-6)), step: index + 1)
        for parameter in layout.specifications {
          AdamWKernel.update(
            parameters: store.values.pointer + parameter.offset,
            gradients: gradients.pointer + parameter.offset,
            firstMoments: firstMoments.pointer + parameter.offset,
            secondMoments: secondMoments.pointer + parameter.offset, count: parameter.count,
            step: step, weightDecay: parameter.decays ? 0.1 : 0)
        }
      }
      XCTAssertLessThan(try XCTUnwrap(expected.last), try XCTUnwrap(expected.first), name)
    }
  }

  /// The mappings of a shape fill every element of every parameter exactly once.
  func testMappingsCoverTheLayout() throws {
    for family in ModelConfiguration.Family.allCases {
      for isHeadTied in [true, false] {
        let configuration = ModelConfiguration(
          family: family, vocabularySize: 7, contextLength: 5, width: 12, layerCount: 2,
          headCount: 6, keyValueHeadCount: family == .llama ? 2 : nil,
          headWidth: family == .llama ? 4 : nil, isHeadTied: isHeadTied)
        let layout = ParameterLayout(configuration)
        var counts = [Int](repeating: 0, count: layout.count)
        for mapping in configuration.tensorMappings {
          let parameter = try XCTUnwrap(layout[mapping.parameter], mapping.parameter)
          for index in 0..<mapping.count {
            let place = mapping.place(of: index)
            XCTAssertTrue(place >= 0 && place < parameter.count, mapping.tensor)
            counts[parameter.offset + place] += 1
          }
        }
        for parameter in layout.specifications {
          let part = counts[parameter.offset..<(parameter.offset + parameter.count)]
          XCTAssertTrue(part.allSatisfy { $0 == 1 }, "\(family): \(parameter.name)")
        }
      }
    }
  }
}
