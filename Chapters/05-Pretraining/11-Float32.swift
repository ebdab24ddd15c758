import WorkbookCore

func keepFloat32(
  _ notebook: Notebook, _ run: PlannedRun, _ trained: PretrainedModel
) throws {
  let plan = run.plan

  //: **Break it.** Why keep the parameters in float32 at all, if products never see them so? Keep them in
  //: bfloat16 alone: after every update, round them. The gap between two bfloat16 numbers is up to 1/128 of
  //: them. Let the trained model go on with a hundredth of its peak rate, as runs whose rate falls to
  //: zero do near their end. **Predict.** AdamW's update is at most about as large as the rate. What will
  //: rounding make of it?
  var slow = plan.training
  slow.steps = notebook.pick(smoke: 6, lesson: 100)
  slow.schedule = .constant(peak: 0.01 * plan.training.schedule.peak, warmupSteps: 1)
  let kept = try goOn(run, trained, slow) { _ in }
  let broken = try goOn(run, trained, slow) { parameters in
    for i in 0..<parameters.values.count { parameters.values[i] = bfloat16(parameters.values[i]) }
  }
  let before = trained.result.validation[0].loss
  notebook.show(endingTable(before: before, kept: kept, broken: broken))
  checkEndings(notebook, kept: kept, broken: broken)

  //: Most updates are smaller than half the gap to the next number, and so they do nothing, however often
  //: they come. Float32 parameters collect them until they count. So the bfloat16 copy comes on top: 18
  //: bytes a parameter beside the $4 + 4 + 8$ of float32 alone. What shrinks are activations.
}
