extension World {
  /// Courts, statutes and contracts.
  public static let law = World(
    name: "law", subjectName: "$PLAINTIFF v. $DEFENDANT",
    numbers: [
      Grammar.Category("section", (1...80).map { "\($0)" }, isUniform: true),
      Grammar.Category(
        "days", ["ten", "fourteen", "thirty", "sixty", "ninety"], isUniform: true),
    ],
    lexicon: """
      ## title
      Opinion of the court; Judgment; Reasons for decision; Leading opinion
      Motion to dismiss; Ruling on the pleadings; Interlocutory order; Summary disposition
      Lease agreement; Landlord and tenant; Conveyance of land; Schedule of covenants
      Criminal appeal; Appeal against sentence; Conviction reviewed; Crown case reserved
      Breach of contract; Contract dispute; Sale of goods; Commercial list
      Estate and trust; Construction of a will; Probate matter; Trustees' petition
      Negligence claim; Personal injury; Duty of care; Tort digest
      Constitutional question; Judicial review; Bill of rights; Separation of powers
      Arbitral award; Costs and enforcement; Settlement recorded; Conflict of laws
      Company law note; Directors' duties; Insolvency list; Shareholders' action

      # PLAINTIFF
      Alder, State, Dunne, Farley, Holloway, Jessop, Keane, Marsh, Orrin, Pym, Rowe, Tully, Vance,
      Yarrow, Abbot, Bascombe, Crane, Everett, Grange, Hume, Jarvis, Lang, Nash, Price, Ackroyd,
      Bellamy, Corrigan, Danvers, Eastwick, Fothergill, Garrick, Harcourt, Iveson, Kendrick,
      Lattimer, Mowbray, Needham, Ogilvie, Penrose, Quennell, Radcliffe, Saltmarsh, Tremaine,
      Upjohn, Vavasour, Wyndham

      # DEFENDANT
      Breck, Gaunt Ferry, Ives, Lister, Norwood Mills, Quarles, Stanhope, Underhill, Wolcott,
      Zeller, Dodd, Frost, Innes, Kerr, Moss Bank, Oldfield, Quayle, Ashdown Rural Council, Baxter
      Lines, Coalport Canal, Druce, Eltham Gas, Frobisher, Gresham Stores, Hatherley, Imperial Lead,
      Jolliffe, Kingsmead School, Lomax, Mercer, Newhaven Pilots, Orme, Polegate Dairy, Rudd,
      Secretary of State, Thirlby, Ulverston Quarries, Venables, Western Cable, Youlgreave

      # COURT
      the Court of Appeal, the High Court, the District Court, the Supreme Court, the Chancery
      Division, the Circuit Court, the Crown Court, the Court of Claims, the Admiralty Court, the
      Family Division, the Lands Tribunal, the Employment Tribunal, the Privy Council, the
      Bankruptcy Court

      # JUDGE
      Justice Merriam, Justice Aldous, Judge Pell, Justice Thorne, Judge Whitlock, Justice Okoro,
      Judge Ransome, Justice Vale, Judge Sterne, Justice Caldwell, Lord Harrow, Lady Munro, Chief
      Justice Dane, Judge Ferreira, Justice Banerjee, Lord Selwyn, Judge Lindqvist, Justice Adair,
      Lady Penhallow, Judge Cho

      ## RULE
      silence is no acceptance
      past consideration is no consideration
      a mere advertisement is no offer
      ignorance of the law excuses nobody
      he who seeks equity must do equity
      no one may profit from their own wrong
      doubt favours the accused
      the thing speaks for itself
      equity regards as done what ought to be done
      the later statute prevails over the earlier
      an accessory follows its principal
      no one can give what they have not got
      the burden lies on the party who asserts
      an agreement to agree binds nobody
      time is of the essence only where it is said
      a trust does not fail for want of a trustee
      delay defeats equity
      the law does not concern itself with trifles
      a contract is construed against its drafter
      special rules displace general ones

      # YEAR
      1921, 1934, 1948, 1951, 1953, 1956, 1958, 1961, 1963, 1964, 1967, 1969, 1970, 1972, 1973,
      1975, 1977, 1978, 1980, 1981, 1983, 1984, 1986, 1988, 1989, 1991, 1992, 1994, 1995, 1997,
      1998, 1999

      # STATUTE
      the Sale of Goods Act, the Limitation Act, the Trustee Act, the Wills Act, the Companies Act,
      the Evidence Act, the Theft Act, the Occupiers' Liability Act, the Rent Act, the Arbitration
      Act, the Land Registration Act, the Insolvency Act, the Unfair Terms Act, the Civil Procedure
      Code, the Bills of Exchange Act, the Misuse of Markets Act, the Public Order Act, the Patents
      Act

      # doctrine
      mens rea, res judicata, promissory estoppel, actus reus, habeas corpus, stare decisis, the
      parol evidence rule, adverse possession, res ipsa loquitur, unjust enrichment, vicarious
      liability, proximate cause, sovereign immunity, contributory negligence, double jeopardy, the
      statute of frauds, eminent domain, due process, forum non conveniens, the rule against
      perpetuities, joint and several liability, undue influence, strict liability, collateral
      estoppel, adequate consideration, privity of contract, specific performance, force majeure,
      anticipatory breach, assumption of risk, bona fides, caveat emptor, champerty, command
      responsibility, comparative fault, condonation, constructive notice, constructive trust,
      contra proferentem, cy-près, delegated legislation, detrimental reliance, diminished
      responsibility, duress, ejusdem generis, equality of arms, equitable tracing, equal
      protection, exhaustion of remedies, fair comment, felony murder, frustration of purpose, the
      fruit of the poisonous tree, good faith purchase, imputed knowledge, in loco parentis,
      inherent jurisdiction, judicial notice, jus cogens, laches, legal professional privilege,
      legitimate expectation, lex loci, lex mercatoria, lis pendens, the mailbox rule, marshalling,
      the mirror image rule, mitigation of loss, mutual mistake, natural justice, necessity, non est
      factum, novation, novus actus interveniens, the open court principle, pacta sunt servanda,
      pari passu ranking, parliamentary sovereignty, part performance, piercing the corporate veil,
      the political question doctrine, precedent, prescription, presumption of innocence,
      preemption, procedural fairness, proportionality, provocation, public policy, the purposive
      approach, qualified immunity, quantum meruit, ratification, reasonable doubt, rebus sic
      stantibus, rectification, remoteness of damage, res nullius, the right to silence, the rule in
      Shelley's case, self-defence, separability, severability, sham marriage, ultra vires,
      substantial performance, subrogation, substantive due process, survivorship, the thin skull
      rule, transferred intent, uberrima fides, the unclean hands doctrine, venue, voluntary
      assumption, waiver by election, wilful blindness, the without prejudice rule

      # party
      plaintiff, defendant, appellant, respondent, lessee, lessor, testator, executor, trustee,
      beneficiary, mortgagee, guarantor, prosecution, accused, bailee, promisee, indemnified party,
      intervenor, guardian, petitioner, tortfeasor, creditor, debtor, landlord, tenant, employer,
      vendor, purchaser, witness, claimant, administrator, assignee, assignor, bailor, bankrupt,
      bearer, bidder, buyer, carrier, cestui que trust, co-accused, complainant, consignee,
      consignor, contractor, counterclaimant, co-tenant, decedent, deponent, disseisor, donee,
      donor, drawee, drawer, endorsee, expert witness, fiduciary, foreman, freeholder, garnishee,
      grantee, grantor, heir at law, holder in due course, infant, informant, innocent purchaser,
      insured, insurer, invitee, joint obligor, judgment debtor, juror, legatee, licensee, licensor,
      life tenant, lienholder, liquidator, litigant in person, mortgagor, next friend, nominee,
      notary, obligee, obligor, occupier, offeree, offeror, official receiver, ombudsman, parolee,
      patentee, payee, pledgee, principal, prisoner, probationer, promisor, prosecutor, public
      defender, receiver, registrar, remainderman, residuary legatee, ratepayer, secured creditor,
      settlor, shareholder, signatory, sole trader, solicitor, squatter, subcontractor, surety,
      surveyor, co-owner, third party, transferee, trespasser, underlessee, ward

      # ruled
      held, affirmed, reversed, remanded, dismissed, sustained, overruled, vacated, granted, denied,
      construed, distinguished, upheld, quashed, enjoined, stayed, set aside, adjourned, certified,
      confirmed, considered, continued, declared, deferred, discharged, endorsed, entered, expunged,
      imposed, limited, modified, narrowed, nullified, pronounced, refused, reinstated, rescinded,
      reserved, restored, revoked, severed, struck out, superseded, suspended, taxed, transferred,
      varied, waived

      # paper
      affidavit, indictment, pleading, subpoena, covenant, deed, codicil, writ, injunction,
      deposition, warranty, complaint, brief, lien, easement, stipulation, summons, waiver, power of
      attorney, instrument, lease, will, mortgage, contract, acknowledgment, addendum, appearance
      bond, arbitration clause, articles of association, assignment, bail bond, bill of exchange,
      bill of particulars, bill of sale, by-law, case stated, caveat, charge sheet, charterparty,
      citation, collective agreement, compromise, consent order, conveyance, counterclaim,
      cross-appeal, debenture, declaration, decree nisi, default judgment, defence, demand letter,
      demurrer, disclaimer, discovery request, docket, engagement letter, escrow agreement, exhibit,
      extradition request, final order, forum clause, freezing order, gag order, general release,
      guarantee, heads of terms, holograph will, incorporation certificate, indemnity clause,
      interrogatory, joinder, judgment roll, jury verdict, land charge, letter of intent, letter of
      attorney, licence, living will, marriage settlement, memorandum, minute order, non-disclosure
      agreement, notice to quit, oath, originating summons, partnership deed, penalty clause, plea
      bargain, prenuptial agreement, presentence report, probate copy, promissory note, protective
      order, proxy form, quitclaim, receiver's report, reply brief, restraining order, retainer,
      search warrant, settlement agreement, skeleton argument, statement of claim, statutory
      declaration, sublease, surety bond, survey plan, title deed, trust deed, undertaking,
      variation deed, victim statement, witness statement

      # wrong
      larceny, fraud, trespass, defamation, perjury, embezzlement, conversion, nuisance, battery,
      negligence, manslaughter, breach of fiduciary duty, misrepresentation, extortion, bribery,
      false imprisonment, arson, conspiracy, malpractice, contempt, theft, assault, breach of
      warranty, abuse of process, affray, aggravated robbery, aiding and abetting, barratry,
      blackmail, breach of confidence, breach of the peace, breach of trust, burglary, causing
      grievous harm, collusion, computer misuse, contributory infringement, copyright infringement,
      counterfeiting, dangerous driving, deceit, dereliction of duty, desertion, detinue, dishonest
      assistance, elder abuse, false accounting, false pretences, forgery, fraudulent trading, gross
      indecency, harassment, homicide, identity theft, impersonation, incitement, inducing breach of
      contract, insider dealing, intimidation, jury tampering, kidnapping, knowing receipt, libel,
      loitering, maintenance, malicious falsehood, malicious prosecution, market abuse,
      misappropriation, misconduct in office, money laundering, non-disclosure, obstruction of
      justice, passing off, patent infringement, piracy, price fixing, professional negligence,
      public nuisance, racketeering, receiving stolen goods, reckless endangerment, riot, sabotage,
      sedition, slander, smuggling, solicitation, stalking, subornation, tax evasion, tortious
      interference, treason, undue preference, unlawful eviction, usury, vandalism, wire fraud,
      witness intimidation, wrongful dismissal, wrongful trading

      # quality
      void, voidable, inadmissible, unconscionable, ambiguous, binding, unenforceable, irrevocable,
      prejudicial, hearsay, retroactive, discretionary, equitable, moot, frivolous, punitive,
      appealable, testamentary, joint, absolute, actionable, admissible, ancillary, arbitrary, bona
      fide, capricious, circumstantial, civil, coercive, cognizable, collateral, conclusive,
      concurrent, conditional, confidential, conflicting, contingent, contractual, contumacious,
      corporeal, credible, culpable, declaratory, defamatory, defective, deficient, derogatory,
      dilatory, directory, dispositive, egregious, enforceable, erroneous, evidentiary, ex gratia,
      exculpatory, executory, exempt, extrajudicial, fatal, fictitious, fiduciary, forfeit,
      fraudulent, implied, improper, imprescriptible, inalienable, incapable, inchoate, incidental,
      incorporeal, inculpatory, indefeasible, inequitable, inequivocal, inherent, injurious,
      interim, intestate, invalid, irrebuttable, irrelevant, justiciable, lawful, leading,
      legitimate, litigious, malicious, mandatory, manifest, material, meritless, misleading,
      mutual, negligent, negotiable, notarised, nugatory, obiter, onerous, oral, ostensible,
      peremptory, perfunctory, permissive, perpetual, persuasive, posthumous, precatory,
      presumptive, prima facie, privileged, probative, procedural, proprietary, provisional,
      quasi-judicial, reasonable, rebuttable, redundant, reversible, revocable, self-serving,
      severable, sham, spurious, standing, subsisting, substantive, sufficient, supervening, tacit,
      tainted, tenuous, tortious, unanimous, unequivocal, unilateral, unlawful, unqualified,
      unsworn, untimely, vague, valid, vexatious, vested

      # remedy
      compensatory damages, injunctive relief, rescission, restitution, specific relief, a new
      trial, declaratory judgment, liquidated damages, an acquittal, an absolute discharge,
      probation, costs, nominal damages, a stay of execution, attachment of the property, summary
      judgment, an account of profits, a declaration of nullity, a freezing injunction, a nonsuit, a
      pardon, a retrial, a reduced sentence, a remittal, a search order, a suspended sentence,
      abatement of rent, aggravated damages, an adjournment, an apology in open court, an interim
      payment, an order for sale, an order of mandamus, bail, cancellation of the deed, certiorari,
      commutation, community service, contribution, delivery up, disbarment, dissolution of the
      partnership, ejectment, equitable relief, exemplary damages, expectation damages, expulsion,
      extradition, forfeiture, foreclosure, general damages, imprisonment, indemnity, judgment in
      default, legal aid, leave to appeal, loss of bargain, nullification, partition of the land,
      penal interest, permission to amend, prohibition, provisional damages, punitive damages, quo
      warranto, ratable distribution, reinstatement, reliance damages, replevin, sequestration, a
      split trial, tracing, treble damages, vacant possession, visitation rights, winding up

      # thing
      burden of proof, standard of review, chain of title, right of way, freehold estate, closing
      statement, duty of care, bill of lading, jury instruction, security interest, line of
      precedent, trial record, course of dealing, question of law, question of fact, term of years,
      scope of employment, cause of action, age of majority, balance of convenience, balance of
      probabilities, body of evidence, burden of persuasion, capacity to contract, chose in action,
      closing date, code of conduct, community property, conflict of interest, court of first
      instance, covenant of quiet enjoyment, custody arrangement, degree of fault, equity of
      redemption, estate in remainder, evidential burden, fee simple, floating charge, forum of
      choice, good root of title, ground of appeal, implied term, intention to create legal
      relations, joint tenancy, jury panel, law of the flag, leap-frog appeal, legal fiction, letter
      of the law, life interest, limitation period, marital home, matter of record, meeting of
      minds, mode of trial, motion for leave, notice requirement, official secret, order of
      priority, party wall, payment into court, place of performance, plea in mitigation, point of
      order, power of sale, prior art, priority of charges, proper law, proof of service, public
      interest, quorum of justices, range of sentence, rate of interest, reading of the will,
      reasonable man test, recital of facts, record of conviction, residuary estate, restrictive
      covenant, right of audience, right of survivorship, root of title, rule of construction, seat
      of the arbitration, service of process, signature page, spirit of the law, standard of proof,
      state of mind, subject matter, test of remoteness, title by registration, trade usage,
      transcript of the trial, vesting order, voir dire, weight of evidence, year and a day rule

      # source
      the statute, the common law, the penal code, the constitution, the lease, the settled case
      law, the civil code, the will, the rules of evidence, the treaty, the bylaws, the charter,
      equity, the articles, the building regulations, the charity rules, the collective agreement,
      the commercial code, the convention, the custom of the port, the directive, the family code,
      the highway code, the implied covenant, the insurance policy, the interpretation clause, the
      labour code, the law merchant, the licensing rules, the maritime rules, the military code, the
      model law, the ordinance, the partnership deed, the policy schedule, the practice direction,
      the professional rules, the protocol, the revenue code, the rules of court, the safety
      regulations, the schedule, the sentencing guidelines, the standing orders, the trust
      instrument

      # manner
      hereby, forthwith, expressly, without prejudice, in good faith, jointly and severally, de
      novo, sua sponte, beyond a reasonable doubt, as a matter of law, ex parte, on the merits, ab
      initio, ad hoc, at common law, by operation of law, by proxy, de facto, de jure, ex officio,
      for cause, for value, for want of prosecution, in absentia, in camera, in chambers, in equity,
      in forma pauperis, in limine, in open court, in part, in personam, in rem, inter alia, inter
      partes, inter vivos, mutatis mutandis, nunc pro tunc, of its own motion, on notice, on oath,
      on the papers, orally, out of time, per curiam, per stirpes, pro bono, pro rata, pro tanto,
      properly, reluctantly, severally, sine die, strictly, sub judice, summarily, under duress,
      under protest, under seal, unreservedly, upon application, with costs, with leave, without
      recourse, wilfully

      # sense
      an equitable interest in the land, the public interest, an insurable interest, a conflict of
      interest, consideration moving from the promisee, valuable consideration, nominal
      consideration, past consideration, the discharge of the jury, discharge by performance, a
      conditional discharge, the yield of the sequestered estate, a duty to yield at the junction,
      the culture of the firm as evidence, a margin of appreciation, the margin of the registered
      plan, the party aggrieved, a party to the deed, a necessary party, interim relief, relief from
      forfeiture, prayer for relief, a bond for costs, the bond of an administrator, a peace bond,
      trial by jury, the trial within a trial, a fair trial, the stroke of midnight at which the
      lease ends, an instrument under seal, the instrument creating the trust, a negotiable
      instrument, public policy, the policy of the Act, the terms of the policy, the charge of
      murder, a charge to the jury, a registered charge, absolute title, title to the chattel, the
      long title of the Act, the operation of law, an undercover operation, security for costs, a
      security interest in chattels, collateral security, the motion to suppress, a motion in
      limine, a motion for summary judgment, execution of the will, a writ of execution, a stay of
      execution, positive law, a positive duty to act, positive identification by the witness, an
      acute conflict of authority, an acute breach of natural justice, the balance of convenience,
      the balance of probabilities, an appeal by way of case stated, a second appeal, the appeal
      against conviction, the matter in issue, an issue of fact, lawful issue of the body, issue
      estoppel, a volume of the law reports, the volume of documents disclosed, exposure to
      liability, indecent exposure, exposure to asbestos, depression caused by the tort, a verified
      complaint, the criminal complaint, the complaint as amended, stock in trade, a stock transfer
      form, the police cell, a cell shared with an informer

      # officer
      bailiff, clerk of the court, usher, coroner, magistrate, sheriff, master in chancery, taxing
      officer, marshal, amicus curiae, junior counsel, leading counsel, law officer, court reporter,
      commissioner of oaths, recorder, probation officer, special master, attorney general,
      conveyancer, district attorney, duty solicitor, mediator, justice of the peace, official
      solicitor, process server, court interpreter, referee, conciliator, ombudsperson

      # chattel
      a freehold cottage, a parcel of shares, the family silver, a racehorse, a leasehold flat, a
      cargo of wheat, a patent, an annuity, the mineral rights, a fishing licence, a bearer cheque,
      the goodwill of the business, a motor vessel, a promissory note, the parsonage, a row of
      almshouses, a boundary hedge, the contents of the safe, a crown lease, a disused quarry, a
      farm tenancy, a first folio, a flooded mine, a hoard of coins, a letter of credit, a pension
      fund, a party wall, a private road, a rent charge, a steam yacht, a stolen motor car, a trade
      mark, an heirloom clock, an option to purchase, an unregistered charge, the burial plot, the
      copyright in the letters, the herd of cattle, the insurance proceeds, the manorial waste, the
      matrimonial home, the residue, the reversion, the strong-box, the timber on the land, the
      tithe barn, the upper lease, the water rights

      # proceeding
      hearing, arbitration, inquest, retrial, committal, sentencing, arraignment, extradition,
      interlocutory appeal, public inquiry, case management conference, court martial, discovery,
      divorce suit, grand jury session, guardianship petition, impeachment, judicial review,
      liquidation, mediation, plea hearing, preliminary inquiry, probate action, summary trial, voir
      dire, winding-up petition, adoption hearing, appeal by rehearing, assessment of damages, class
      suit, declaratory action, derivative action, disciplinary tribunal, ejectment action,
      enforcement action, habeas petition, injunction hearing, interpleader, licensing session,
      parole review, possession claim, private prosecution, small claims hearing, taxation of costs,
      test case, third-party notice, trial of a preliminary issue, wardship

      # clause
      arbitration, assignment, choice of law, confidentiality, currency, entire agreement,
      escalation, exclusion of liability, exclusivity, forfeiture, further assurance, hardship,
      indemnity, jurisdiction, limitation of liability, liquidated sums, merger, most favoured
      customer, no oral variation, non-competition, non-solicitation, notices, novation clause
      wording, payment terms, quiet enjoyment, recitals, renewal, rent review, retention of title,
      right of first refusal, set-off, severance, survival, suspension, termination for convenience,
      third-party rights, time of the essence, warranties

      ## ground
      the notice was served out of time
      the jury had been misdirected
      the witness was never cross-examined
      the agreement was not in writing
      no loss was proved
      the seal was missing
      the tribunal lacked jurisdiction
      the evidence had been obtained unlawfully
      the sum claimed was a penalty
      the signature was forged
      the limitation period had expired
      the land was unregistered
      the judge had an interest in the outcome
      the goods were not of merchantable quality
      the term was too uncertain to enforce
      the confession was involuntary
      the deed had never been delivered
      the statute binds the Crown
      the damage was too remote
      the company did not yet exist
      no duty was owed
      the injury was foreseeable
      the clause was not incorporated
      the child's welfare is paramount
      the warrant was defective
      the parties were not at arm's length
      the hearing was not public
      the offer had lapsed
      the appeal was academic
      the trustee had acted honestly

      # deed-verb
      serve notice of default, adduce fresh evidence, assign the lease, bring an action, call a
      witness, cross-examine the expert, deliver up the goods, disclose the documents, enforce the
      charge, enter a plea, exercise the option, file a defence, give security, impeach the witness,
      indemnify the trustee, join the insurer, levy distress, lodge a caveat, make full restitution,
      mitigate the loss, move for a mistrial, obtain probate, pay into court, plead the statute,
      post bail, prove the debt, recover possession, redeem the mortgage, register the charge,
      remedy the breach, renew the tenancy, repudiate the contract, rescind the sale, revoke the
      will, seek an adjournment, set off the debt, settle the claim, sever the joint tenancy, stand
      surety, state a case, strike the jury, submit to arbitration, sue in tort, surrender the
      lease, swear an affidavit, take silk, tender performance, trace the proceeds, vacate the
      premises, waive privilege, withdraw the plea

      # finding
      liable, guilty, not guilty, in contempt, in breach, estopped, unfit to plead, vicariously
      liable, insolvent, competent to testify, bound by the deed, entitled to possession, jointly
      liable, immune from suit, in default, out of time, solely to blame, of unsound mind, bona fide
      without notice, unjustly enriched, wrongfully dismissed, negligent per se, privy to the
      contract, seised of the land, subject to the jurisdiction

      # citation
      Coke on Littleton, the Restatement, Halsbury, Blackstone, the Year Books, the Digest of
      Justinian, Pollock on Contract, the travaux préparatoires, the White Book, Bracton, Glanvill,
      Grotius, the law commission's report, the official commentary, the preamble, the explanatory
      notes, Hansard, Maine on Ancient Law, Pothier

      # lead
      In our judgment, With respect, In principle, Moreover, Strictly speaking, In the result, For
      these reasons, On these facts, It follows, Nevertheless, In the alternative, By contrast, On
      the evidence, In equity, In practice, Consequently, However, Likewise, Of course, In
      conclusion, In England, In Scotland, On reflection, In passing, Conversely, Admittedly,
      Nonetheless, On the contrary, Equally, First, Secondly, Thirdly, Finally, In short, Generally,
      Exceptionally, Historically, Lastly, On one view, On any footing, Properly understood, Subject
      to costs, Therefore, Thus, To that extent, Ultimately, With hesitation, With regret, Without
      more, Again, All things considered, Be that as it may, By analogy, By consent, Clearly,
      Curiously, Regrettably, Technically

      # epithet
      aggrieved, unrepresented, learned, prudent, absent, alleged, former, unpaid, wealthy, foreign,
      corporate, second, first, surviving, elderly, disinherited, hapless, experienced, dishonest,
      careless, original, substituted, named, unnamed, intervening, reluctant, evicted, convicted,
      acquitted, minor, bereaved, vulnerable, professional, gratuitous, diligent, indigent,
      estranged, remaining, opposing, unsuccessful, successful, so-called, litigious-minded, local,
      putative, truthful, forgetful, late

      # argued
      submits, contends, argues, concedes, alleges, admits, denies, asserts, testified, maintains,
      pleads, insists, deposed, acknowledged, averred, protested, complained, conceded, urged,
      suggested, claimed, answered, replied, swore, declared on oath, objected

      ## litigant
      {party}
      {epithet} {party}

      ## document
      {paper}
      {quality} {paper}

      ## statement
      the {litigant} {argued} that {ground}
      it is no answer that {ground}
      under {doctrine} the claim in {wrong} fails
      this {document} was {ruled} {manner}
      we find that the {litigant} is {finding}
      an order for {remedy} was {ruled}
      once the {officer} had {ruled} the {document}, matters rested there
      questions of {sense} are {quality}
      section {section} of {source} governs the {document}
      no {litigant} need {deed-verb}
      a claim in {wrong} lies against the {litigant}
      whoever relies on {doctrine} must {deed-verb}
      possession of {chattel} passed to the {litigant}
      in {citation} one reads otherwise
      our {proceeding} was {ruled} because {ground}
      clauses on {clause} are {quality}
      counsel for the {litigant} {argued} that {doctrine} applies
      nobody may {deed-verb} {manner}
      every {litigant} is bound by {source}
      that {thing} is for the {officer}

      # term
      mens rea, actus reus, res judicata, habeas corpus, stare decisis, promissory estoppel, res
      ipsa loquitur, forum non conveniens, sua sponte, de novo, ex parte, parol evidence, adverse
      possession, unjust enrichment, vicarious liability, tortfeasor, appellant, testator, codicil,
      lessee, lessor, mortgagee, guarantor, bailee, promisee, affidavit, indictment, subpoena,
      deposition, easement, lien, injunctive relief, rescission, restitution, liquidated damages,
      summary judgment, perjury, larceny, embezzlement, unconscionable, inadmissible, hearsay,
      fiduciary duty, force majeure, consideration, quantum meruit, certiorari, remainderman

      ## sentence
      {lead}, {statement}.
      The {party} {manner} moved to strike the {document}, for {ground}.
      So {statement}, and {statement}.
      Whether {doctrine} applies turns on the {thing} under {source}.
      Pursuant to section {section} of {source}, the {litigant} shall {manner} serve the {document}.
      Counsel argued that the {document} was {quality} for want of {doctrine}.
      Judgment for the {litigant} was {ruled} {manner}, and the prayer for {remedy} was {ruled}.
      Upon proof of {wrong}, the {litigant} is entitled to {remedy}.
      It is {ruled} that {doctrine} bars any claim for {wrong}.
      Nothing in the {document} shall release the {litigant} from liability for {wrong}.
      Where the {litigant} relies on {doctrine}, the {thing} lies with the {litigant}.
      At trial, the {litigant} moved to strike the {document} as {quality}.
      For consideration received, the {litigant} {manner} assigns the {thing} to the {litigant}.
      Within {days} days of the {document}, the {litigant} may seek {remedy}.
      $NAME was decided by $COURT in $YEAR, and $JUDGE wrote the opinion.
      Because {ground}, the conviction for {wrong} was {ruled}.
      A discharge of the {litigant} does not extinguish the {thing}.
      In this case the rule is that $RULE.
      Evidence of {wrong} is {quality} under section {section} of {source}.
      On appeal, the {litigant} contends that {doctrine} was misapplied to the {thing}.
      Our cases have {ruled} the {quality} {thing} since $YEAR.
      Neither the {litigant} nor the {litigant} raised {doctrine} in the {document}.
      To establish {wrong}, the {litigant} must show {doctrine} and {doctrine}.
      By this {paper}, the {litigant} waived {remedy} {manner}.
      This interest in land passes to the {litigant} under {source}.
      Accordingly, the claim to {remedy} is {ruled} and the {document} is {ruled}.
      Under {source}, {a quality} {thing} binds the {litigant}.
      Had the {litigant} acted {manner}, {wrong} would not lie.
      Costs of the {document} fall on the {litigant} for {wrong}.
      Having read {citation}, $JUDGE held that {doctrine} governs the {thing}.
      As $JUDGE observed in $YEAR, $RULE.
      Plainly {ground}, and the {litigant} was found {finding}.
      Liability for {wrong} arises under section {section} of $STATUTE.
      Section {section} of $STATUTE requires the {litigant} to {deed-verb} within {days} days.
      Much turned on {sense}, which the {litigant} described as {quality}.
      If the {litigant} fails to {deed-verb}, the {litigant} may {manner} {deed-verb}.
      Unless {ground}, {remedy} follows as of right.
      Leave to {deed-verb} was {ruled} because {ground}.
      Save as provided in the {document}, no {litigant} shall {deed-verb}.
      We find the {litigant} {finding} and order {remedy}.
      Two issues arise: {sense}, and {sense}.
      According to {citation}, {doctrine} is no answer to {wrong}.
      Between the {litigant} and the {litigant} there was no {thing}.
      Every {litigant} who commits {wrong} is liable to {remedy}.
      In front of $COURT the {litigant} abandoned {doctrine} and relied on {sense}.
      Though {ground}, the {document} remains {quality}.
      Dissenting, $JUDGE would have {ruled} the {document} {manner}.
      No authority supports the view that {doctrine} excuses {wrong}.
      Since {ground}, it is unnecessary to decide whether the {thing} was {quality}.
      Insofar as the {document} purports to grant {remedy}, it is {quality}.
      Her will left the {thing} to the {litigant} and {sense} to nobody.
      Further, the {litigant} asked to {deed-verb}; the request was {ruled}.
      When the {litigant} sought to {deed-verb}, $COURT asked whether {ground}.
      Applying $STATUTE, we hold that the {thing} is {quality} and the {litigant} {finding}.
      Before the {officer}, the {litigant} claimed {chattel} and {chattel}.
      During the {proceeding} the {officer} asked whether {ground}.
      Title to {chattel} vested in the {litigant} by this {paper}.
      Clause {section}, on {clause}, is {quality} for want of {doctrine}.
      Clauses on {clause} and {clause} survive the {proceeding}.
      Proof of {sense} requires the {document} or the evidence of the {litigant}.
      """)
}
