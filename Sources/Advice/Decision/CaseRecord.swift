/// What became of a field's model: the record of those who tried.
public struct CaseRecord: Hashable, Sendable {
  /// Whether it did better on its field than the model that it began with, or than open models of its time where
  /// it began with none.
  public enum Outcome: String, CaseIterable, Sendable {
    case better
    /// Better in some ways, worse in others.
    case mixed
    case notBetter = "not better"
  }

  public let name: String
  /// When it was told.
  public let date: String
  /// How it was made.
  public let route: AdviceOption
  /// Tokens, devices, dollars, as far as they are told.
  public let effort: String
  public let result: String
  public let outcome: Outcome
  /// What it cost elsewhere, where somebody measured.
  public let price: String
  public let source: String

  /// Those whose result and source could be read, in the paper, its abstract, its code, or a digest that names the
  /// table; in the order of their dates.
  public static let all: [CaseRecord] = [
    CaseRecord(
      name: "BioMedLM 2.7B", date: "2022", route: .ownText,
      effort: "300B tokens of PubMed, 128 A100, 6.25 days",
      result: "MedQA 50.3, about 17 points over GPT-Neo 2.7B", outcome: .better, price: "",
      source: "arXiv 2403.18421"),
    CaseRecord(
      name: "BloombergGPT 50.6B", date: "Mar 2023", route: .mixture,
      effort: "569B tokens, 651k A100 hours",
      result: "five finance tasks 62.5 against 51.9–54.4 of open peers", outcome: .better,
      price: "MMLU 39.2, BLOOM 39.1; BIG-bench hard 42.0, BLOOM 44.9",
      source: "arXiv 2303.17564, tables 4 and 8"),
    CaseRecord(
      name: "… against GPT-4, prompted", date: "2023", route: .mixture, effort: "none for GPT-4",
      result: "FiQA 75.1 → 88.1, headlines 82.2 → 86.0, ConvFinQA 43.4 → 76.5; names 60.8 → 56.7",
      outcome: .notBetter, price: "", source: "arXiv 2305.05862, tables 2–8"),
    CaseRecord(
      name: "FinGPT v3.3", date: "2023", route: .adapted, effort: "one RTX 3090, 17.25 h, $17",
      result: "phrase bank F1 0.882; GPT-4 0.833", outcome: .better, price: "",
      source: "README of FinGPT, its own table"),
    CaseRecord(
      name: "Code Llama", date: "Aug 2023", route: .continued, effort: "500B tokens, 85 % code",
      result: "HumanEval, 7B: 12.2 → 33.5", outcome: .better, price: "GSM8K, 34B: 42.2 → 32.7",
      source: "arXiv 2308.12950"),
    CaseRecord(
      name: "ChipNeMo 70B", date: "Oct 2023", route: .continued, effort: "24B tokens, 9.2 % public",
      result: "design 52.3 → 76.6", outcome: .better, price: "MMLU 68.6 → 69.4: none",
      source: "arXiv 2311.00176, table 7"),
    CaseRecord(
      name: "Meditron 7B", date: "Nov 2023", route: .continued, effort: "48B tokens, 128 A100",
      result: "tuned on the tasks 53.5 → 58.9", outcome: .better, price: "",
      source: "its README and report, table 8"),
    CaseRecord(
      name: "Meditron 70B", date: "Nov 2023", route: .continued, effort: "48B tokens, 128 A100",
      result: "+1.8 over the base, tuned alike", outcome: .mixed, price: "",
      source: "its report, table 8"),
    CaseRecord(
      name: "DeepSeekMath 7B", date: "Feb 2024", route: .continued, effort: "500B tokens",
      result: "MATH 36.2; MMLU 42.9 → 54.9", outcome: .better, price: "none",
      source: "arXiv 2402.03300"),
    CaseRecord(
      name: "SaulLM-7B", date: "Mar 2024", route: .continued, effort: "30B tokens, 2 % replay",
      result: "LegalBench 0.61, 11 % over the best open one", outcome: .better, price: "",
      source: "arXiv 2403.03883"),
    CaseRecord(
      name: "medical models, head to head", date: "Nov 2024", route: .continued,
      effort: "models of others", result: "against their own bases: 12 % won, 50 % tied, 38 % lost",
      outcome: .notBetter, price: "", source: "arXiv 2411.04118"),
    CaseRecord(
      name: "e-Llama 70B", date: "Jan 2025", route: .continued, effort: "1T tokens, half general",
      result: "about +25 % on e-commerce", outcome: .better,
      price: "general board 29.7 → 28.7; 8B: 17.2 → 12.6", source: "arXiv 2501.09706"),
    CaseRecord(
      name: "Thomson-1.0", date: "Aug 2026", route: .continued,
      effort: "200B tokens, a third replay, last run about $450k",
      result: "law 73.3 → 78.4", outcome: .better, price: "code 43.9 → 39.9",
      source: "arXiv 2608.27147, table 1"),
  ]
}
