extension World {
  /// Clinics: histories, findings, treatments.
  public static let medicine = World(
    name: "medicine", domainTerms: Lexicon.entries(terms)
  ) { stream in
    Grammar(
      name: "medicine",
      topics: [
        "Discharge summary", "Admission note", "Clinical trial report", "Cardiology consult",
        "Operation record", "Microbiology result", "Emergency note", "Follow-up visit",
      ],
      subjects: subjects(
        Lexicon.entries(drugs),
        facts: [
          "CLASS": Lexicon.entries(drugClasses), "TARGET": Lexicon.entries(targets),
          "DOSE": ["5 mg", "10 mg", "20 mg", "40 mg", "75 mg", "100 mg", "250 mg", "500 mg"],
          "RISK": Lexicon.entries(risks),
        ], &stream),
      categories: [
        Grammar.Category("disease", Lexicon.entries(diseases)),
        Grammar.Category("sign", Lexicon.entries(signs)),
        Grammar.Category("test", Lexicon.entries(tests)),
        Grammar.Category("organ", Lexicon.entries(organs)),
        Grammar.Category("quality", Lexicon.entries(qualities)),
        Grammar.Category("therapy", Lexicon.entries(therapies)),
        Grammar.Category("staff", Lexicon.entries(staff)),
        Grammar.Category("course", Lexicon.entries(courses)),
        Grammar.Category("germ", Lexicon.entries(germs)),
        Grammar.Category("showed", Lexicon.entries(findings)),
        Grammar.Category("age", (21...89).map { "\($0)" }, isUniform: true),
        Grammar.Category(
          "pressure", (0...20).map { "\(100 + 4 * $0)/\(60 + 2 * $0)" }, isUniform: true),
        Grammar.Category("days", (2...21).map { "\($0)" }, isUniform: true),
      ], templates: Lexicon.lines(templates), paragraphs: 2...4, sentences: 3...6)
  }

