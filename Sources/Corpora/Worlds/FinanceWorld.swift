extension World {
  /// Markets, reports and filings.
  public static let finance = World(
    name: "finance", subjectName: "$HEAD $TAIL",
    numbers: [
      Grammar.Category(
        "percent", (1...49).map { "\($0 / 4 + 1).\($0 * 7 % 10)" }.uniqued(), isUniform: true),
      Grammar.Category("million", (1...60).map { "\($0 * 15)" }, isUniform: true),
      Grammar.Category("year", (1995...2024).map { "\($0)" }, isUniform: true),
    ],
    lexicon: """
      ## title
      Quarterly results; Interim report; Earnings release; Third-quarter review
      Credit outlook; Rating action; Rating rationale; Default watch
      Note to shareholders; Letter from the chairman; Annual report; Proxy statement
      Debt issuance; New issue; Bond prospectus; Term sheet
      Merger update; Offer document; Deal news; Takeover panel statement
      Market wrap; At the close; Morning call; Trading floor notes
      Dividend policy; Capital return; Payout review; Treasury shares
      Risk factors; Risk report; Liquidity and capital resources; Hedging note
      Fund letter; Portfolio review; Investor update; Allocation note
      Macro briefing; Rates and currencies; Central bank watch; Economic calendar

      # HEAD
      Harwick, Northgate, Belmont, Corvane, Pallister, Ostrava, Quillon, Tregarth, Meridian, Sable,
      Vantor, Lindmark, Ashgrove, Celadon, Dunmore, Estuary, Fallow, Granby, Hexham, Ironbridge,
      Juniper, Kestrel, Lowther, Marlow, Altamont, Brightwater, Castellan, Delacourt, Everholt,
      Farrant, Grayling, Halcyon, Inverness, Jessamine, Kingsbury, Larkhill, Monarch, Norbury,
      Oakhaven, Paragon, Redcliff, Silvermere, Thornbury, Umbra, Vereker, Westlake, Yarrow, Zenith

      # TAIL
      Mills, Capital, Freight, Energy, Foods, Steel, Software, Water, Leasing, Insurance, Chemicals,
      Paper, Homes, Pharma, Shipping, Bank, Retail, Motors, Mining, Trust, Telecom, Airlines,
      Realty, Semiconductors, Brewing, Cement, Logistics, Media, Aerospace, Biotech, Payments,
      Renewables, Hotels, Robotics, Textiles, Timber

      # CITY
      Rotterdam, Leeds, Milan, Chicago, Singapore, Zurich, Toronto, Osaka, Hamburg, Dublin, Madrid,
      Houston, Frankfurt, Edinburgh, Stockholm, Seoul, Sydney, Boston, Lyon, Antwerp, Mumbai,
      Santiago, Johannesburg, Helsinki, Luxembourg, Charlotte, Vienna, Oslo

      # SECTOR
      industrials, utilities, consumer staples, information technology, real estate, health care,
      energy, materials, communication services, financials, consumer discretionary, semiconductors,
      regional banking, reinsurance, specialty chemicals, marine transport, aerospace and defence

      # TICKER
      HWK, NGC, BMF, CVE, PLF, OSS, QSW, TRW, MRL, SBI, VCH, LMP, AGH, CLP, DMS, ESB, FRT, GBM, HXM,
      IBT, JNP, KST, LWR, MLS, ALT, BRW, CST, DLC, EVH, FRR, GRY, HLC, JSM, KGB, LRK, MNR, NBY, OKH,
      PGN, RCL

      # CHIEF
      Harriet Voss, Daniel Okafor, Ingrid Sorley, Paul Vandermeer, Lucia Ferrante, Raj Malhotra,
      Beatrix Holm, Conrad Weir, Amelia Stroud, Marcus Thiele, Yuki Tanabe, Oliver Brandt, Chiara
      Rossi, Samuel Adeyemi, Freya Lindholm, Hector Salinas, Nadia Petrova, Graham Tolley, Simone
      Laurent, Victor Achterberg, Priya Raman, Thomas Eastlake, Mei-Ling Chow, Declan Foyle

      # AUDITOR
      Pell and Wainwright, Marsden Rook, Okoro Hale, Lytton Group, Bascombe Partners, Strand and
      Keel, Vole Associates, Quarrington, Tidewell Audit, Fenchurch Assurance

      # EXCHANGE
      the London exchange, the New York exchange, the Tokyo exchange, the Amsterdam exchange, the
      Nordic exchange, the Hong Kong exchange, the Swiss exchange, the Toronto venture exchange

      # LENDER
      a club of six banks, Estuary Commercial Bank, the export credit agency, a private debt fund,
      the state development bank, an insurer in Bermuda, a syndicate led by Northgate, local savings
      banks

      # item
      net revenue, operating income, free cash flow, gross margin, earnings per share, net interest
      income, capital expenditure, deferred revenue, goodwill, working capital, EBITDA, inventories,
      accounts receivable, administrative expenses, depreciation, return on equity, order backlog,
      comparable sales, book value, net debt, underwriting profit, amortization, retained earnings,
      minority interest, fee income, tier one capital, accounts payable, accrued liabilities,
      accumulated deficit, additional paid-in capital, adjusted operating profit, assets under
      management, average revenue per user, bad debt expense, bank overdrafts, basis risk, billings,
      cash conversion, cash on hand, churn, claims paid, commission income, currency translation
      losses, current liabilities, customer deposits, days sales outstanding, deferred tax assets,
      development costs, economic value added, enterprise value, environmental provisions, excess
      reserves, finance lease obligations, freight costs, funds from operations, gross written
      premiums, headcount, impairment losses, incremental margin, intangible assets, interest
      expense, inventory turnover, invested capital, like-for-like sales, loan growth, marketing
      spend, net asset value, net charge-offs, net interest margin, net new money, non-interest
      income, non-performing loans, occupancy, operating leverage, other comprehensive income,
      overhead, pension obligations, personnel expenses, property and equipment, prepaid expenses,
      purchase commitments, recurring revenue, rental income, research spending, return on invested
      capital, risk-weighted assets, royalty income, same-store sales, segment profit, selling
      expenses, shareholders' equity, short-term borrowings, stock-based compensation, store count,
      tangible book value, taxable income, total assets, trade payables, trading income, turnover,
      unbilled receivables, unearned premiums, unit volume, value at risk, warranty reserves,
      weighted average cost of capital, write-offs

      # measure
      the loan-to-value ratio, the tax provision, the cost of goods sold, the interest coverage
      ratio, the backlog conversion rate, the book-to-bill ratio, the burn rate, the charge-off
      rate, the combined ratio, the cost-to-income ratio, the current ratio, the debt-to-equity
      ratio, the dividend yield, the churn-adjusted margin, the effective tax rate, the fleet
      utilisation rate, the leverage ratio, the liquidity coverage ratio, the loan-loss provision,
      the price-earnings multiple, the quick ratio, the solvency ratio, the tier two ratio, the
      vacancy rate, the capital adequacy ratio, the acid-test ratio, the earnings yield, the
      dividend cover, the retention ratio, the payout ratio, the tax shield, the hurdle rate, the
      internal rate of return, the net present value, the terminal value, the break-even volume, the
      Sharpe ratio, the net promoter score, the cash conversion cycle, the interest burden, the
      tangible equity ratio, the expense ratio, the load factor, the lapse rate, the default rate,
      the recovery rate, the run rate, the take-up rate, the attachment point

      ## figure
      {item}
      {measure}

      # moved
      rose, fell, widened, narrowed, increased, declined, climbed, slipped, improved, deteriorated,
      rebounded, contracted, expanded, edged up, edged down, surged, stabilized, weakened, doubled,
      eased, plunged, recovered, stagnated, accelerated, halved, jumped, shrank, strengthened,
      tumbled, swelled, ticked higher, ticked lower, levelled off, bottomed out, peaked, moderated,
      plateaued, soared, sank, drifted lower, firmed, softened, retreated, advanced, dipped,
      dropped, gained ground, lost ground, trended upward, trended downward, collapsed, normalised,
      overshot, undershot, spiked, tripled, waned, crept up, rolled over, held steady, whipsawed,
      compressed

      # asset
      senior notes, convertible bonds, treasury bills, preferred stock, commercial paper, covered
      bonds, credit default swaps, common shares, syndicated loans, futures contracts, call options,
      mortgage-backed securities, floating-rate notes, index funds, subordinated debentures,
      warrants, municipal bonds, repurchase agreements, currency forwards, depositary receipts,
      agency bonds, asset-backed securities, bank loans, bankers' acceptances, basket options,
      bearer bonds, bullion coins, callable bonds, catastrophe bonds, certificates of deposit,
      collateralized loan obligations, commodity futures, consumer loans, contingent convertibles,
      corporate bonds, cross-currency swaps, crude oil futures, digital tokens, distressed bonds,
      dividend futures, emerging-market equities, equity swaps, eurodollar deposits, exchange-traded
      funds, farm credits, forward rate agreements, gilts, green bonds, growth stocks, high-yield
      bonds, hybrid notes, inflation-linked bonds, infrastructure loans, interest rate swaps,
      inverse floaters, investment trusts, junk bonds, lease receivables, leveraged loans, limited
      partnerships, liquidity swaps, mezzanine loans, money market funds, mortgage servicing rights,
      mutual funds, non-voting shares, overnight deposits, participation notes, payment-in-kind
      notes, penny stocks, perpetual bonds, precious metals, private placements, promissory notes,
      put options, real estate investment trusts, restricted stock, revolving credit lines, royalty
      trusts, savings bonds, secured notes, senior tranches, shelf offerings, small-cap equities,
      sovereign bonds, step-up bonds, stock index futures, stock options, strips, structured notes,
      student loans, supranational bonds, swaptions, tax-exempt notes, term loans, tracker funds,
      trade receivables, treasury shares, trust preferred securities, underlying stocks, unit
      trusts, unlisted shares, variance swaps, venture loans, volatility futures, yankee bonds,
      zero-coupon bonds, blue chips, bridge loans, carbon credits, collateralized debt obligations,
      gold bars

      # quality
      diluted, unsecured, adjusted, consolidated, audited, non-recurring, illiquid, hedged,
      impaired, accretive, speculative, investment-grade, cyclical, pro forma, unaudited,
      restructured, volatile, undervalued, overvalued, net, gross, annualized, domestic, offshore,
      core, discontinued, seasonal, deferred, discretionary, long-dated, short-dated, fixed-rate,
      low-margin, guaranteed, over-the-counter, listed, tax-adjusted, underperforming, outstanding,
      amortized, asset-light, capital-intensive, cash-settled, concentrated, countercyclical,
      credit-enhanced, defensive, dilutive, diversified, dollar-denominated, euro-denominated,
      fair-valued, forward-looking, frozen, fungible, index-linked, inelastic, intangible, junior,
      like-for-like, liquid, mark-to-market, maturing, mispriced, negative-yielding, non-core,
      off-balance-sheet, organic, overcollateralized, overdue, oversold, parent-only, pledged,
      post-tax, prepaid, pre-tax, proprietary, rate-sensitive, realized, rebased, recurring,
      registered, residual, restated, ring-fenced, risk-adjusted, rolled-over, securitized,
      synthetic, tangible, tax-deductible, thinly traded, trailing, tranched, unhedged, unrealized,
      value-accretive

      # actor
      board of directors, underwriter, institutional investors, audit committee, creditors, rating
      agency, treasurer, bondholders, central bank, analysts, minority shareholders, trustee,
      clearing house, hedge funds, regulator, lead arranger, market makers, pension fund, custodian,
      chief financial officer, activist investor, broker-dealer, bookrunner, finance ministry,
      retail investors, sovereign wealth fund, transfer agent, remuneration committee, tax
      authority, securities commission, sell-side analysts, private equity sponsor, paying agent,
      parent company, competition authority, commercial banks, counterparties, controlling
      shareholder, compliance officer, cornerstone investors, actuary, acquirer, administrator,
      arbitrageurs, auditors, asset manager, bank examiners, bidder, calculation agent, chairman,
      company secretary, credit committee, credit union, debt management office, deposit insurer,
      depository, directors, dealers, discount house, employees, endowment, escrow agent, exchange
      operator, export credit agency, factoring house, family office, fiduciary manager, founders,
      fund administrator, general partner, guarantor, insiders, insolvency practitioner, insurers,
      internal auditor, issuer, joint venture partner, junior creditors, landlords, lenders, limited
      partners, liquidator, management team, merchant bank, monetary policy committee, noteholders,
      ombudsman, outside counsel, portfolio managers, primary dealers, prime broker, proxy adviser,
      receiver, registrar, reinsurers, risk committee, savers, senior lenders, short sellers,
      specialists, stabilising manager, stewardship team, supervisory board, suppliers, swap
      dealers, syndicate desk, target company, trade creditors, venture capitalists, wealth
      managers, white knight

      # cause
      higher input costs, foreign exchange headwinds, weaker demand, a lower discount rate, pricing
      discipline, an inventory write-down, litigation expenses, tighter monetary policy, share
      repurchases, a steeper yield curve, credit losses, synergies, rising wages, a one-time
      impairment charge, higher freight rates, a change in accounting policy, prepayment of
      mortgages, commodity inflation, restructuring costs, a stronger dollar, a weaker euro, lower
      utilisation, supply chain disruption, deposit outflows, a flatter curve, an unfavourable
      product mix, higher funding costs, a mild winter, customer destocking, a strike, new tariffs,
      cost overruns, delayed shipments, contract losses, organic growth, price increases, store
      closures, a data breach, quantitative easing, quantitative tightening, a credit crunch, a
      change in reserve requirements, a cyber incident, a dispute with the tax authority, a fire at
      the main plant, a lower effective tax rate, a patent expiry, a product recall, a profit
      warning, a shortage of chips, a sovereign downgrade, a spike in volatility, a squeeze on short
      positions, a surge in oil prices, a vacant property, acquisition costs, actuarial gains,
      adverse weather, asset disposals, bad harvests, better execution, bolt-on acquisitions,
      capacity constraints, carry trades, catastrophe claims, cheaper financing, client inflows,
      competitive pressure, consumer confidence, contagion fears, currency devaluation, debt
      forgiveness, deleveraging, dollar funding stress, early repayments, election uncertainty,
      energy prices, excess inventory, fair value adjustments, falling house prices, fee
      compression, fire sales, fiscal stimulus, forced selling, geopolitical tension, goodwill
      amortization, hedging losses, hiring freezes, index rebalancing, insider selling, integration
      costs, inverted yields, investment write-downs, labour shortages, legacy contracts, longer
      payment terms, lower churn, margin pressure, mark-downs, maturing hedges, moral hazard, net
      redemptions, new disclosure rules, one-off gains, operating leverage, overcapacity, passive
      inflows, pension contributions, positive surprises, profit taking, program trading, rate cuts,
      regulatory fines, risk aversion, seasonal demand, share dilution, slower collections, sticky
      inflation, subprime defaults, tax credits, technical selling, trade sanctions,
      underinvestment, underwriting losses, unfunded commitments, wage settlements, window dressing,
      working capital swings

      # period
      the first quarter, the second quarter, the third quarter, the fourth quarter, the fiscal year,
      the first half, the trailing twelve months, the reporting period, the prior year, the second
      half, the holiday season, the financial crisis, the last business cycle, the roll-over window,
      the transition period, the subscription period, the lock-up period, the blackout period, the
      grace period, the planning horizon, the tax year, the bull market, the bear market, the stub
      period, the measurement period, the month of January, the nine months to September, the past
      decade, the closing auction, the vesting period, the offer period, the recession, the previous
      tightening cycle, the summer lull

      # event
      initial public offering, rights issue, tender offer, debt refinancing, spin-off, share
      buyback, stock split, covenant breach, hostile takeover bid, earnings call, margin call,
      bankruptcy filing, capital increase, delisting, goodwill impairment, annual general meeting,
      asset sale, auction, balance sheet recapitalisation, block trade, book-building, bought deal,
      bridge financing, carve-out, cash sweep, change of control, class action, closing, consent
      solicitation, corporate reorganisation, coupon payment, credit event, cross default, currency
      intervention, debt exchange, debt-for-equity swap, demerger, direct listing, distressed
      exchange, dividend recapitalisation, due diligence, early redemption, emergency loan, exchange
      offer, ex-dividend date, extraordinary meeting, factory closure, fairness opinion, flash
      crash, follow-on offering, forensic audit, index inclusion, insurance settlement, interim
      dividend, investor day, joint venture, leveraged buyout, liquidation, loan modification,
      management buyout, merger of equals, missed payment, open offer, option expiry, payment
      holiday, placing, pledge of shares, poison pill, private placement, product launch, proxy
      fight, rate decision, recall, receivership, regulatory review, reverse split, roadshow, sale
      and leaseback, scheme of arrangement, scrip dividend, secondary offering, securitisation,
      short squeeze, sinking fund payment, special dividend, stress test, strategic review,
      succession, tax audit, tranche upsizing, trading halt, trading update, warrant exercise,
      wholesale refinancing, winding-up, workout, write-down

      # act
      approved, postponed, priced, oversubscribed, downgraded, announced, abandoned, financed,
      hedged, restated, sponsored, disclosed, rejected, settled, completed, questioned, welcomed,
      delayed, launched, opposed, cancelled, endorsed, revised, negotiated, renegotiated,
      scrutinised, supported, voted down, backed, blocked, brokered, cleared, closed, coordinated,
      criticised, discounted, executed, flagged, guaranteed, initiated, insured, mandated, modelled,
      monitored, proposed, ratified, recommended, reopened, reviewed, scaled back, shelved, signed
      off on, structured, syndicated, terminated, unwound, upsized, vetoed

      # rating
      AAA, AA, A, BBB, BB, B, CCC, speculative grade, outperform, underperform, hold, buy, sell,
      neutral, AA minus, BBB plus, overweight, underweight, market perform, not rated, selective
      default, watch negative

      # manner
      sharply, modestly, in line with guidance, ahead of consensus, below expectations, for the
      third year running, on a constant currency basis, on heavy volume, on thin volume,
      sequentially, year on year, at a steep discount, at par, above par, below par, in cash, in
      kind, on margin, without recourse, on a pro rata basis, under pressure, at arm's length, at a
      premium, across the board, again, against a tough comparison, as budgeted, at the margin,
      before exceptional items, beyond the forecast range, despite the downturn, from a low base, in
      after-hours trading, in early dealing, in nominal terms, in real terms, in two tranches, more
      than forecast, net of tax, off the lows, on a rolling basis, on light turnover, on weak
      breadth, out of cycle, over the counter, overnight, slightly, steadily, through the cycle,
      unexpectedly, with a lag, within the target range

      # sense
      interest accrued on the facility, compound interest on arrears, a controlling interest in the
      venture, minority interest in subsidiaries, the consideration payable at completion, deferred
      consideration, cash consideration for the shares, the discharge of the loan, a discharge in
      bankruptcy, the yield to maturity, the dividend yield on the shares, an inverted yield curve,
      the risk culture of the bank, a performance culture, the margin on deposits, the initial
      margin at the clearing house, a margin of safety, the party to the swap, a related party, the
      counterparty's counterparty, tax relief on contributions, debt relief for the issuer, covenant
      relief until maturity, the bond due next year, a bond with a fixed coupon, a surety bond, the
      trial balance, a trial listing, a stroke of the pen by the central bank, the instrument of
      choice for hedging, a hybrid instrument, an instrument traded on screen, the dividend policy,
      monetary policy, an insurance policy in force, the impairment charge, a one-off charge, a
      floating charge over assets, the title transfer under the repo, a title insurer's reserves, a
      discontinued operation, the refining operation, an open market operation, the security behind
      the loan, a transferable security, a security with a call date, the motion at the annual
      meeting, a shareholder motion on pay, the execution of the order, best execution, trade
      execution on screen, a positive carry, a positive free cash flow, an acute shortage of
      dollars, acute funding stress, the balance of payments, the balance on current account, a
      balance sheet of some size, the appeal of carry, investor appeal, the new issue of notes, an
      issue of warrants, the issue price, the trading volume, volume growth in the segment, exposure
      to property, net exposure to the euro, counterparty exposure, the depression of the thirties,
      a depression in asset prices, a complaint to the ombudsman, the customer complaint rate, the
      stock of unsold homes, a stock with a low beta, treasury stock, the fuel cell business, a cell
      in the spreadsheet model, the protected cell company

      # ratio
      times earnings, times book value, times sales, times free cash flow, times EBITDA, basis
      points over swaps, basis points over the benchmark, percent of capital, percent of notional,
      turns of leverage, cents on the dollar, basis points of carry, standard deviations, percent of
      par, days of sales

      # verb
      hedge its currency risk, refinance the bridge loan, roll over the facility, mark the book to
      market, pay down debt, raise equity, cut the dividend, suspend the buyback, tap the bond
      market, sell the division, write off the goodwill, draw on the revolver, extend maturities,
      lower the cost base, renegotiate covenants, post collateral, monetise the stake, diversify its
      funding, close the pension deficit, unwind the hedge, repatriate cash, capitalise interest,
      issue new shares, increase provisions, retire the notes, outsource settlement, net its
      exposures, reprice the book, rebalance the portfolio, rotate into value, securitise
      receivables, short the index, spin off the utility arm, stress the balance sheet, de-risk,
      switch to a fixed rate, tender for the minority, trim its overweight, upstream dividends,
      cover its shorts, waive the fee, amortise the premium, average down, build a liquidity buffer,
      call the preferred shares, deleverage, double down, float the subsidiary, go private, lock in
      the spread, match assets and liabilities, meet the minimum requirement, pass on higher prices,
      ring-fence the retail bank, take profits

      # ground
      liquidity, valuation, governance, momentum, solvency, transparency, asset quality, earnings
      quality, leverage, duration, convexity, concentration, refinancing risk, tail risk, credit
      risk, operational risk, reputational risk, systemic risk, settlement risk, price discovery,
      capital adequacy, market access, free float, market share, pricing power, balance sheet
      strength, cost control, execution risk, beta, alpha, correlation, counterparty risk, country
      risk, currency risk, basis points, downside protection, franchise value, gearing, headline
      risk, implied volatility, inflation risk, key-person risk, legal risk, model risk, moral
      suasion, optionality, prepayment risk, skewness, slippage, succession planning,
      sustainability, tax efficiency, tracking error, working capital discipline, yield pickup

      # view
      cautious, constructive, bearish, bullish, neutral on balance, guarded, upbeat, sceptical,
      divided, unchanged, more hawkish, more dovish, range-bound, risk-off, risk-on, overstretched,
      well anchored

      # indicator
      consumer price index, unemployment rate, purchasing managers' index, trade deficit, current
      account surplus, gross domestic product, policy rate, overnight rate, industrial output index,
      retail sales report, ten-year yield, money supply, housing starts figure, jobless claims
      count, producer price index, budget deficit, savings ratio, core inflation rate, labour
      participation rate, wage tracker, factory orders index, business confidence survey,
      debt-to-income ratio, real exchange rate, terms of trade, neutral rate, output gap, credit
      impulse, credit card delinquency rate, mortgage approvals count, term premium, volatility
      index, break-even inflation rate, two-year swap rate, bank reserve balance, freight index,
      consumer sentiment index, vacancies survey, natural rate of unemployment, commodity price
      index, deposit rate, discount window rate, velocity of money, household debt ratio, import
      price index, misery index, capacity utilisation rate, durable goods report, bankruptcies
      count, sovereign spread, euro short-term rate

      # commodity
      crude oil, natural gas, copper, wheat, coffee, silver, iron ore, aluminium, soybeans, cotton,
      sugar, nickel, zinc, cocoa, platinum, palladium, live cattle, lean hogs, orange juice, lumber,
      uranium, lithium, cobalt, rubber, palm oil, rapeseed, heating oil, gasoline, thermal coal,
      coking coal, electricity, ethanol, tin, lead, manganese, rice, oats, milk powder, potash,
      urea, pulp, frozen salmon, jet fuel, naphtha

      # market
      Frankfurt, Tokyo, New York, London, Hong Kong, Shanghai, emerging Asia, the euro area, the
      Gulf, Latin America, Scandinavia, the Baltics, Iberia, central Europe, southern Africa, the
      Antipodes, the repo market, the swap market, the primary market, the secondary market, the
      interbank market, the money market, the grey market, the unlisted segment, the dark pools, the
      options pit, the loan market, the spot market, the forward market, the housing market, the
      labour market, the carbon market

      # abbreviation
      CAGR, DCF, EBIT, EPS, ETF, FIFO, GAAP, IFRS, IPO, IRR, LBO, LIFO, NAV, NPV, OTC, PIK, REIT,
      ROCE, ROE, ROI, RWA, SPV, VaR, WACC, YTD, YTM, ABS, ADR, ALM, AUM, BIS, CDO, CDS, CET1, CLO,
      CPI, CVA, DSO, DTA, ECL, FX, GDR, HTM, ISIN, KPI, LCR, LTV, MBS, MTN, NII, NIM, NPL, NSFR,
      OCI, PPE, RMBS, SOFR, TSR, UCITS

      ## how
      {manner}
      by {percent} percent
      amid {cause}
      to {million} million dollars

      ## drift
      {moved} {how}

      # lead
      Overall, By contrast, Meanwhile, Moreover, Nevertheless, On balance, Over the weekend,
      Overnight, Year to date, Broadly speaking, Consequently, Conversely, Even so, Eventually,
      However, Inevitably, Instead of cash, Internally, Later that day, Looking ahead, More
      recently, Notably, Officially, On a reported basis, On closer inspection, On paper,
      Operationally, Over time, Post closing, Predictably, Separately, Subsequently, Technically,
      Thereafter, This morning, Ultimately, Under stress, Understandably, Lately, Within
      weeks, Yesterday, Domestically, Abroad, Strategically, Privately, Once again, At present, At
      year end, By midday

      # epithet
      sceptical, long-standing, newly appointed, independent, largest, second-largest, foreign,
      cash-rich, state-owned, local, global, conservative, aggressive, patient, impatient,
      yield-hungry, cautious-minded, regional, nervous, prudent, under-capitalised, well-funded,
      outgoing, incoming, interim, non-executive, specialist, disgruntled, dissenting, supportive,
      vigilant, overstretched, domestic-focused, Nordic, Swiss, Japanese, American, German,
      Canadian, supervising, reluctant, loyal, embattled, former, anchor, remaining

      # noted
      said, noted, argued, warned, confirmed, stressed, implied, conceded, reported, denied,
      explained, reiterated, signalled, estimated, calculated, predicted, assumed, hinted,
      maintained, concluded, insisted, acknowledged, suggested, cautioned, complained, forecast

      ## agent
      {actor}
      {epithet} {actor}

      ## holding
      {asset}
      {quality} {asset}

      ## clause
      we note that {figure} {drift}
      the {agent} {noted} that {figure} {moved}
      prices of {holding} {moved} {how}
      it was the {agent} who {act} the {event}
      more than anything, {cause} hurt {figure}
      spot {commodity} {moved} {how}
      our model of the {indicator} {moved}
      buyers of {holding} were {view}
      what counts is {ground} rather than {ground}
      most of the {agent} staff wanted to {verb}
      so-called {quality} {item} {moved} {how}
      talk of {sense} faded
      desks in {market} {act} the {event}
      covenants on {holding} were {act}
      a {million} million dollar {event} was {act}
      nobody but the {agent} chose to {verb}
      turnover in {market} {moved}
      sellers of {holding} cited {cause}
      in {year} the {event} was {act} {manner}

      # term
      EBITDA, goodwill, amortization, depreciation, debentures, underwriter, collateralized,
      covenant, mortgage-backed securities, credit default swaps, treasury bills, commercial paper,
      convertible bonds, preferred stock, yield curve, earnings per share, free cash flow, gross
      margin, net interest income, capital expenditure, accounts receivable, retained earnings,
      share buyback, rights issue, tender offer, spin-off, margin call, impairment charge, return on
      equity, loan-to-value ratio, subordinated, repurchase agreements, syndicated loans,
      floating-rate notes, depositary receipts, non-recurring, investment-grade, restructuring,
      monetary policy, working capital, custodian, swaptions, securitisation, deleveraging,
      risk-weighted assets, leveraged buyout, arbitrageurs, quantitative easing

      ## sentence
      $NAME ($TICKER), based in $CITY, said that {figure} {drift} in {period}.
      {lead}, {clause}.
      For {period}, {figure} {drift}.
      Shares of the company, which trade as $TICKER on $EXCHANGE, {moved} after the {event}.
      So {clause}, and {clause}.
      Chief executive $CHIEF told the {agent} that {figure} {drift}.
      In {year}, {figure} {moved} by {percent} percent to {million} million dollars.
      Management was surprised that {figure} {moved} before the end of {period}.
      The {quality} portfolio of {holding} {drift}.
      Compared with {period}, {figure} {drift}.
      As a result of {cause}, the {agent} {act} the {event}.
      At the close, {holding} {moved} and the yield on {holding} stood at {percent} percent.
      Under the indenture, the {agent} may call the {holding} in {year}.
      Proceeds of {million} million dollars from {holding} were used to discharge debt.
      Analysts rate the stock {rating}, citing {quality} {item}.
      On the {event}, the {agent} paid a consideration of {million} million dollars.
      Because of {cause}, the outlook in $SECTOR is {view}.
      Interest on the {holding} accrues at {percent} percent until {year}.
      Our margin on {holding} {drift} over {period}.
      Notwithstanding {cause}, the {agent} {act} the {event} in {year}.
      Goodwill and {quality} {item} were tested for impairment in {period}.
      Investors sold {holding} and bought {holding} instead.
      Excluding {cause}, {figure} {moved} by {percent} percent.
      Following the {event}, the agency cut its rating to {rating}.
      Liquidity consists of {million} million dollars in {holding}.
      Dividends of {percent} dollars a share were declared for {period}.
      We believe that {quality} {item} would support the {event}.
      If the {agent} should demand collateral, the company may have to sell {holding}.
      Total {quality} {item} {moved} from {million} million to {million} million dollars.
      Both the {agent} and the {agent} have {act} the {event}.
      To {verb}, the company placed {holding} worth {million} million dollars with $LENDER.
      Headwinds included {cause}, {cause} and {cause}.
      Auditor $AUDITOR drew attention to {sense} and to {figure}.
      Concerns about {ground} weighed on {holding}, and {figure} {drift}.
      Valued at {percent} {ratio}, the {holding} seemed {view}.
      Traders pointed to {sense} as the reason why {holding} {moved}.
      Guidance assumes that the company will {verb} during {period}.
      Until {figure} {moved} {manner}, the {agent} had not {act} the {event}.
      Net of {cause}, {quality} {item} {moved} {manner}.
      Notes to the accounts describe {sense} and {sense}.
      Desks in $CITY quoted {holding} at {percent} {ratio}.
      Lenders, among them $LENDER, asked the company to {verb}.
      Strategists remain {view} on {holding} and prefer {holding}.
      Whether to {verb} or to {verb} is for the {agent} to decide.
      Its {event}, first announced in {year}, was {act} by the {agent}.
      With {sense} in mind, the {agent} chose to {verb}.
      Exposure to $SECTOR {drift}, while {figure} {drift}.
      Questions on {ground}, {ground} and {ground} dominated the call.
      Peers in $SECTOR trade at {percent} {ratio} on {quality} {item}.
      Hedging with {holding} cost {percent} percent of notional in {period}.
      No {event} is planned before {year}, according to $CHIEF.
      Should {cause} persist, we would {verb} and review {sense}.
      Since the {event} was {act}, {holding} {moved} {manner}.
      Last {year} filings show {million} million dollars of {holding}.
      Risk limits for {ground} were {act} after {cause}.
      Data from {market} showed that the {indicator} {drift}.
      Among commodities, {commodity} and {commodity} {moved} most in {period}.
      Figures are given as {abbreviation} and {abbreviation}, as is usual in {market}.
      When {commodity} {moved}, the {agent} sold {holding} in {market}.
      A rise in the {indicator} would hurt {figure} and delay the {event}.
      Ahead of the {event}, the {agent} remained {view}.
      """)
}
