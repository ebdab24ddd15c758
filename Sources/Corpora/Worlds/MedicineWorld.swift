extension World {
  /// Clinics: histories, findings, treatments.
  public static let medicine = World(
    name: "medicine", subjectName: "$STEM$ENDING",
    numbers: [
      Grammar.Category("age", (21...89).map { "\($0)" }, isUniform: true),
      Grammar.Category(
        "pressure", (0...20).map { "\(100 + 4 * $0)/\(60 + 2 * $0)" }, isUniform: true),
      Grammar.Category("days", (2...21).map { "\($0)" }, isUniform: true),
    ],
    lexicon: """
      ## title
      Discharge summary; Discharge letter; Hospital course; Summary of stay
      Admission note; History and physical; Clerking; Presenting complaint
      Clinical trial report; Trial protocol; Interim analysis; Randomized study
      Cardiology consult; Heart clinic letter; Arrhythmia service; Heart failure review
      Operation record; Theatre note; Anaesthetic record; Surgical pathology
      Microbiology result; Culture report; Infection control; Antibiotic stewardship
      Emergency note; Resuscitation record; Triage sheet; Trauma call
      Follow-up visit; Clinic letter; Outpatient review; Rehabilitation plan
      Oncology board; Tumour conference; Chemotherapy chart; Staging report
      Neurology opinion; Stroke unit; Seizure clinic; Nerve conduction study

      # STEM
      Cardi, Lumen, Prav, Zelap, Hemax, Orth, Velmid, Nefral, Bronq, Tass, Gluc, Dermaz, Sorb,
      Ketaph, Ventr, Amox, Fibral, Thyr, Oste, Migrad, Rhin, Pant, Curas, Immun, Neur, Vasol, Lipr,
      Renal, Pulm, Hepat, Gastr, Diur, Analg, Sedar, Tremol, Ocul, Cortis, Angin, Arthr, Mycos,
      Virad, Tumorel

      # ENDING
      ivex, enol, otin, aprin, axil, ocin, idone, alol, imab, ovir, etan, azole, itrin, aparin,
      asone, idar, elex, osal, oplan, amine

      # CLASS
      beta blocker, statin, macrolide antibiotic, loop diuretic, corticosteroid, anticoagulant, ACE
      inhibitor, antiepileptic, opioid analgesic, proton pump inhibitor, monoclonal antibody,
      bronchodilator, calcium channel blocker, tricyclic antidepressant, triptan, bisphosphonate,
      dopamine agonist, antifungal, nucleoside analogue, thiazide, muscle relaxant, antiemetic

      # TARGET
      hypertension, hyperlipidaemia, atrial fibrillation, community-acquired pneumonia, type 2
      diabetes, rheumatoid arthritis, chronic heart failure, epilepsy, asthma, osteoporosis,
      migraine, psoriasis, Parkinson's disease, hepatitis C, major depression, Crohn's disease,
      angina, open-angle glaucoma

      # DOSE
      5 mg, 10 mg, 20 mg, 40 mg, 75 mg, 100 mg, 250 mg, 500 mg, 2 mg, 15 mg, 30 mg, 50 mg, 80 mg,
      150 mg, 200 mg

      # RISK
      hyperkalaemia, hepatotoxicity, QT prolongation, neutropenia, angioedema, bradycardia,
      gastrointestinal bleeding, rhabdomyolysis, a dry cough, weight gain, agranulocytosis,
      drowsiness, photosensitivity, tinnitus, hyponatraemia, optic neuritis, peripheral oedema,
      constipation

      # ROUTE
      by mouth, intravenously, under the skin, by inhalation, as a patch, into the muscle, under the
      tongue, rectally, as eye drops, through the feeding tube

      # MAKER
      Celadon Pharma, Lund Biologics, Ferring Hall, Osler Therapeutics, Vesalius, Galenica North,
      Harvey Labs, Snow and Lister, Paracel, Avicena Works, Hygeia, Corbel Medical

      # TRIAL
      ALPINE, BEACON, CORAL, DORIC, EMBER, FALCON, GALE, HARBOUR, IBIS, JASPER, KEEL, LANCER,
      MISTRAL, NOVA, ORCHID, PRISM, QUARTZ, RAMPART, SUMMIT, TALISMAN, UNITY, VIGIL

      # disease
      myocardial infarction, pulmonary embolism, sepsis, stroke, cirrhosis, pneumonia, pancreatitis,
      kidney disease, deep vein thrombosis, meningitis, cholecystitis, appendicitis, endocarditis,
      diabetic ketoacidosis, anaemia, lymphoma, hypothyroidism, gout, ulcerative colitis,
      sarcoidosis, multiple sclerosis, aortic stenosis, cellulitis, glaucoma, pyelonephritis,
      pericarditis, bronchiectasis, preeclampsia, acromegaly, Addison's disease, alcoholic
      hepatitis, amyloidosis, anaphylaxis, aneurysm, ankylosing spondylitis, aortic dissection,
      arteriosclerosis, asbestosis, atopic dermatitis, bacterial vaginosis, Bell's palsy, bipolar
      disorder, bladder outflow obstruction, brain abscess, bronchiolitis, bulimia, bursitis,
      carcinoid syndrome, cardiac tamponade, cardiomyopathy, carpal tunnel syndrome, cataract,
      cerebral palsy, cholangitis, cholera, coeliac disease, colorectal cancer, community-acquired
      sepsis, compartment syndrome, croup, Cushing's syndrome, cystic fibrosis, cystitis, delirium,
      dementia, dengue, diabetes insipidus, diphtheria, diverticulitis, eclampsia, ectopic
      pregnancy, eczema, empyema, encephalitis, endometriosis, epiglottitis, erysipelas,
      fibromyalgia, gallstone ileus, gastritis, gastroenteritis, glomerulonephritis, Graves'
      disease, Guillain-Barré syndrome, haemochromatosis, haemolytic anaemia, haemophilia, hepatic
      encephalopathy, herpes zoster, Hodgkin lymphoma, Huntington's disease, hydrocephalus,
      hydronephrosis, hyperparathyroidism, hypertensive crisis, inguinal hernia, interstitial lung
      disease, intussusception, iron deficiency, Kawasaki disease, leishmaniasis, leprosy,
      leukaemia, Lyme disease, macular degeneration, malaria, mastitis, measles, melanoma, Ménière's
      disease, mesenteric ischaemia, mitral regurgitation, motor neurone disease, multiple myeloma,
      mumps, myasthenia gravis, myocarditis, nephrotic syndrome, neuroblastoma, osteoarthritis,
      osteomyelitis, otitis media, ovarian torsion, Paget's disease, pancytopenia, peptic ulcer,
      peritonitis, pernicious anaemia, phaeochromocytoma, placenta praevia, pleurisy, pneumothorax,
      polycythaemia, polymyalgia, porphyria, prostatitis, pulmonary fibrosis, pyloric stenosis,
      rabies, Raynaud's phenomenon, renal colic, rheumatic fever, rickets, scabies, schizophrenia,
      scleroderma, scurvy, arthritis of the hip, sickle cell disease, silicosis, sinusitis,
      Sjögren's syndrome, sleep apnoea, spinal stenosis, subarachnoid haemorrhage, subdural
      haematoma, syphilis, lupus, tetanus, thalassaemia, thyroiditis, tonsillitis, toxoplasmosis,
      trigeminal neuralgia, tuberculosis, typhoid, urosepsis, uveitis, varicella, vasculitis,
      vitiligo, volvulus, von Willebrand disease, whooping cough, Wilson's disease

      # sign
      dyspnoea, chest pain, fever, jaundice, oedema, tachycardia, haematuria, syncope, vertigo,
      nausea, pruritus, cyanosis, ascites, haemoptysis, headache, confusion, abdominal tenderness,
      dysphagia, night sweats, paraesthesia, hypotension, wheezing, discharge, nystagmus,
      hemiparesis, agitation, alopecia, amenorrhoea, anorexia, anosmia, anuria, aphasia, apnoea,
      arthralgia, asterixis, ataxia, back pain, bloating, blurred vision, bone pain, bruising,
      chills, chorea, claudication, clonus, clubbing, cold sweats, colic, constipation, convulsions,
      cough, crepitus, diarrhoea, diplopia, dizziness, drooling, dry mouth, dysarthria, dyspepsia,
      dysuria, easy fatigue, ecchymosis, epistaxis, erythema, exophthalmos, facial droop, faecal
      incontinence, fasciculation, flank pain, flatulence, flushing, foot drop, galactorrhoea,
      goitre, guarding, gynaecomastia, haematemesis, haemolysis, hallucinations, hearing loss,
      heartburn, hepatomegaly, hiccups, hirsutism, hoarseness, hypothermia, insomnia, intention
      tremor, joint swelling, lethargy, livedo, lymphadenopathy, malaise, melaena, memory loss,
      myalgia, myoclonus, neck stiffness, neglect, nocturia, numbness, oliguria, orthopnoea,
      otalgia, pallor, palpitations, papilloedema, petechiae, photophobia, pleural rub, polydipsia,
      polyphagia, polyuria, ptosis, purpura, rash, rebound tenderness, rectal bleeding, rigors,
      sciatica, scotoma, shivering, somnolence, spasticity, splenomegaly, steatorrhoea, stridor,
      tachypnoea, tenesmus, thirst, tinnitus, tremor, urinary retention, urticaria, vomiting,
      weakness, weight loss, xerostomia

      # test
      echocardiography, the blood culture, the electrocardiogram, computed tomography, bronchoscopy,
      the lumbar puncture, serum creatinine, the troponin level, colonoscopy, the urinalysis,
      magnetic resonance imaging, the biopsy, spirometry, the arterial blood gas, C-reactive
      protein, the chest radiograph, angiography, the complete blood count, the stool culture,
      endoscopy, abdominal ultrasound, amniocentesis, ankle-brachial index, arthroscopy, the
      audiogram, the barium swallow, blood glucose, the bone scan, cardiac catheterization, the
      carotid Doppler, the clotting screen, colposcopy, the cortisol level, cystoscopy, the D-dimer,
      dual-energy absorptiometry, electroencephalography, electromyography, elastography, the
      ferritin level, fine-needle aspiration, the genetic panel, the glucose tolerance test,
      haemoglobin electrophoresis, the hepatitis serology, the Holter monitor, the HIV test,
      hysteroscopy, the karyotype, laparoscopy, the lipid profile, liver function testing,
      mammography, the mini-mental state examination, the nerve biopsy, ophthalmoscopy, the oral
      swab, the peak flow, the Pap smear, polysomnography, positron emission tomography, the
      prothrombin time, the pulmonary function test, pulse oximetry, the reticulocyte count, serum
      amylase, serum lactate, sigmoidoscopy, the skin prick test, the slit-lamp examination, the
      sputum smear, the stress test, synovial fluid analysis, the thyroid panel, the tilt-table
      test, the tuberculin test, tympanometry, the upper endoscopy, urodynamic testing, venography,
      the ventilation-perfusion scan, the viral load, the Wood's lamp

      # organ
      ventricle, kidney, liver, spleen, distal ileum, pancreas, thyroid gland, mitral valve, lobe,
      cerebellum, gallbladder, femoral artery, lumbar spine, cornea, bone marrow, portal vein, optic
      nerve, bladder, adrenal gland, alveolus, anterior chamber, aortic arch, appendix, ascending
      colon, basal ganglia, basilar artery, bile duct, brachial plexus, brainstem, breast, bronchus,
      caecum, calcaneus, carotid sheath, cervix, clavicle, cochlea, coronary sinus, corpus callosum,
      cruciate ligament, diaphragm, duodenum, eardrum, endometrium, epididymis, epiglottis,
      fallopian tube, femoral head, fibula, gastric antrum, hip joint, hippocampus, humerus,
      hypothalamus, iliac crest, inferior vena cava, inner ear, intervertebral disc, iris, jejunum,
      knee joint, larynx, atrium, lens, lymph node, mandible, maxillary sinus, mediastinum, median
      nerve, meniscus, middle ear, nasal septum, oesophagus, oral mucosa, ovary, palate,
      parathyroid, parotid gland, patella, pelvis, peritoneum, pharynx, phrenic nerve, pituitary,
      placenta, pleura, prostate, pulmonary trunk, pylorus, radial nerve, rectum, renal pelvis,
      retina, rib cage, rotator cuff, sacrum, scalp, scapula, sciatic nerve, sclera, scrotum,
      sigmoid colon, skull base, spinal cord, sternum, subclavian vein, temporal lobe, testis,
      thalamus, thymus, tibia, tongue, tonsil, trachea, tricuspid valve, ureter, urethra, uterus,
      vagus nerve, vestibule, vocal cord

      # quality
      bilateral, chronic, acute, benign, malignant, idiopathic, necrotic, diffuse, mild, severe,
      asymptomatic, recurrent, postoperative, congenital, metastatic, febrile, refractory, septic,
      ischaemic, inflammatory, afebrile, allergic, anterior, atypical, autoimmune, autosomal,
      bullous, calcified, catarrhal, cavitating, cicatricial, colicky, comatose, confluent,
      contagious, cutaneous, degenerative, demyelinating, dermal, disseminated, distal, dysplastic,
      eczematous, endemic, endogenous, episodic, erosive, exudative, familial, fibrotic, florid,
      focal, friable, fulminant, gangrenous, generalized, glandular, granulomatous, haemorrhagic,
      hereditary, hyperplastic, hypertrophic, iatrogenic, incidental, indolent, infectious,
      infiltrative, insidious, intermittent, intractable, invasive, latent, lateral, localized,
      lymphatic, medial, morbid, mucosal, multifocal, mutant, nodular, nosocomial, occult, papular,
      paroxysmal, pathological, perforated, perinatal, persistent, posterior, premalignant, primary,
      progressive, proximal, psychogenic, purulent, pustular, reactive, relapsing, resectable,
      residual, sclerotic, secondary, sensorineural, serous, spastic, sporadic, squamous, subacute,
      subclinical, superficial, suppurative, symptomatic, systemic, terminal, toxic, transient,
      traumatic, tropical, ulcerated, unilateral, unresectable, unstable, vascular, venous,
      vesicular, viral, visceral

      # therapy
      intravenous fluids, haemodialysis, mechanical ventilation, physiotherapy, a blood transfusion,
      chemotherapy, percutaneous intervention, broad-spectrum antibiotics, palliative care, oxygen,
      laparoscopic surgery, anticoagulation, insulin, radiotherapy, bed rest, skin grafting,
      thrombolysis, catheter ablation, adrenaline, allergen immunotherapy, amputation, antitoxin,
      appendicectomy, artificial nutrition, balloon dilatation, bariatric surgery, beta interferon,
      bladder irrigation, bone grafting, brachytherapy, bronchial lavage, cardioversion, cataract
      extraction, chest drainage, cholecystectomy, coil embolization, cognitive behavioural therapy,
      colostomy, compression stockings, coronary bypass, craniotomy, cryotherapy, debridement,
      decompression, deep brain stimulation, desensitization, dietary advice, electroconvulsive
      therapy, enteral feeding, epidural analgesia, exchange transfusion, fasciotomy, fluid
      restriction, folic acid, gene therapy, graduated exercise, hernia repair, hip replacement,
      hormone replacement, hyperbaric oxygen, hysterectomy, immunoglobulin, incision and drainage,
      inhaled steroids, internal fixation, intubation, iron supplements, joint aspiration,
      keratoplasty, knee replacement, lactulose, laminectomy, laser coagulation, light therapy,
      lithotripsy, liver transplantation, lobectomy, lumpectomy, magnesium sulphate, mastectomy,
      nebulized salbutamol, nephrectomy, nerve block, non-invasive ventilation, occupational
      therapy, pacemaker insertion, parenteral nutrition, patient-controlled analgesia, peritoneal
      dialysis, phototherapy, plasma exchange, plaster immobilization, platelet transfusion,
      positive pressure ventilation, prone positioning, prophylactic heparin, psychotherapy,
      pulmonary rehabilitation, rehydration, renal transplantation, sclerotherapy, sedation, spinal
      fusion, splenectomy, splinting, stem cell transplantation, stent insertion, suture of the
      wound, synovectomy, targeted therapy, thoracotomy, thrombectomy, thyroidectomy, tonsillectomy,
      tracheostomy, traction, valve replacement, vagotomy, vasopressors, vitamin K, warming
      blankets, watchful waiting, wound care

      # staff
      attending physician, cardiologist, surgeon, nurse, radiologist, anaesthetist, registrar,
      pathologist, physiotherapist, general practitioner, neurologist, midwife, audiologist,
      biochemist, case manager, charge nurse, chest physician, clinical pharmacist, community nurse,
      consultant, dermatologist, dietitian, endocrinologist, epidemiologist, gastroenterologist,
      geneticist, geriatrician, gynaecologist, haematologist, health visitor, hepatologist, house
      officer, immunologist, infectious disease team, intensivist, locum, medical student,
      microbiologist, neonatologist, nephrologist, neurosurgeon, obstetrician, occupational
      therapist, oncologist, ophthalmologist, optometrist, orthopaedic team, pain team, palliative
      care team, paediatrician, paramedic, perfusionist, phlebotomist, plastic surgeon,
      psychiatrist, psychologist, rheumatologist, scrub nurse, social worker, speech therapist,
      stoma nurse, stroke team, theatre sister, toxicologist, transplant coordinator, trauma
      surgeon, triage nurse, urologist, vascular surgeon, ward clerk

      # course
      improved, deteriorated, remained stable, recovered fully, relapsed, responded, was intubated,
      was extubated, tolerated the procedure, declined treatment, was transferred, complained of
      thirst, became afebrile, became hypotensive, bled again, collapsed, could walk unaided,
      deferred surgery, developed a rash, died, fainted, gained weight, had a seizure, mobilized
      with a frame, needed rescue medication, opened both eyes, passed urine, refused consent,
      regained consciousness, required dialysis, resumed oral intake, seroconverted, slept poorly,
      spiked a temperature, stopped smoking, suffered a fall, vomited twice, was anticoagulated, was
      cannulated, was catheterized, was cross-matched, was defibrillated, was discharged home, was
      isolated, was lost to follow-up, was prescribed analgesia, was readmitted, was resuscitated,
      was sedated, was stented, was taken to theatre, was ventilated overnight, was weaned off
      oxygen, withdrew from the study

      # germ
      Staphylococcus aureus, Escherichia coli, Streptococcus pneumoniae, Klebsiella, Candida
      albicans, Pseudomonas aeruginosa, Enterococcus faecalis, Haemophilus influenzae, Neisseria,
      Clostridium, Acinetobacter, Actinomyces, Aspergillus, Bacillus cereus, Bacteroides fragilis,
      Bartonella, Bordetella pertussis, Borrelia, Brucella, Campylobacter, Chlamydia, Citrobacter,
      Corynebacterium, Coxiella, Cryptococcus, cytomegalovirus, Enterobacter, Epstein-Barr virus,
      Francisella, Gardnerella, Giardia, Helicobacter pylori, hepatitis B virus, herpes simplex,
      Histoplasma, influenza A, Legionella, Leptospira, Listeria, Moraxella, Mycobacterium avium,
      Mycoplasma, norovirus, parvovirus, Pneumocystis, Proteus mirabilis, Rickettsia, rotavirus,
      Salmonella, Serratia, Shigella, Stenotrophomonas, Toxoplasma, Treponema, Trichomonas, Vibrio
      cholerae, Yersinia

      # showed
      revealed, excluded, confirmed, suggested, demonstrated, was negative for, was positive for,
      raised suspicion of, failed to show, was consistent with, ruled out, was compatible with,
      could not exclude, localized, corroborated, pointed to, was diagnostic of, detected early,
      hinted at, missed

      # sense
      interest in food on the ward, a finding of interest, a region of interest on the scan,
      consideration of surgery, consideration for organ donation, a serous discharge, discharge to a
      nursing home, nipple discharge, the diagnostic yield, the yield of the biopsy, a poor yield of
      marrow, the blood culture, tissue culture, a culture of the sputum, a clear resection margin,
      the costal margin, the margin of the ulcer, a third party to the consent, the treating party,
      pain relief, symptomatic relief, relief of obstruction, the bond between mother and infant, a
      dental bond, a disulfide bond, a randomized trial, a trial of labour, a trial without
      catheter, an ischaemic stroke, the stroke volume, a lacunar stroke, a surgical instrument, the
      instrument count, a screening instrument, the visiting policy, the antibiotic policy, the
      charge nurse's note, the charge of the defibrillator, nursing staff in charge, the title of
      the protocol, the antibody title in the old notation, an elective operation, an operation
      under local anaesthesia, an emergency operation, the security of the airway, food security at
      home, a loose motion, the range of motion, painful motion of the hip, execution of voluntary
      movement, the execution of the care plan, a positive culture, positive pressure, a positive
      family history, a false positive result, the acute abdomen, acute rejection, an acute on
      chronic picture, fluid balance, acid-base balance, impaired balance and gait, an appeal for
      donors, an appeal to the ethics board, a safety issue, an issue with the cannula, the tidal
      volume, low blood volume, volume overload, exposure to asbestos dust, radiation exposure,
      surgical exposure of the nerve, postnatal depression, a depression of the ST segment,
      respiratory depression, the presenting complaint, a complaint of dizziness, the stock of red
      cells, the stock solution, a stem cell, the white cell count, a squamous cell, a raised
      security rating on the ward

      ## plan
      repeat the imaging
      check the electrolytes
      taper the steroids
      refer to the pain clinic
      monitor the urine output
      remove the catheter
      withhold the evening dose
      arrange home oxygen
      culture the line tip
      elevate the limb
      start a low-salt diet
      titrate to response
      encourage early mobilization
      obtain informed consent
      review the drug chart
      keep nil by mouth
      measure the trough level
      switch to oral therapy
      notify public health
      vaccinate the contacts
      book the day unit
      involve the family
      discuss resuscitation status
      swab the wound
      correct the coagulopathy
      warm the patient
      restrict free water
      stop the offending agent
      rescan in a fortnight
      discharge with a safety net

      # exposure
      smoking, contaminated water, a recent long flight, a tick bite, alcohol, asbestos, a
      needlestick injury, raw shellfish, close contact with a case, an unwitnessed fall, missed
      doses, a high-salt diet, prolonged immobility, unpasteurized milk, solvent fumes, cat
      scratches, intravenous drug use, a blow to the head, shift work, wood smoke, an insect sting,
      organophosphates, travel to the tropics, blood products, radiation, herbal remedies, an
      allergen, cold air, emotional stress, heavy lifting, mouldy hay, pigeon droppings, silica
      dust, sudden withdrawal, a viral prodrome, ultraviolet light

      # device
      stethoscope, laryngoscope, endotracheal tube, nasogastric tube, urinary catheter, central
      line, chest drain, defibrillator, pulse oximeter, infusion pump, scalpel, retractor, forceps,
      speculum, otoscope, tourniquet, nebulizer, spacer, glucometer, cervical collar, walking frame,
      hearing aid, insulin pump, dialysis fistula, pacing wire, external fixator, arterial line,
      bag-valve mask, blood warmer, bone saw, bronchoscope, cannula, cast, colonoscope, crutch,
      cuff, curette, dermatome, dilator, drill guide, ear speculum, electrode, feeding tube,
      guidewire, haemostat, hoist, inhaler, introducer, lancet, laser fibre, mesh, ophthalmoscope,
      orthosis, pessary, prosthesis, reflex hammer, rongeur, sling, splint, stapler, stent, suction
      catheter, syringe driver, thermometer, tracheostomy mask, trocar, tuning fork, ventilator

      # manner
      promptly, gradually, under sedation, without complication, under local anaesthesia, at the
      bedside, on exertion, at rest, overnight, on the first attempt, with aseptic technique,
      despite analgesia, under ultrasound guidance, in the supine position, in the lateral position,
      on day one, within the hour, against medical advice, as an outpatient, by telephone, with
      assistance, through a single port, to full effect, with good effect, in divided doses, before
      meals, at night, as required, under supervision, in the anaesthetic room, on two occasions,
      via the femoral route, with some reluctance

      # score
      Glasgow coma scale, Apgar score, APACHE score, Wells score, visual analogue scale, Barthel
      index, frailty score, early warning score, New York class, Child-Pugh grade, Ranson score,
      Mallampati class, ASA grade, Gleason grade, Karnofsky index, Bristol stool chart, Braden
      scale, NIH stroke scale, Waterlow score, Ranchos level, Duke stage

      # unit
      intensive care, the emergency department, the day ward, the stroke unit, the labour ward, the
      burns unit, theatre, recovery, the fracture clinic, the hospice, the dialysis unit, coronary
      care, the isolation room, the endoscopy suite, the acute medical unit, the neonatal unit, the
      outpatient clinic, the rehabilitation ward, the radiology department, the mortuary, the
      community clinic, the admissions lounge, the transplant unit, the memory clinic, the blood
      bank

      # number-word
      hazard ratio, odds ratio, absolute risk reduction, number needed to treat, median survival,
      relapse rate, mortality at one year, length of stay, readmission rate, quality of life score,
      response rate, incidence, prevalence, sensitivity, specificity, likelihood ratio, adverse
      event rate, progression-free survival, pain score, time to discharge, transfusion requirement,
      infection rate, functional status, rate of remission, viral clearance, ejection fraction,
      symptom burden, rate of dropout, platelet count, creatinine clearance

      # abbreviation
      BMI, COPD, CRP, CT, ECG, EEG, ESR, GCS, GFR, HbA1c, HDL, ICU, INR, LDL, MRI, MRSA, NSAID, PCR,
      PEEP, PRN, PSA, PTH, RBC, SpO2, TIA, TNM, TSH, UTI, WBC, ABG, AKI, ARDS, BNP, CABG, CPR, CSF,
      DKA, DVT, FEV1, GORD, IBD, LFT, NSTEMI

      # lead
      In theatre, On arrival, Clinically, Subsequently, However, By day three, Thereafter, Within
      minutes, At the bedside, On the ward, Initially, Unfortunately, As expected, In recovery, On
      review, At handover, By morning, During the night, Later, Meanwhile, Of note, Otherwise,
      Sadly, Serially, Since admission, Soon afterwards, Surprisingly, Unusually, Upon waking, By
      contrast, In retrospect, In keeping with this, In summary, Hence, Further, On balance, On
      direct questioning, On the second day, On the left, On the right, Post mortem, Reassuringly,
      Today, Yesterday, Transiently, With hindsight, Within a week, In childhood, In clinic,
      Interestingly, Last winter, Again, Additionally, At autopsy, At induction, At discharge, By
      this stage, Eventually

      # epithet
      duty, on-call, senior, junior, visiting, covering, experienced, consulting, referring,
      supervising, night, retired, chief, lead, locum-grade, research, weekend, newly qualified,
      responsible, admitting, treating, exhausted, trainee, resident, second, assisting, remote

      # side
      left, right, upper, lower, swollen, normal, enlarged, atrophic, perfused, ruptured, inflamed,
      obstructed, transplanted, injured, donor, dilated, scarred, irradiated, ischaemic-looking,
      healthy, resected, bleeding, cirrhotic, thickened, tender, infarcted, mobile, fixed, adherent

      # reported
      suspected, diagnosed, considered, excluded, documented, reported, questioned, feared,
      confirmed, recorded, overlooked, discussed, treated, mentioned, anticipated, ruled out,
      reviewed, coded, communicated, staged, managed, flagged, explained, misread, observed

      # degree
      slight, marked, moderate, profound, worsening, new-onset, long-standing, fluctuating,
      painless, painful, nocturnal, exertional, unexplained, drug-induced, early, late, overt,
      resolving, troublesome, frank, gross, minimal, stress-related, seasonal, lifelong

      ## clinician
      {staff}
      {epithet} {staff}

      ## symptom
      {sign}
      {degree} {sign}
      {quality} {sign}

      ## condition
      {disease}
      {quality} {disease}

      ## part
      {organ}
      {side} {organ}

      ## clause
      the {clinician} {reported} {condition}
      we noted {symptom} {manner}
      findings on {test} suggested {condition}
      treatment by {therapy} continued {manner}
      his {part} was {quality}
      her {part} was {quality}
      our patient {course}
      growth of {germ} from the {part} was {reported}
      a history of {exposure} was {reported}
      it was decided to {plan}
      values for {abbreviation} were repeated {manner}
      despite {therapy} the {symptom} returned
      transfer from {unit} took place {manner}
      using {a device} the {clinician} drained the {part}
      points on the {score} fell by {days}
      mention of {sense} was {reported}
      patients with {condition} often have {symptom}
      no change in the {number-word} was seen
      relatives described {symptom} and {symptom}
      one {clinician} thought of {condition}, another of {condition}

      # term
      myocardial infarction, pulmonary embolism, ischaemic stroke, deep vein thrombosis,
      cholecystitis, endocarditis, diabetic ketoacidosis, pyelonephritis, pericarditis,
      bronchiectasis, preeclampsia, dyspnoea, tachycardia, haematuria, syncope, haemoptysis,
      dysphagia, paraesthesia, hemiparesis, nystagmus, cyanosis, ascites, echocardiography,
      electrocardiogram, bronchoscopy, spirometry, colonoscopy, lumbar puncture, arterial blood gas,
      troponin, haemodialysis, thrombolysis, anticoagulation, percutaneous, laparoscopic,
      corticosteroid, anticoagulant, bradycardia, rhabdomyolysis, hyperkalaemia, angioedema,
      neutropenia, Staphylococcus aureus, anaesthetist, rheumatoid arthritis, atrial fibrillation,
      phaeochromocytoma, glomerulonephritis

      ## sentence
      {lead}, {clause}.
      Our {clinician} noted {symptom} and advised to {plan}.
      So {clause}, and {clause}.
      Aged {age}, the patient presented with {symptom} and {symptom}.
      Examination revealed {symptom}, and blood pressure was {pressure} mmHg.
      Imaging of the {part} by {test} {showed} {condition}.
      History includes {condition}, {condition} and {condition}.
      Treatment with {therapy} was started by the {clinician}.
      After {days} days the patient {course} on $NAME.
      Discharge from the wound grew {germ}, and {therapy} was added.
      Culture of the {part} yielded {germ}.
      In the $TRIAL trial, patients with {condition} received $NAME or placebo for {days} days.
      Because of {symptom}, the {clinician} ordered {test}.
      No {sign} was noted, and the {part} was unremarkable.
      $NAME is a $CLASS for $TARGET, given $ROUTE at $DOSE daily.
      Findings in the {part} were {quality}; {test} {showed} {condition}.
      At follow-up the {clinician} recorded {pressure} mmHg and no {sign}.
      Among its adverse effects, that of $NAME most feared is $RISK.
      Stroke was considered, but {test} {showed} {condition} instead.
      Relief of {symptom} followed {therapy} within {days} hours.
      Allergy to $NAME and other drugs of its class, $CLASS, was documented.
      Operation on the {part} was uneventful, and the patient {course}.
      Surgical margins of the {part} were clear of {quality} disease.
      For $TARGET the usual dose is $DOSE $ROUTE.
      Given {condition} and {symptom}, {therapy} is indicated.
      Consideration was given to {therapy}, but the patient {course}.
      Laboratory data: {test} {showed} {condition}.
      Plan: {plan}, {plan}, and {plan} in {days} days.
      If {symptom} should recur, the {clinician} should {plan}.
      Both {organ} and {organ} showed {quality} change.
      Two days after {therapy} the patient {course} with {symptom}.
      Prognosis in {condition} depends on the {part}.
      Made by $MAKER, $NAME was first tested in {condition}.
      Patients taking $NAME $ROUTE had less {symptom} but more {symptom}.
      Risk factors were {exposure} and {exposure}.
      Shortly after {exposure} the patient developed {symptom}.
      From {unit} the patient was moved to {unit} for {therapy}.
      With regard to {sense}, the {clinician} was reassured.
      Note {sense} and {sense} in the chart.
      Differential diagnosis: {condition}, {condition}, or less likely {condition}.
      Under {therapy} the {part} recovered, though {symptom} persisted for {days} weeks.
      Compared with placebo, $NAME changed the {number-word} by {days} percent.
      Secondary endpoints of $TRIAL were the {number-word} and the {number-word}.
      Abnormal values: {abbreviation} and {abbreviation}, both repeated by the {clinician}.
      Resistant {germ} was isolated from the {part} on day {days}.
      We stopped $NAME because of $RISK and gave {therapy}.
      Biopsy of the {part} showed {quality} tissue and {germ}.
      Neither {symptom} nor {symptom} was present on admission to {unit}.
      Following {exposure}, {test} is advised to exclude {condition}.
      Every {days} hours the {clinician} must {plan}.
      Untreated, {condition} leads to {symptom} and damage to the {part}.
      Should {germ} be confirmed, {plan}.
      Once {symptom} had settled, the patient {course} and left {unit}.
      Per protocol, {abbreviation} was measured before {therapy}.
      Overnight the patient {course}; the {clinician} was called to {unit}.
      The {organ} was inspected {manner} with {a device} and appeared {quality}.
      Using {a device}, the {clinician} carried out the procedure {manner}.
      Scores on the {score} and the {score} were unchanged.
      Asked about {exposure}, the patient {course} and then mentioned {symptom}.
      To {plan} is safer than {therapy} in {condition}.
      """)
}
