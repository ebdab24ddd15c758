extension DataSet {
  /// Eleven novels, each with the header and the licence that Project Gutenberg puts around them.
  static let gutenbergNovels = DataSet(
    name: "gutenberg", title: "Eleven novels of the 19th and early 20th century",
    domain: "general", licence: "public domain (USA)",
    origin: "https://github.com/GITenberg",
    contents: .novels,
    base: "https://raw.githubusercontent.com/GITenberg/",
    table: """
      2fcfa071498b30724bd1bd714ba89e38477d632b86d74e87559f6259d3917e36 804335 \
      A-Tale-of-Two-Cities_98/0f6111bc7237af7375295ec1754c2e57e19f67f1/98-0.txt
      cd9931183257a850178225bd5e25e4f2df0cbac544dfe9a49cd0ea5a210c24d9 616320 \
      Adventures-of-Huckleberry-Finn_76/8494afff3a26f95f37376f7a79a014cf818ccaba/76-0.txt
      665ff65cfa74655e6eba4e51deee9a05a8387abaa3170e0c6b65c44a7eea680c 883149 \
      Dracula_345/5216d6ea255fbf8966426a160b68251b18f16907/345-8.txt
      b58ce42c630e06314f2442d5937fa8a8556b6e3c5c16f4713c7332a4bb50b420 1049619 \
      Great-Expectations_1400/889db0e100928a957f469bf834c564d04065c8e6/1400-0.txt
      13423f5590be43aabc2d383386d544dc121eca306ced42cf790346733968a7f8 1847718 \
      Middlemarch_145/39add53d31f10ba5cecdcbe8c095f90b25fd4b3f/145-8.txt
      baf9b04fcf6e0008f30eaaa6697277751448c1070b20175e0082f28cbb161fd3 1276201 \
      Moby-Dick--Or-The-Whale_2701/bdf1948e6cd00963730971e5624e764a35f238c3/2701-0.txt
      48e0522844402a86a3ea98f0947ba85ea54838db3c59022299298ed968a5a163 724725 \
      Pride-and-Prejudice_1342/81db45c9c48c592f0b77f01fc59e677ad0a5634e/1342-0.txt
      87a68129bb1dd7c2eecca7a98f97c27bd507d9901a5e1115de765745a127a82e 594951 \
      The-Adventures-of-Sherlock-Holmes_1661/7e5dd2703fbf503c004063e96ab7c61262375e5f/1661-8.txt
      0c9bea907452abd6e9a31d9152188ef5007f0e2d3e4a52d7a6a627a37616249f 366813 \
      The-War-of-the-Worlds_36/8b08fa3a7cbef117c80b2b437adc46e75c37dbf0/36-0.txt
      4ea566a510a547adcb01b52fe78ff269926fe8d5e8060591f725de6d77afa3ac 1580890 \
      Ulysses_4300/fcbee188040e6c75e114f867829f0ab172b1941e/4300-0.txt
      6cbcc5ca5e590fb9ace161a5b93e4ecf280d7118104be0d63b686c004cfa70ae 3359542 \
      War-and-Peace_2600/fa22ab90f00f627e83d14acabe32d91602d2365d/2600-0.txt
      """)
}
