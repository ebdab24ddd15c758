import WorkbookCore

func askForUses(_ notebook: Notebook) {
  //: # 0. When is a model enough?
  //:
  //: A lawyer reads *consideration* and thinks of a price. A nurse reads *discharge* and thinks of a bed
  //: that is free, or of a wound. A general model has read both of them, and the rest of the web. Is that
  //: enough for your work? Or do you need a model of your own?
  //:
  //: This book answers with measurements. It builds every part of a language model once, small enough to
  //: be understood and to run on a laptop. Of each part it asks what it would buy you, and what it would
  //: cost. Often the answer is *no: take a model that exists*. It is worth a book to know when.
  //:
  //: This chapter is the door. It says what language models are used for. It measures where a general one
  //: is at a loss. Then it draws the map of the book, and of a project that would train a model.
  //:
  //: ## What a language model is asked to do
  //:
  //: A **language model** gives a probability to each possible next piece of a text. Such a piece
  //: is a **token**: a word, or a part of one. That is all that the model does. Every use is made
  //: of it.
  //:
  //: | use | from | to | it is good when |
  //: |:--|:--|:--|:--|
  //: | classify | a document | one of a few labels: is this clause a warranty? | the labels are right |
  //: | tag | a text | its names, doses, amounts | nothing is missed, nothing invented |
  //: | search | a question | the passages that answer it | the right one is among the first |
  //: | rewrite | a text | another that says the same: shorter, plainer, translated | it says the same |
  //: | answer | a question and passages | an answer, and where it stands | it stands there |
  //: | write on | the beginning of a text | letters, notes, code | somebody uses it as it is |
  //: | act | a goal and tools | the next step | the task ends, at a known cost |
  //:
  //: The kind of model follows from the use. An **encoder** reads in both directions, and suits the
  //: first three. An **encoder–decoder** turns one text into another. A **decoder** writes from
  //: left to right, and does everything tolerably well. Most models of today are decoders, and most
  //: of this book is about them.
  //:
  //: One question comes before all of them: does the use need a model? A rule, a form or a search
  //: over the files costs less, and its mistakes can be explained. What it gets right is also the
  //: number that a model must beat.
}
