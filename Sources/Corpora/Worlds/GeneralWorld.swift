extension World {
  /// Everyday life: houses, weather, meals, neighbours.
  public static let general = World(
    name: "general", domainTerms: Lexicon.entries(terms)
  ) { stream in
    Grammar(
      name: "general",
      topics: [
        "A day at home", "News from the village", "Notes on the garden", "A journey", "The market",
        "At school", "A party", "The weather this week",
      ],
      subjects: subjects(
        Lexicon.entries(people),
        facts: [
          "TOWN": Lexicon.entries(towns), "TRADE": Lexicon.entries(trades),
          "PET": Lexicon.entries(pets), "KIN": Lexicon.entries(kin),
        ], &stream),
      categories: [
        Grammar.Category("thing", Lexicon.entries(things)),
        Grammar.Category("room", Lexicon.entries(rooms)),
        Grammar.Category("food", Lexicon.entries(foods)),
        Grammar.Category("quality", Lexicon.entries(qualities)),
        Grammar.Category("did", Lexicon.entries(verbs)),
        Grammar.Category("mood", Lexicon.entries(moods)),
        Grammar.Category("person", Lexicon.entries(persons)),
        Grammar.Category("place", Lexicon.entries(places)),
        Grammar.Category("weather", Lexicon.entries(weathers)),
        Grammar.Category("plant", Lexicon.entries(plants)),
        Grammar.Category("time", Lexicon.entries(times)),
        Grammar.Category("number", (2...60).map { "\($0)" }, isUniform: true),
      ], templates: Lexicon.lines(templates), paragraphs: 2...4, sentences: 3...6)
  }

  private static let people = """
    Mara Ellwood, Tom Hartley, Agnes Pell, Ruben Castle, Ida Thornby, Otto Lindqvist, Nell Farrow,
    Simon Brack, Clara Dunmore, Hugo Venn, Petra Mossley, Amos Reade, Wilma Straub, Felix Orchard,
    Dora Kettle, Jonas Wick, Lena Ashby, Victor Plume, Rosa Tindall, Edgar Moon, Bess Calloway,
    Arthur Quill, Hanna Birch, Miles Penhale
    """
  private static let towns = """
    Oakham Green, Little Stoke, Harrow Ferry, Millbrook, Saltend, Thornwick, Eastmere, Pinfold,
    Wexcombe, Alder Hill, Stonebridge, Lowfield
    """
  private static let trades = """
    baker, carpenter, teacher, gardener, postman, tailor, blacksmith, librarian, shepherd, painter,
    fisherman, clockmaker
    """
  private static let pets = """
    a grey cat, an old dog, two hens, a parrot, a tortoise, a lame pony, a white rabbit, a goose
    """
  private static let kin = """
    his aunt, her brother, the twins, an uncle from the coast, a cousin, the grandparents, a sister
    """
  private static let things = """
    kettle, lamp, basket, blanket, clock, chair, window, ladder, bucket, candle, mirror, suitcase,
    umbrella, teapot, bicycle, letter, newspaper, drawer, pillow, broom, hammer, saucepan, key,
    curtain, photograph, piano, notebook, scarf, button, lantern, cushion, cupboard, bottle, rope,
    wheelbarrow, violin, parcel, map, coat, boot, hat, needle, bell, stove, table, instrument
    """
  private static let rooms = """
    kitchen, attic, hall, cellar, bedroom, parlour, porch, barn, workshop, stable, pantry, yard,
    schoolroom, nursery, shed, study
    """
  private static let foods = """
    bread, soup, apple pie, roast chicken, honey, cheese, porridge, plum jam, mushrooms, fresh eggs,
    pancakes, ginger biscuits, cold ham, lentils, strawberries, buttered toast, fish stew, walnuts,
    baked potatoes, lemonade, cider, cocoa, barley broth, sausages, custard, pickled beets
    """
  private static let qualities = """
    old, red, heavy, broken, small, bright, dusty, wooden, warm, empty, narrow, quiet, shiny, wet,
    crooked, yellow, soft, enormous, rusty, clean, painted, borrowed, lovely, useless, familiar,
    striped, polished, forgotten, cheap, handsome
    """
  private static let verbs = """
    repaired, washed, carried, painted, dropped, found, hid, borrowed, admired, cleaned, opened,
    lost, sold, polished, lifted, kicked, wrapped, moved, inherited, noticed, bought, mended, drew,
    measured, hung up, gave away, counted, covered
    """
  private static let moods = """
    cheerful, tired, curious, angry, proud, nervous, grateful, sleepy, lonely, delighted, patient,
    stubborn, jealous, hopeful, silent, worried, amused, restless, polite, homesick
    """
  private static let persons = """
    the neighbour, a stranger, the schoolmaster, the miller, an old friend, the milkman, a traveller,
    the landlady, the children, the priest, the doctor, a pedlar, the mayor, the widow next door,
    a soldier on leave, the choir, the innkeeper, a young couple, the grocer, the ferryman
    """
  private static let places = """
    the river, the market square, the church, the harbour, the hill, the old mill, the station,
    the inn, the bakery, the orchard, the bridge, the beach, the forest, the post office, the fair,
    the library, the crossroads, the castle, the pond, the meadow
    """
  private static let weathers = """
    rain, snow, thick fog, bright sunshine, a cold wind, thunder, hail, drizzle, frost, a warm breeze,
    a storm, heat, sleet, a rainbow, clear skies, mist
    """
  private static let plants = """
    roses, beans, tulips, cabbages, an apple tree, onions, daisies, ivy, carrots, lavender, lettuce,
    sunflowers, peas, a plum tree, thyme, potatoes, violets, mint, pumpkins, nettles
    """
  private static let times = """
    breakfast, noon, dusk, midnight, the holidays, supper, the first frost, Easter, the harvest,
    Sunday, the long winter, spring, tea, dawn, the wedding, the flood
    """
  private static let templates = """
    $NAME of $TOWN {did} the {quality} {thing} before {time}.
    Everybody in $TOWN knows the $TRADE, who keeps $PET.
    In the {room} stood a {quality} {thing} that nobody had {did} since {time}.
    After {time} there was {food} with {food} on the table.
    On the way to {place} we met {person}, who looked {mood}.
    That morning brought {weather}, and {person} stayed in the {room}.
    Later {person} {did} a {quality} {thing} near {place}.
    "Have you seen my {thing}?" asked {person} in a {mood} voice.
    Nobody was more {mood} than {person} when {weather} came.
    Behind the {room} grew {plant}, and beside them {plant}.
    There were {number} people at {place}, most of them {mood}.
    With $KIN, the family went to {place} and ate {food}.
    It took {number} minutes to walk from {place} to {place}.
    By {time} the {thing} was {quality} again.
    Some say that {person} once {did} {number} boxes of {food}.
    For a {thing} you pay {number} pennies at {place}.
    Without the {quality} {thing} the {room} felt strange.
    When {person} came home, the {thing} lay in the {room}.
    Although the party was over, {person} sang until {time}.
    We planted {plant} by {place} and waited for {weather}.
    Yesterday a {mood} letter came for the $TRADE of $TOWN.
    She showed great interest in {plant} and in {food}.
    He spoke with consideration for {person}, as he always did.
    What a {mood} afternoon it was at {place}!
    Two of the children {did} the {thing} and ran to {place}.
    Under the {quality} {thing} we found {number} coins.
    Once a year {person} brings {food} from {place}.
    """
  private static let terms = """
    kettle, umbrella, wheelbarrow, neighbour, harbour, orchard, porridge, pancakes, strawberries,
    schoolmaster, landlady, innkeeper, ferryman, milkman, market square, apple pie, ginger biscuits,
    bicycle, suitcase, newspaper, photograph, saucepan, blanket, lantern, cupboard, breakfast,
    thunder, rainbow, sunshine, lavender, sunflowers, pumpkins, carpenter, blacksmith, shepherd,
    clockmaker, tortoise, parrot, cheerful, homesick, stubborn, parlour
    """
}
