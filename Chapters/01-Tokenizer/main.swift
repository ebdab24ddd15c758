import WorkbookCore

Notebook.chapter("01-Tokenizer") { notebook in
  let (domains, sampleBytes) = try learnPairs(notebook)
  let fields = try learnVocabularies(notebook, domains)
  let costs = try measureCosts(notebook, fields)
  try measureFertility(notebook, fields)
  try addUpTheBill(notebook, fields, costs)
  try fitUnigram(notebook, sampleBytes: sampleBytes)
  let comparison = try compareWithUnigram(notebook, domains, stream: fields.stream)
  try joinWords(notebook, domains, comparison)
  try cutNumbers(notebook, domains)
  let ownCurves = try compressByNumber(notebook, fields, counts: costs.counts)
  try chooseSize(notebook, fields, ownCurves)
  weighEmbedding(notebook)
  takeAway(notebook)
}
