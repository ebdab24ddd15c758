extension World {
  /// Markets, reports and filings.
  public static let finance = World(
    name: "finance", domainTerms: Lexicon.entries(terms)
  ) { stream in
    Grammar(
      name: "finance",
      topics: [
        "Quarterly results", "Credit outlook", "Note to shareholders", "Debt issuance",
        "Merger update", "Market wrap", "Dividend policy", "Risk factors",
      ],
      subjects: subjects(
        Lexicon.entries(companies),
        facts: [
          "CITY": Lexicon.entries(cities), "SECTOR": Lexicon.entries(sectors),
          "TICKER": Lexicon.entries(tickers), "CHIEF": Lexicon.entries(chiefs),
        ], &stream),
      categories: [
        Grammar.Category("item", Lexicon.entries(items)),
        Grammar.Category("moved", Lexicon.entries(moves)),
        Grammar.Category("asset", Lexicon.entries(assets)),
        Grammar.Category("quality", Lexicon.entries(qualities)),
        Grammar.Category("actor", Lexicon.entries(actors)),
        Grammar.Category("cause", Lexicon.entries(causes)),
        Grammar.Category("period", Lexicon.entries(periods)),
        Grammar.Category("event", Lexicon.entries(events)),
        Grammar.Category("act", Lexicon.entries(acts)),
        Grammar.Category("rating", Lexicon.entries(ratings)),
        Grammar.Category(
          "percent", (1...49).map { "\($0 / 4 + 1).\($0 * 7 % 10)" }.uniqued(), isUniform: true),
        Grammar.Category("million", (1...60).map { "\($0 * 15)" }, isUniform: true),
        Grammar.Category("year", (1995...2024).map { "\($0)" }, isUniform: true),
      ], templates: Lexicon.lines(templates), paragraphs: 2...4, sentences: 3...6)
  }

  private static let companies = """
    Harwick Mills, Northgate Capital, Belmont Freight, Corvane Energy, Pallister Foods, Ostrava Steel,
    Quillon Software, Tregarth Water, Meridian Leasing, Sable Insurance, Vantor Chemicals,
    Lindmark Paper, Ashgrove Homes, Celadon Pharma, Dunmore Shipping, Estuary Bank, Fallow Retail,
    Granby Motors, Hexham Mining, Ironbridge Trust, Juniper Telecom, Kestrel Airlines,
    Lowther Realty, Marlow Semiconductors
    """
  private static let cities = """
    Rotterdam, Leeds, Milan, Chicago, Singapore, Zurich, Toronto, Osaka, Hamburg, Dublin, Madrid,
    Houston
    """
  private static let sectors = """
    industrials, utilities, consumer staples, information technology, real estate, health care,
    energy, materials, communication services, financials
    """
  private static let tickers = """
    HWK, NGC, BMF, CVE, PLF, OSS, QSW, TRW, MRL, SBI, VCH, LMP, AGH, CLP, DMS, ESB
    """
  private static let chiefs = """
    Harriet Voss, Daniel Okafor, Ingrid Sorley, Paul Vandermeer, Lucia Ferrante, Raj Malhotra,
    Beatrix Holm, Conrad Weir, Amelia Stroud, Marcus Thiele
    """
  private static let items = """
    net revenue, operating income, free cash flow, gross margin, earnings per share, net interest
    income, capital expenditure, deferred revenue, goodwill, working capital, EBITDA, inventory,
    accounts receivable, administrative expenses, depreciation, return on equity, order backlog,
    the loan-to-value ratio, comparable sales, the tax provision, book value, net debt,
    underwriting profit, amortization, retained earnings, minority interest, the cost of goods sold,
    fee income, the interest coverage ratio, tier one capital
    """
  private static let moves = """
    rose, fell, widened, narrowed, increased, declined, climbed, slipped, improved, deteriorated,
    rebounded, contracted, expanded, edged up, edged down, surged, stabilized, weakened
    """
  private static let assets = """
    senior notes, convertible bonds, treasury bills, preferred stock, commercial paper, covered bonds,
    credit default swaps, common shares, syndicated loans, futures contracts, call options,
    mortgage-backed securities, floating-rate notes, index funds, subordinated debentures, warrants,
    municipal bonds, repurchase agreements, currency forwards, depositary receipts
    """
  private static let qualities = """
    diluted, unsecured, adjusted, consolidated, audited, non-recurring, illiquid, hedged, callable,
    impaired, accretive, speculative, investment-grade, cyclical, pro forma, unaudited, restructured,
    collateralized, volatile, undervalued
    """
  private static let actors = """
    the board of directors, the underwriter, institutional investors, the audit committee, creditors,
    the rating agency, the treasurer, bondholders, the central bank, analysts, minority shareholders,
    the trustee, the clearing house, hedge funds, the regulator, the lead arranger, market makers,
    the pension fund, the custodian, the chief financial officer
    """
  private static let causes = """
    higher input costs, foreign exchange headwinds, weaker demand, a lower discount rate,
    pricing discipline, an inventory write-down, litigation expenses, tighter monetary policy,
    share repurchases, a steeper yield curve, credit losses, synergies, rising wages,
    a one-time impairment charge, higher freight rates, a change in accounting policy,
    prepayment of mortgages, commodity inflation, restructuring costs, a stronger dollar
    """
  private static let periods = """
    the first quarter, the second quarter, the third quarter, the fourth quarter, the fiscal year,
    the first half, the trailing twelve months, the reporting period, the prior year
    """
  private static let events = """
    the initial public offering, the rights issue, the tender offer, the debt refinancing,
    the spin-off, the share buyback, the stock split, the covenant breach, the hostile takeover bid,
    the earnings call, the margin call, the bankruptcy filing, the capital increase, the delisting,
    the goodwill impairment
    """
  private static let acts = """
    approved, postponed, priced, oversubscribed, downgraded, announced, withdrew, financed, hedged,
    restated, underwrote, disclosed, rejected, settled, completed
    """
  private static let ratings = """
    AAA, AA, A, BBB, BB, B, CCC, speculative grade, outperform, underperform, hold
    """
  private static let templates = """
    $NAME ($TICKER), based in $CITY, said that {item} {moved} in {period}.
    Shares of the company, which trades as $TICKER, {moved} after {event}.
    Chief executive $CHIEF told {actor} that {item} {moved} because of {cause}.
    In {year}, {item} {moved} by {percent} percent to {million} million dollars.
    Management expects that {item} will have {moved} by the end of {period}.
    The {quality} portfolio of {asset} {moved} by {percent} percent.
    Compared with {period}, {item} {moved} on {cause}.
    As a result of {cause}, {actor} {act} {event}.
    At the close, {asset} had {moved} and the yield on {asset} stood at {percent} percent.
    Under the indenture, {actor} may call the {quality} {asset} in {year}.
    Proceeds of {million} million dollars from {asset} were used to discharge debt.
    Analysts rate the stock {rating}, citing {quality} {item}.
    On {event}, {actor} paid a consideration of {million} million dollars.
    Because of {cause}, the outlook in $SECTOR is {quality}.
    Interest on the {quality} {asset} accrues at {percent} percent until {year}.
    Our margin on {asset} {moved} by {percent} percent over {period}.
    Notwithstanding {cause}, {actor} {act} {event} in {year}.
    Goodwill and {quality} {item} were tested for impairment in {period}.
    Investors sold {asset} and bought {quality} {asset} instead.
    Excluding {cause}, {item} would have {moved} by {percent} percent.
    Following {event}, the agency cut its rating to {rating}.
    Liquidity consists of {million} million dollars in {asset}.
    Dividends of {percent} dollars a share were declared for {period}.
    We believe that {quality} {item} supports {event}.
    If {actor} demand collateral, the company may have to sell {asset}.
    Total {quality} {item} {moved} from {million} million to {million} million dollars.
    Both {actor} and {actor} have {act} {event}.
    """
  private static let terms = """
    EBITDA, goodwill, amortization, depreciation, debentures, underwriter, collateralized, covenant,
    indenture, mortgage-backed securities, credit default swaps, treasury bills, commercial paper,
    convertible bonds, preferred stock, yield curve, earnings per share, free cash flow,
    gross margin, net interest income, capital expenditure, accounts receivable, retained earnings,
    share buyback, rights issue, tender offer, spin-off, margin call, impairment charge,
    return on equity, loan-to-value ratio, subordinated, repurchase agreements, syndicated loans,
    floating-rate notes, depositary receipts, non-recurring, investment-grade, restructuring,
    monetary policy, working capital, custodian
    """
}

extension [String] {
  /// The elements without repetitions, in order of first appearance.
  func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
