extension DataSet {
  /// Parameters, FLOPs and losses read off figure 4 of Hoffmann et al. 2022 (Besiroglu et al. 2024).
  static let chinchillaPoints = DataSet(
    name: "chinchilla", title: "245 runs of the Chinchilla paper: parameters, FLOPs, loss",
    domain: "scaling", licence: "none stated",
    origin: "https://github.com/epoch-research/analyzing-chinchilla",
    contents: .numbers,
    base: "https://raw.githubusercontent.com/epoch-research/analyzing-chinchilla/"
      + "92258837425e1b5f2851d624287f0120583a3d0e/",
    table: """
      193478df4e90f040016431996c45682659306840ecdadf83cfb9cd5ca0aa1b30 23224 \
      data/svg_extracted_data.csv
      """)
}
