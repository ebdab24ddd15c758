// The umbrella over the core library: chapters and the command line import this one module.
@_exported import Advice
@_exported import Corpora
@_exported import ExerciseKit
@_exported import Figures
@_exported import Groundwork
@_exported import Inference
@_exported import Models
@_exported import Notebook
@_exported import Quantization
@_exported import Retrieval
@_exported import ScalingLaws
@_exported import Sweeps
@_exported import Tensors
@_exported import Tokenizers
@_exported import Training
@_exported import TrainingData
