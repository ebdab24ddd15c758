import ExerciseKit
import Foundation

extension Chapter08 {
  static var coverageProperties: Properties<Coverage> {
    typealias Question = (windows: Double, draws: Double, wantedShare: Double)
    typealias Output = (seenShare: Double, drawsNeeded: Double)
    let questions: [Question] = [
      (1e5, 1e5, 0.99), (20, 10, 0.3), (1_000, 4_000, 0.9), (3, 1, 0.5), (5, 2, 0.2),
      (40, 100, 0.95),
      (10, 1, 0.5), (10, 0, 0.5), (200, 100, 0.75), (8, 16, 0.6), (5_000, 2_500, 0.1),
    ]
    let inputs: [Facet<Question>] = [
      .number("windows", \.windows, in: 2...1e12), .number("draws", \.draws),
      .number("wantedShare", \.wantedShare, in: 0.001...0.999),
    ]
    let laws: [ExerciseKit.Law<Question, Output>] = [
      ExerciseKit.Law("a share lies from 0 to 1") { question, answer in
        answer.seenShare >= 0 && answer.seenShare <= 1
          ? nil
          : "\(written(question.draws)) draws of \(written(question.windows)) windows have seen "
            + "\(answer.seenShare) of them: a share lies from 0 to 1"
      },
      ExerciseKit.Law("no draw sees nothing, and one draw sees one window") { question, answer in
        guard question.draws <= 1 else { return nil }
        let wanted = question.draws / question.windows
        return abs(answer.seenShare - wanted) < 1e-9
          ? nil
          : "\(question.draws == 0 ? "no draws" : "one draw") of \(written(question.windows)) windows should "
            + "see \(written(wanted)) of them; yours sees \(written(answer.seenShare))"
      },
      ExerciseKit.Law("more draws see no more windows than there are draws") { question, answer in
        answer.seenShare * question.windows <= question.draws + 1e-6
          ? nil
          : "\(written(question.draws)) draws have seen \(written(answer.seenShare * question.windows)) "
            + "windows with you: more than were drawn"
      },
      ExerciseKit.Law("some draws hit a window that has come before") { question, answer in
        guard question.draws > 1 else { return nil }
        return answer.seenShare * question.windows < question.draws - 1e-9
          ? nil
          : "\(written(question.draws)) draws have seen as many windows with you: none has come twice, though "
            + "a window that was drawn may come again"
      },
      ExerciseKit.Law("each draw misses a window with the chance 1 − 1/n") { question, answer in
        guard question.draws > 0, answer.seenShare < 1 else { return nil }
        let spared = pow(1 - answer.seenShare, 1 / question.draws)
        let chance = question.windows * (1 - spared)
        return abs(chance - 1) < 1e-4
          ? nil
          : "by your seenShare one draw of \(written(question.windows)) windows misses a given one with the "
            + "chance 1 − \(written(chance))/\(written(question.windows))"
      },
      ExerciseKit.Law("so many draws as are needed are at least the windows wanted") {
        question, answer in
        let least = question.wantedShare * question.windows
        return answer.drawsNeeded >= least * 0.999_999
          ? nil
          : "you need \(written(answer.drawsNeeded)) draws to see \(written(question.wantedShare)) of "
            + "\(written(question.windows)) windows, which are \(written(least)): fewer draws than windows"
      },
      ExerciseKit.Law("the draws that are needed see the wanted share") { question, answer in
        let spared = log1p(-1 / question.windows)
        let seen = 1 - exp(answer.drawsNeeded * spared)
        return abs(seen - question.wantedShare) < 1e-6
          ? nil
          : "the \(written(answer.drawsNeeded)) draws that you need to see \(written(question.wantedShare)) of "
            + "\(written(question.windows)) windows see \(written(seen)) of them"
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("there are fewer draws than windows") { $0.draws < $0.windows },
      Trait("there are more draws than windows") { $0.draws > $0.windows },
      Trait("nothing is drawn") { $0.draws == 0 },
      Trait("more than one window is drawn") { $0.draws > 1 },
      Trait("there are few windows") { $0.windows < 50 },
    ]
    return Properties(
      of: questions, ask: { try $0($1.windows, $1.draws, $1.wantedShare) }, inputs: inputs,
      laws: laws, traits: traits)
  }
}
