import WorkbookCore

/// A field: a sentence as its textbooks have them, one from its desks, and what stands before that there.
struct Field {
  let name: String
  let textbook: String
  let desk: String
  let before: [String]

  /// Written for this book; nobody is meant.
  static let all = [
    Field(
      name: "law",
      textbook:
        "A crime requires both a guilty act, the actus reus, and a guilty mind, the mens rea.",
      desk:
        "MSJ granted as to Cts I-III, den'd as to Ct IV; OSC re dism'l 3/14, Dept 7; mov pty to "
        + "give ntc.",
      before: [
        "Demurrer sust'd w/ LTA 20 days as to Cts II, V; CMC cont'd to 2/6, Dept 7; pltf to give ntc.",
        "MTC further RFPs granted, sanctions den'd; resp due 10 days; def to give ntc.",
        "Ex parte app den'd w/o prej; FSC 4/2, trial 4/16, Dept 7.",
      ]),
    Field(
      name: "finance",
      textbook:
        "Subordinated debentures are repaid only after the senior creditors have been paid in "
        + "full.",
      desk:
        "Class B PIKed after the OC test tripped; mezz marked 62-64, 40bp wide of talk, axed to "
        + "sell 3mm.",
      before: [
        "Snr AAA traded 12bp tight of talk; mezz bid 71, offered 73, no axe.",
        "BWIC 2pm: 5mm Class C, talk 88-90; cvr 87.5, DNT, 30bp wide of last print.",
        "OC test passed, Class D back to cash pay; axed to buy 2mm mezz, mkt 66-68.",
      ]),
    Field(
      name: "medicine",
      textbook:
        "A myocardial infarction occurs when the blood supply to part of the heart muscle is "
        + "blocked.",
      desk: "Pt c/o SOB x3d, PMH CHF (EF 25%), s/p AICD; Lasix gtt, f/u BMP qAM, d/c home in AM.",
      before: [
        "Pt c/o CP x2h, PMH HTN, DM2; EKG NSR, trop neg x2, ASA given, f/u echo in AM.",
        "Pt c/o DOE x1w, PMH COPD on 2L NC; CXR neg, duonebs q4h, pred taper, f/u PFTs.",
        "Pt s/p CABG x3, POD2, afebrile, CT d/c'd, Lasix IV BID, f/u BMP qAM, PT/OT.",
      ]),
  ]
}
