import WorkbookCore

//: # 6. Quantization: how few bits does a weight need?
//:
//: A trained model is a long list of numbers, its **weights**. Training kept each in 32 bits,
//: because it adds very small steps to not so small numbers. Once training is over nobody adds
//: anything any more. **Quantization** stores the same weights in fewer bits, by rounding them. A
//: model in 8 or 4 bits fits on a smaller card. Writing a token means reading every weight once, so
//: fewer bytes are also less to wait for.
//:
//: The question is what it costs. Not "is the quality still fine?" but how many **bits per byte**
//: of held-out text. In this chapter you round weights by hand, predict the error from the number
//: of bits, and then let the model pay.
//:
//: We need a model. It is the small GPT-2 of chapter 5; if it has not been trained yet, it is now.
//: Its matrices are rounded. Its **vectors**, the gains and biases, are few and stay as they are.
func meetTheWeights(_ notebook: Notebook) throws -> CourseModel {
  let text = notebook.courseText()
  let plan = try notebook.coursePlan(text)
  let model = try notebook.pretrain("course model", plan)
  let parameters = try ModelDirectory.read(model.folder)
  let matrices = parameters.layout.specifications.filter { !$0.isVector }
  let vectorShare =
    1 - Double(matrices.reduce(0) { $0 + $1.count })
    / Double(parameters.configuration.parameterCount.all)
  notebook.claim(
    "share of the parameters that are gains and biases, and stay as they are", vectorShare,
    in: 0...0.05)

  return CourseModel(text: text, model: model, parameters: parameters, matrices: matrices)
}
