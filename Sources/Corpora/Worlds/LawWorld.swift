extension World {
  /// Courts, statutes and contracts.
  public static let law = World(
    name: "law", domainTerms: Lexicon.entries(terms)
  ) { stream in
    Grammar(
      name: "law",
      topics: [
        "Opinion of the court", "Motion to dismiss", "Lease agreement", "Criminal appeal",
        "Breach of contract", "Estate and trust", "Negligence claim", "Constitutional question",
      ],
      subjects: subjects(
        Lexicon.entries(cases),
        facts: [
          "COURT": Lexicon.entries(courts), "JUDGE": Lexicon.entries(judges),
          "RULE": Lexicon.entries(rules), "YEAR": (1948...1999).map { "\($0)" },
        ], &stream),
      categories: [
        Grammar.Category("doctrine", Lexicon.entries(doctrines)),
        Grammar.Category("party", Lexicon.entries(parties)),
        Grammar.Category("ruled", Lexicon.entries(rulings)),
        Grammar.Category("paper", Lexicon.entries(papers)),
        Grammar.Category("wrong", Lexicon.entries(wrongs)),
        Grammar.Category("quality", Lexicon.entries(qualities)),
        Grammar.Category("remedy", Lexicon.entries(remedies)),
        Grammar.Category("thing", Lexicon.entries(things)),
        Grammar.Category("source", Lexicon.entries(sources)),
        Grammar.Category("manner", Lexicon.entries(manners)),
        Grammar.Category("section", (1...80).map { "\($0)" }, isUniform: true),
        Grammar.Category(
          "days", ["ten", "fourteen", "thirty", "sixty", "ninety"], isUniform: true),
      ], templates: Lexicon.lines(templates), paragraphs: 2...4, sentences: 3...6)
  }

  private static let cases = """
    Alder v. Breck, State v. Corrigan, Dunne v. Estate of Dunne, Farley v. Gaunt Ferry,
    Holloway v. Ives, In re Jessop Trust, Keane v. Lister, Marsh v. Norwood Mills, State v. Orrin,
    Pym v. Quarles, Rowe v. Stanhope, Tully v. Underhill, Vance v. Wolcott, State v. Yarrow,
    Abbot v. Zeller, In re Bascombe, Crane v. Dodd, Everett v. Frost, State v. Grange, Hume v. Innes,
    Jarvis v. Kerr, Lang v. Moss Bank, Nash v. Oldfield, Price v. Quayle
    """
  private static let courts = """
    the Court of Appeal, the High Court, the District Court, the Supreme Court, the Chancery Division,
    the Circuit Court, the Crown Court, the Court of Claims
    """
  private static let judges = """
    Justice Merriam, Justice Aldous, Judge Pell, Justice Thorne, Judge Whitlock, Justice Okoro,
    Judge Ransome, Justice Vale, Judge Sterne, Justice Caldwell
    """
  private static let rules = """
    silence is no acceptance, past consideration is no consideration, a mere advertisement is no offer,
    ignorance of the law excuses nobody, he who seeks equity must do equity,
    no one may profit from his own wrong, doubt favours the accused, the thing speaks for itself
    """
  private static let doctrines = """
    mens rea, res judicata, promissory estoppel, actus reus, habeas corpus, stare decisis,
    the parol evidence rule, adverse possession, res ipsa loquitur, unjust enrichment,
    vicarious liability, proximate cause, sovereign immunity, contributory negligence,
    double jeopardy, the statute of frauds, eminent domain, due process, forum non conveniens,
    the rule against perpetuities, joint and several liability, undue influence, strict liability,
    collateral estoppel, consideration, privity of contract, specific performance, force majeure
    """
  private static let parties = """
    the plaintiff, the defendant, the appellant, the respondent, the lessee, the lessor, the testator,
    the executor, the trustee, the beneficiary, the mortgagee, the guarantor, the prosecution,
    the accused, the bailee, the promisee, the indemnified party, the intervenor, the guardian,
    counsel for the defence, the petitioner, the tortfeasor
    """
  private static let rulings = """
    held, affirmed, reversed, remanded, dismissed, sustained, overruled, vacated, granted, denied,
    construed, distinguished, upheld, quashed, enjoined, stayed
    """
  private static let papers = """
    the affidavit, the indictment, the pleading, the subpoena, the covenant, the deed, the codicil,
    the writ, the injunction, the deposition, the warranty, the complaint, the brief, the lien,
    the easement, the stipulation, the summons, the waiver, the power of attorney, the instrument
    """
  private static let wrongs = """
    larceny, fraud, trespass, defamation, perjury, embezzlement, conversion, nuisance, battery,
    negligence, manslaughter, breach of fiduciary duty, misrepresentation, extortion, bribery,
    false imprisonment, arson, conspiracy, malpractice, contempt
    """
  private static let qualities = """
    void, voidable, inadmissible, unconscionable, ambiguous, binding, unenforceable, irrevocable,
    prejudicial, hearsay, retroactive, discretionary, equitable, statutory, moot, frivolous,
    punitive, appealable, testamentary, joint
    """
  private static let remedies = """
    compensatory damages, injunctive relief, rescission, restitution, specific relief, a new trial,
    declaratory judgment, liquidated damages, an acquittal, a discharge, probation, costs,
    nominal damages, a stay of execution, attachment of the property, summary judgment
    """
  private static let things = """
    burden of proof, standard of review, chain of title, right of way, freehold estate, closing
    statement, duty of care, bill of lading, jury instruction, security interest, line of precedent,
    trial record, course of dealing, question of law, question of fact, term of years,
    scope of employment, cause of action
    """
  private static let sources = """
    the statute, the common law, the penal code, the constitution, the lease, the settled case law,
    the civil code, the will, the rules of evidence, the treaty, the bylaws, the charter
    """
  private static let manners = """
    hereby, forthwith, expressly, without prejudice, in good faith, jointly and severally, de novo,
    sua sponte, beyond a reasonable doubt, as a matter of law, ex parte, on the merits
    """
  private static let templates = """
    $NAME was decided by $COURT in $YEAR, and $JUDGE wrote the opinion.
    The rule of this case is that $RULE.
    Whether {doctrine} applies turns on the {thing} under {source}.
    Pursuant to section {section} of {source}, {party} shall {manner} serve {paper}.
    Counsel argued that {paper} was {quality} for want of {doctrine}.
    Judgment for {party} was {ruled} {manner}, and {remedy} was {ruled}.
    Upon proof of {wrong}, {party} is entitled to {remedy}.
    It is {ruled} that {doctrine} bars any claim for {wrong}.
    Nothing in {paper} shall release {party} from liability for {wrong}.
    Where {party} relies on {doctrine}, the {thing} lies with {party}.
    At trial, {party} moved to strike {paper} as {quality}.
    For consideration received, {party} {manner} assigns the {thing} to {party}.
    Within {days} days of {paper}, {party} may seek {remedy}.
    Because {paper} was {quality}, the conviction for {wrong} was {ruled}.
    A discharge of {party} does not extinguish the {thing}.
    Evidence of {wrong} is {quality} under section {section} of {source}.
    On appeal, {party} contends that {doctrine} was misapplied to the {thing}.
    In the absence of {doctrine}, {paper} is {quality}.
    Our cases have {ruled} the {quality} {thing} since $YEAR.
    Neither {party} nor {party} raised {doctrine} in {paper}.
    To establish {wrong}, {party} must show {doctrine} and {doctrine}.
    By {paper}, {party} waived {remedy} {manner}.
    This interest in land passes to {party} under {source}.
    Accordingly, {remedy} is {ruled} and {paper} is {ruled}.
    Under {source}, a {quality} {thing} binds {party}.
    Had {party} acted {manner}, {wrong} would not lie.
    Costs of {paper} fall on {party} for {wrong}.
    """
  private static let terms = """
    mens rea, actus reus, res judicata, habeas corpus, stare decisis, promissory estoppel,
    res ipsa loquitur, forum non conveniens, sua sponte, de novo, ex parte, parol evidence,
    adverse possession, unjust enrichment, vicarious liability, tortfeasor, appellant, testator,
    codicil, lessee, lessor, mortgagee, guarantor, bailee, promisee, affidavit, indictment, subpoena,
    deposition, easement, lien, injunctive relief, rescission, restitution, liquidated damages,
    summary judgment, perjury, larceny, embezzlement, unconscionable, inadmissible, hearsay,
    fiduciary duty, force majeure, consideration
    """
}