  private static let drugs = """
    Cardivex, Lumenol, Pravotin, Zelaprin, Hemaxil, Orthocin, Velmidone, Nefralol, Bronquil, Tassovir,
    Glucetan, Dermazole, Sorbitrin, Ketaphan, Ventrolol, Amoxidar, Fibralex, Thyrosal, Osteplan,
    Migradone, Rhinocort B, Pantolex, Curasept, Immunavir
    """
  private static let drugClasses = """
    beta blocker, statin, macrolide antibiotic, loop diuretic, corticosteroid, anticoagulant,
    ACE inhibitor, antiepileptic, opioid analgesic, proton pump inhibitor, monoclonal antibody,
    bronchodilator
    """
  private static let targets = """
    hypertension, hyperlipidaemia, atrial fibrillation, community-acquired pneumonia, type 2 diabetes,
    rheumatoid arthritis, chronic heart failure, epilepsy, asthma, osteoporosis
    """
  private static let risks = """
    hyperkalaemia, hepatotoxicity, QT prolongation, neutropenia, angioedema, bradycardia,
    gastrointestinal bleeding, rhabdomyolysis
    """
  private static let diseases = """
    myocardial infarction, pulmonary embolism, sepsis, ischaemic stroke, cirrhosis, pneumonia,
    acute pancreatitis, chronic kidney disease, deep vein thrombosis, meningitis, cholecystitis,
    appendicitis, endocarditis, diabetic ketoacidosis, anaemia, lymphoma, hypothyroidism, gout,
    ulcerative colitis, sarcoidosis, multiple sclerosis, aortic stenosis, cellulitis, glaucoma,
    pyelonephritis, pericarditis, bronchiectasis, preeclampsia
    """
  private static let signs = """
    dyspnoea, chest pain, fever, jaundice, oedema, tachycardia, haematuria, syncope, vertigo, nausea,
    pruritus, cyanosis, ascites, haemoptysis, headache, confusion, abdominal tenderness, dysphagia,
    night sweats, paraesthesia, hypotension, wheezing, purulent discharge, nystagmus, hemiparesis
    """
  private static let tests = """
    echocardiography, the blood culture, the electrocardiogram, computed tomography, bronchoscopy,
    the lumbar puncture, serum creatinine, the troponin level, colonoscopy, the urinalysis,
    magnetic resonance imaging, the biopsy, spirometry, the arterial blood gas, C-reactive protein,
    the chest radiograph, angiography, the complete blood count, the stool culture, endoscopy
    """
  private static let organs = """
    left ventricle, right kidney, liver, spleen, distal ileum, pancreas, thyroid gland, mitral valve,
    lower lobe, cerebellum, gallbladder, femoral artery, lumbar spine, cornea, bone marrow,
    portal vein, optic nerve, bladder
    """
  private static let qualities = """
    bilateral, chronic, acute, benign, malignant, idiopathic, necrotic, diffuse, mild, severe,
    asymptomatic, recurrent, postoperative, congenital, metastatic, febrile, refractory, septic,
    ischaemic, inflammatory
    """
  private static let therapies = """
    intravenous fluids, haemodialysis, mechanical ventilation, physiotherapy, a blood transfusion,
    chemotherapy, percutaneous intervention, broad-spectrum antibiotics, palliative care, oxygen,
    laparoscopic surgery, anticoagulation, insulin, radiotherapy, bed rest, skin grafting,
    thrombolysis, catheter ablation
    """
  private static let staff = """
    the attending physician, the cardiologist, the surgeon, the nurse, the radiologist,
    the anaesthetist, the registrar, the pathologist, the physiotherapist, the general practitioner,
    the neurologist, the midwife
    """
  private static let courses = """
    improved, deteriorated, remained stable, recovered fully, relapsed, responded, was intubated,
    was extubated, tolerated the procedure, declined treatment, was transferred, complained
    """
  private static let germs = """
    Staphylococcus aureus, Escherichia coli, Streptococcus pneumoniae, Klebsiella, Candida albicans,
    Pseudomonas aeruginosa, Enterococcus faecalis, Haemophilus influenzae, Neisseria, Clostridium
    """
  private static let findings = """
    revealed, excluded, confirmed, suggested, demonstrated, was negative for, was positive for,
    raised suspicion of
    """
  private static let templates = """
    $NAME is a $CLASS for $TARGET, given at $DOSE daily.
    The main adverse effect of $NAME is $RISK.
    A {age}-year-old patient presented with {sign} and {sign}.
    On examination there was {quality} {sign}, and blood pressure was {pressure} mmHg.
    Imaging of the {organ} by {test} {showed} {disease}.
    History includes {disease}, {disease} and {quality} {disease}.
    Treatment with {therapy} was started by {staff}.
    After {days} days the patient {course} on $NAME.
    Discharge from the wound grew {germ}, and {therapy} was added.
    Culture of the {organ} yielded {germ}.
    In the trial, patients with {disease} received $NAME or placebo for {days} days.
    Because of {sign}, {staff} ordered {test}.
    No {sign} was noted, and the {organ} was unremarkable.
    Findings in the {organ} were {quality}; {test} {showed} {disease}.
    At follow-up {staff} recorded {pressure} mmHg and no {sign}.
    Stroke was considered, but {test} {showed} {disease} instead.
    Relief of {sign} followed {therapy} within {days} hours.
    Operation on the {organ} was uneventful, and the patient {course}.
    Surgical margins of the {organ} were clear of {quality} disease.
    Given {disease} and {sign}, {therapy} is indicated.
    Consideration was given to {therapy}, but the patient {course}.
    Laboratory data: {test} {showed} {quality} {disease}.
    Plan: {therapy}, then {test} in {days} days.
    If {sign} recurs, {staff} should repeat {test}.
    Both {organ} and {organ} showed {quality} change.
    Two days after {therapy} the patient {course} with {sign}.
    Prognosis in {quality} {disease} depends on the {organ}.
    """
  private static let terms = """
    myocardial infarction, pulmonary embolism, ischaemic stroke, deep vein thrombosis, cholecystitis,
    endocarditis, diabetic ketoacidosis, pyelonephritis, pericarditis, bronchiectasis, preeclampsia,
    dyspnoea, tachycardia, haematuria, syncope, haemoptysis, dysphagia, paraesthesia, hemiparesis,
    nystagmus, cyanosis, ascites, echocardiography, electrocardiogram, bronchoscopy, spirometry,
    colonoscopy, lumbar puncture, arterial blood gas, troponin, haemodialysis, thrombolysis,
    anticoagulation, percutaneous, laparoscopic, corticosteroid, anticoagulant, bradycardia,
    rhabdomyolysis, hyperkalaemia, angioedema, neutropenia, Staphylococcus aureus, anaesthetist,
    rheumatoid arthritis, atrial fibrillation
    """
}
