import WorkbookCore

Notebook.chapter("01-Tokenizer") { notebook in
  let (domains, sampleBytes) = try learnPairs(notebook)
  try fitUnigram(notebook, sampleBytes: sampleBytes)
  let fields = try learnVocabularies(notebook, domains)
  let costs = try measureCosts(
    notebook, domains: domains, names: fields.names, columns: fields.columns,
    columnNames: fields.columnNames, sizeText: fields.sizeText)
  try measureFertility(notebook, fields)
  let comparison = try compareWithUnigram(notebook, domains, stream: fields.stream)
  try joinWords(notebook, domains, comparison)
  try cutNumbers(notebook, domains)
  try chooseSize(notebook, fields, counts: costs.counts)
  weighEmbedding(notebook)
  try addUpTheBill(notebook, fields, costs)
  takeAway(notebook)
}
