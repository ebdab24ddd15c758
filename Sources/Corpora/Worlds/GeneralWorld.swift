extension World {
  /// Everyday life: houses, weather, meals, neighbours.
  public static let general = World(
    name: "general", subjectName: "$FIRST $LAST",
    numbers: [Grammar.Category("number", (2...60).map { "\($0)" }, isUniform: true)],
    lexicon: """
      ## title
      A day at home; Sunday at home; Around the house; Putting things in order
      News from the village; What the neighbours say; Heard at the pump; Village notes
      Notes on the garden; From the potting shed; The vegetable patch; What is in flower
      A journey; Letter from the road; By coach and ferry; Travel diary
      The market; On market day; Bargains of the week; Stalls and sellers
      At school; Chalk and slates; Lessons and holidays; Report from the schoolroom
      A party; The birthday; Guests in the parlour; How we celebrated
      The weather this week; Sky and wind; Before the storm; A cold spell
      In the kitchen; Recipes and remedies; What we cooked; The Sunday roast
      Beasts and birds; From the farmyard; Animals we have known; The cat and the others

      # FIRST
      Mara, Tom, Agnes, Ruben, Ida, Otto, Nell, Simon, Clara, Hugo, Petra, Amos, Wilma, Felix, Dora,
      Jonas, Lena, Victor, Rosa, Edgar, Bess, Arthur, Hanna, Miles, Greta, Oscar, Winifred, Bruno,
      Tilda, Caspar, Mabel, Jasper, Edith, Silas, Flora, Rufus, Olive, Gideon, Hester, Walter, Cora,
      Barnaby, Ottilie, Percy

      # LAST
      Ellwood, Hartley, Pell, Castle, Thornby, Lindqvist, Farrow, Brack, Dunmore, Venn, Mossley,
      Reade, Straub, Orchard, Kettle, Wick, Ashby, Plume, Tindall, Moon, Calloway, Quill, Birch,
      Penhale, Sparrow, Lockett, Merriweather, Stubbs, Fenwick, Cobb, Larkin, Whistler, Bramble,
      Pettigrew, Hobday, Sallow, Tranter, Goodfellow, Nightingale, Underwood

      # TOWN
      Oakham Green, Little Stoke, Harrow Ferry, Millbrook, Saltend, Thornwick, Eastmere, Pinfold,
      Wexcombe, Alder Hill, Stonebridge, Lowfield, Netherby, Long Barrow, Cold Ashton, Fernhollow,
      Sandy Cross, Upper Wick, Marshgate, Dunlin Bay, Hollin End, Pennywell, Rookhope, St Anne's
      Quay

      # TRADE
      baker, carpenter, teacher, gardener, postman, tailor, blacksmith, librarian, shepherd,
      painter, fisherman, clockmaker, saddler, beekeeper, thatcher, organist, lamplighter, cobbler,
      glazier, bookbinder, wheelwright, piano tuner, chimney sweep, basket weaver, stonemason,
      dressmaker

      # PET
      a grey cat, an old dog, two hens, a parrot, a tortoise, a lame pony, a white rabbit, a goose,
      a one-eyed terrier, a tame jackdaw, three goldfish, a nanny goat, a hedgehog, a talking
      starling, a fat spaniel, a pair of doves, a stubborn donkey, a black lamb, a ferret, a canary

      # KIN
      an aunt, a younger brother, the twins, an uncle from the coast, a cousin, the grandparents, a
      sister, a godmother, the in-laws, a nephew, two nieces, a great-aunt, a stepson, an old nurse

      # HOBBY
      pressing flowers, collecting stamps, playing the cello, flying kites, carving spoons,
      knitting, watching birds, baking bread, fishing for trout, solving riddles, painting boats,
      growing leeks, keeping bees, singing in the choir, mending clocks, walking at night, writing
      letters, chess

      # thing
      kettle, lamp, basket, blanket, clock, chair, window, ladder, bucket, candle, mirror, suitcase,
      umbrella, teapot, bicycle, letter, newspaper, drawer, pillow, broom, hammer, saucepan, key,
      curtain, photograph, piano, notebook, scarf, button, lantern, cushion, cupboard, bottle, rope,
      wheelbarrow, violin, parcel, map, coat, boot, hat, needle, bell, stove, table, instrument,
      jug, mattress, shovel, wardrobe, thimble, carpet, walking stick, pocket watch, bookcase,
      apron, rake, wash tub, rocking horse, doormat, frying pan, toolbox, spade, tablecloth,
      birdcage, sewing machine, bread knife, inkwell, armchair, picture frame, hot-water bottle,
      garden gate, tin whistle, sledge, spinning wheel, weathercock, footstool, clothes line,
      paintbrush, pepper mill, oil can, trunk, telescope, watering can, corkscrew, hairbrush,
      fishing rod, coal scuttle, barometer, rolling pin, egg cup, chess set, penknife, tea towel,
      nutcracker, cradle, washboard, magnifying glass, anvil, lampshade, grindstone, milk churn,
      pillar box, door handle, candlestick, tambourine, pincushion, snow shovel, hourglass, sundial,
      accordion, gramophone, hatstand, pruning knife, mousetrap, music box, sieve, quilt, dustpan,
      ironing board, camp bed, satchel, toasting fork, bellows, ewer, trowel, spirit level,
      typewriter, flour bin, jam jar, hammock, oar, lobster pot, bootjack, yoke

      # room
      kitchen, attic, hall, cellar, bedroom, parlour, porch, barn, workshop, stable, pantry, yard,
      schoolroom, nursery, shed, study, scullery, laundry, conservatory, loft, dining room, guest
      room, woodshed, boathouse, landing, larder, henhouse, greenhouse, coach house, hayloft, dairy,
      vestry, waiting room, reading room, drawing room, sewing room, cloakroom, box room, potting
      shed, summerhouse

      # food
      bread, soup, apple pie, roast chicken, honey, cheese, porridge, plum jam, mushrooms, fresh
      eggs, pancakes, ginger biscuits, cold ham, lentils, strawberries, buttered toast, fish stew,
      walnuts, baked potatoes, lemonade, cider, cocoa, barley broth, sausages, custard, pickled
      beets, rice pudding, oatcakes, smoked herring, mutton pie, treacle tart, stewed pears,
      gooseberry fool, boiled beef, raisin buns, pea soup, rhubarb crumble, cream, dumplings,
      blackberry cordial, currant cake, scrambled eggs, leek tart, goat's milk, roast chestnuts,
      cucumber sandwiches, potted shrimps, marmalade, pork crackling, elderflower wine, sponge cake,
      cabbage rolls, bacon, shortbread, radishes, grilled trout, macaroni, beetroot salad, hot milk,
      quince jelly, onion gravy, sardines, cherry tart, black pudding, peppermint tea, a leg of
      lamb, a dish of kidneys, parsnip mash, seed cake, buttermilk, baked apples, wild garlic, brown
      rice, liver sausage, crab apples, pressed tongue, a round of toast, hazelnut brittle, sour
      cherries, stuffed marrow, watercress, nettle soup, dried figs, pumpernickel, candied peel, eel
      pie, plain water, spiced wine, a pot of mustard, corn on the cob, hotpot, crumpets, a slice of
      melon, mulberries, salted almonds, cold custard, game pie, horseradish, semolina, broad beans

      # quality
      old, red, heavy, broken, small, bright, dusty, wooden, warm, empty, narrow, quiet, shiny, wet,
      crooked, yellow, soft, enormous, rusty, clean, painted, borrowed, lovely, useless, familiar,
      striped, polished, forgotten, cheap, handsome, green, cracked, tiny, battered, precious,
      round, faded, sturdy, ugly, curious-looking, blue, second-hand, ragged, hollow, spotless,
      creaking, plain, mouldy, brand-new, lopsided, carved, golden, woollen, leaky, patched,
      slender, smoky, sticky, folded, velvet, chipped, dented, fragrant, knotted, moth-eaten,
      ornate, oval, pale, pointed, quaint, rickety, scented, scratched, singed, snug, spare,
      speckled, stained, tarnished, threadbare, tidy, tilted, torn, twisted, unpainted, varnished,
      wobbly, worm-eaten, leather-bound, well-worn, hand-made, iron, copper, checked, embroidered,
      frayed, glossy, gaudy, homespun, inherited, lacquered, musty, pewter, prickly, rain-soaked,
      ribbed, sagging, sea-green, silken, squeaky, tasselled, upholstered, wax-covered

      # did
      repaired, washed, carried, painted, dropped, found, hid, borrowed, admired, cleaned, opened,
      lost, sold, polished, lifted, kicked, wrapped, moved, inherited, noticed, bought, mended,
      drew, measured, hung up, gave away, counted, covered, burned, returned, unpacked, tidied away,
      stole, sketched, fetched, dusted, emptied, weighed, examined, broke, buried, traded, turned
      over, swept up, locked, rescued, pawned, decorated, forgot, praised, tripped over, took apart,
      put away, scrubbed, balanced, shook, collected, rolled up, replaced, raffled, oiled, nailed
      down, misplaced, ordered, patted, pushed aside, auctioned, bent, stored, described, dragged
      off, fastened, guarded, tied up, lent out, looked for, pulled down, dismantled, sharpened,
      smuggled in, stacked, threw out, smelled

      # mood
      cheerful, tired, curious, angry, proud, nervous, grateful, sleepy, lonely, delighted, patient,
      stubborn, jealous, hopeful, silent, worried, amused, restless, polite, homesick, sad, cross,
      hungry, bored, puzzled, kind, shy, gloomy, merry, thoughtful, calm, excited, frightened,
      ashamed, talkative, generous, suspicious, sulky, brave, relieved, mischievous, solemn,
      surprised, absent-minded, content, impatient, sober, bewildered, wistful, gruff, giddy,
      embarrassed, forgetful, envious, breathless, earnest, drowsy, dignified, fidgety,
      good-natured, grumpy, hoarse, idle, indignant, light-hearted, loyal, miserable, moody,
      obliging, peevish, playful, quarrelsome, radiant, reckless, sceptical, scornful, sheepish,
      short-tempered, sly, snobbish, spiteful, tearful, timid, triumphant, uneasy, weary

      # person
      neighbour, stranger, schoolmaster, miller, old friend, milkman, traveller, landlady, priest,
      doctor, pedlar, mayor, widow next door, soldier on leave, innkeeper, young couple, grocer,
      ferryman, butcher, midwife, farmer, policeman, bus driver, fishmonger, newspaper boy,
      stationmaster, fiddler, verger, washerwoman, choirmaster, town clerk, gamekeeper, cook,
      retired sailor, lodger, nursemaid, locksmith, magician, juggler, organ grinder, rag-and-bone
      man, tinker, florist, ratcatcher, cowherd, watchmaker, goose girl, hermit, hairdresser,
      harbour master, governess, gravedigger, apprentice, bell-ringer, bridegroom, bishop,
      charwoman, coachman, dairymaid, dentist, drummer, errand boy, fortune-teller, glassblower,
      landlord, lighthouse keeper, maid, poacher, poet, tax collector, quarryman, ringmaster,
      sexton, signalman, squire, trumpeter, undertaker, usher, vicar, woodcutter, toymaker,
      telegraph boy

      # place
      the river, the market square, the church, the harbour, the hill, the old mill, the station,
      the inn, the bakery, the orchard, the bridge, the beach, the forest, the post office, the
      fair, the library, the crossroads, the castle, the pond, the meadow, the village green, the
      fountain, the lighthouse, the town hall, the quarry, the bandstand, the canal, the duck pond,
      the graveyard, the windmill, the toll house, the allotments, the tea room, the marsh, the
      pier, the railway arch, the park, the bowling green, the brickworks, the cattle market, the
      ford, the haunted house, the waterfall, the museum, the rectory, the reservoir, the rose
      garden, the sawmill, the signpost, the smithy, the tannery, the theatre, the vineyard, the
      water meadow, the weir, the wishing well, the almshouse, the boatyard, the chapel, the cinema,
      the cliff path, the corn exchange, the dunes, the fish quay, the hospital, the island, the
      jetty, the lane, the lock, the manor, the monastery, the observatory, the playground, the
      ruins, the sheepfold, the shipyard, the stile, the stone circle

      # weather
      rain, snow, thick fog, bright sunshine, a cold wind, thunder, hail, drizzle, frost, a warm
      breeze, a storm, heat, sleet, a rainbow, clear skies, mist, a shower, heavy clouds, a north
      wind, dew, a thaw, black ice, a gale, lightning, a heatwave, freezing rain, a red sky, calm
      air, a blizzard, a cloudburst, a damp chill, a dust storm, a full moon, a hard frost, a
      landslide, a mackerel sky, a northerly squall, a scorching noon, a sea fret, a spring tide, a
      whirlwind, autumn gales, haze, high water, icicles, mild evenings, monsoon-like rain, northern
      lights, sultry nights, slush

      # plant
      roses, beans, tulips, cabbages, an apple tree, onions, daisies, ivy, carrots, lavender,
      lettuce, sunflowers, peas, a plum tree, thyme, potatoes, violets, mint, pumpkins, nettles,
      parsley, leeks, marigolds, a pear tree, foxgloves, raspberries, sage, primroses, honeysuckle,
      garlic, hollyhocks, gooseberries, a fig tree, rhubarb, snowdrops, turnips, clover, crocuses,
      poppies, a walnut tree, asparagus, bluebells, borage, brambles, buttercups, celery, chives, a
      cherry tree, cornflowers, cowslips, dahlias, daffodils, dandelions, delphiniums, ferns,
      forget-me-nots, geraniums, heather, hops, hyacinths, irises, jasmine, kale, larkspur, lilac,
      lilies of the valley, lupins, an oak, a medlar, moss, nasturtiums, pansies, peonies, phlox, a
      quince, redcurrants, rosemary, rushes, sorrel, spinach, sweet peas, sweet williams, tarragon,
      thistles, a willow, wallflowers, wisteria

      # time
      breakfast, noon, dusk, midnight, the holidays, supper, the first frost, Easter, the harvest,
      Sunday, the long winter, spring, tea, dawn, the wedding, the flood, Christmas, market day,
      lunch, sunset, the summer, the funeral, washing day, bedtime, the fair, Monday morning, the
      new year, the christening, the concert, the eclipse, the election, the fire, the regatta,
      Michaelmas, May Day, All Souls, Candlemas, the jubilee, the pantomime, the railway came, the
      shearing, the spring clean, the sports day, the war, Twelfth Night, Whitsun, the village play,
      the prize-giving, the heatwave

      # beast
      cat, dog, hen, horse, cow, goat, sheep, pig, duck, goose, rabbit, donkey, mouse, sparrow,
      crow, owl, fox, hedgehog, swan, bee, pony, cockerel, magpie, toad, squirrel, ferret, trout,
      badger, lamb, calf, robin, otter, bat, mole, wasp, weasel, blackbird, heron, cuckoo, kitten,
      puppy, stag, hare, spider, swallow, thrush, woodpecker, dragonfly, earwig, grasshopper,
      kingfisher, newt, nightjar, peacock

      # creature
      slept by the stove, ran across the yard, would not come in, made a great noise, followed us
      home, stole a sausage, hid under the bed, ate from the hand, chased its own tail, sat on the
      wall, got into the larder, had to be fetched down, bit the postman, looked at us, drank the
      milk, fell into the well, was nowhere to be seen, jumped over the hedge, waited at the door,
      had young, chewed a slipper, pulled up the seedlings, won a prize, escaped through a gap, grew
      very fat, learned to open the latch, nested in the chimney, refused its food, limped, howled
      all night, built a nest in the mailbag, frightened the visitors, knocked over the ink, took
      fright at a hat

      # feeling
      felt at home, laughed aloud, began to sing, fell asleep, wept a little, told a story, said
      nothing, went home early, asked for more, changed the subject, shook hands, blushed, danced a
      jig, sighed, took offence, caught a cold, made a joke, whistled a tune, lost patience, kept a
      straight face, slammed the door, waved goodbye, stayed for supper, had second thoughts, burst
      into tears, yawned, broke the silence, bit their lip, counted to ten, found fault with
      everything, grew pale, hummed, held their breath, kept an eye on the clock, let the matter
      drop, lost track of time, made a face, made themselves useful, paced up and down, pulled a
      long face, put on airs, raised an eyebrow, saw the funny side, shrugged, sneezed, spoke in
      riddles, stared into the fire, stood on ceremony, swallowed their pride, took a deep breath,
      took it in good part, turned a blind eye, winked

      ## saying
      better late than never
      many hands make light work
      the early bird catches the worm
      least said is soonest mended
      a stitch in time saves nine
      all that glitters is not gold
      still waters run deep
      too many cooks spoil the broth
      the proof of the pudding is in the eating
      every cloud has a silver lining
      you cannot teach an old dog new tricks
      a rolling stone gathers no moss
      when the cat is away the mice will play
      one swallow does not make a summer
      the apple never falls far from the tree
      birds of a feather flock together
      hunger is the best sauce
      empty vessels make the most noise
      make hay while the sun shines
      look before you leap
      a watched pot never boils
      half a loaf is better than no bread
      it never rains but it pours
      pride comes before a fall
      strike while the iron is hot
      a bird in the hand is worth two in the bush
      walls have ears
      time and tide wait for no man
      no smoke without fire
      where there is a will there is a way

      # manner
      slowly, quietly, at once, with a smile, in a hurry, by mistake, with great care, without a
      word, for fun, in secret, at last, with both hands, by candlelight, on tiptoe, in the rain,
      out of habit, with a sigh, gladly, in vain, for the first time, by heart, one by one, with
      some difficulty, against all advice, as usual, in broad daylight, with tears in both eyes, on
      purpose, politely, rather badly, as quick as a flash, in one go, in silence, with a shrug,
      somewhat clumsily, bravely, before anyone noticed, for a dare, upside down, in turns, by the
      light of the moon, half asleep, in high spirits, just in time, with a flourish, to everyone's
      surprise, back to front, in the nick of time, like a professional, cheerfully enough, as a
      favour, for no good reason, in a temper

      ## reason
      the roof leaked
      nobody had a key
      it was too late
      the road was flooded
      the baby was asleep
      the milk had turned
      there was no coal left
      the dog had eaten it
      the train was late
      it had been promised
      the fire had gone out
      the clock was wrong
      there was a lot to do
      the bell had rung
      a button was missing
      the well had run dry
      visitors were expected
      the tide was coming in
      the handle had come off
      a letter had come
      the yeast would not rise
      somebody had left the gate open
      the wood was damp
      the shop was shut
      the paint was still wet
      the band had begun to play
      nobody could remember the way
      the wheel was loose
      the cake had burned
      a tree had come down
      the ferry did not run
      half the class had measles
      the snow lay too deep
      the moon was out
      the wind had turned
      the chimney smoked
      the ink had run out
      a cousin was getting married
      everyone had a cold
      the horses were tired

      # errand
      fetch the milk, feed the hens, post a letter, sweep the steps, chop the wood, peel the
      potatoes, water the seedlings, fill the coal scuttle, call the doctor, lay the table, wind the
      clock, beat the carpets, light the lamps, hang out the washing, borrow a ladder, pick the
      currants, bring in the hay, mend the fence, shell the peas, stir the jam, walk the dog,
      whitewash the wall, collect the eggs, clear the gutters, pay the rent, return the books,
      sharpen the scythe, air the beds, buy some thread, catch the last bus, churn the butter, count
      the change, dig over the bed, draw water, grease the axle, knead the dough, look after the
      children, milk the goat, oil the hinges, plait the rope, pluck the goose, polish the brass,
      practise the scales, prune the roses, ring the bell, sew on a button, scrub the floor, skim
      the cream, stoke the boiler, tar the boat, tie up the beans, tune the piano, turn the compost,
      varnish the door, weed the path, wrap the presents, rinse the bottles, blow up the balloons

      # wear
      straw hat, knitted scarf, pair of boots, raincoat, nightcap, pair of gloves, Sunday suit,
      cardigan, shawl, bonnet, bow tie, cloak, dressing gown, felt hat, fur collar, headscarf,
      jersey, kilt, overcoat, oilskin, petticoat, pinafore, pyjama jacket, pair of slippers, sailor
      suit, school cap, silk blouse, pair of clogs, sun hat, waistcoat, wedding dress, wig, woolly
      vest, pair of spectacles, paper crown, false beard, postman's uniform, feather boa, tweed
      skirt, lace veil, pair of braces, black armband, brown cape, christening robe, muff, muffler,
      pair of mittens, top hat

      # game
      hide-and-seek, cards, draughts, hopscotch, blind man's buff, skittles, marbles, charades,
      leapfrog, dominoes, croquet, rounders, chess, skipping, tag, conkers, bowls, snap, tug-of-war,
      musical chairs, whist, dice, hoopla, noughts and crosses, shuttlecock, billiards, backgammon,
      darts, football, quoits, jackstraws, cricket, pass-the-parcel, snakes and ladders, spillikins,
      bingo, piggyback

      # sound
      a knock at the door, the church bells, a cry, laughter, the sound of hooves, a distant train,
      the cock, a crash, footsteps, singing, the kettle, a door slamming, the wind in the chimney,
      the brass band, an owl, a whistle, the clatter of plates, dripping water, a gunshot, somebody
      sobbing, the foghorn, the frogs, a fiddle, scratching behind the wall, the tick of the clock,
      a chair scraping, applause, a baby, the creak of the stairs, hail on the roof, whispering, the
      siren of the mill

      # ride
      bicycle, cart, ferry, train, bus, tram, sledge, rowing boat, carriage, hay wagon, mail coach,
      pony trap, steamer, barge, motorcycle, balloon, milk float, canoe, tandem, horse-drawn
      omnibus, lorry, raft, donkey cart, wheelchair, stilts, night train, tugboat, tricycle, branch
      line, fire engine, shanks's pony

      # sense
      an interest in old maps, a keen interest in beetles, a passing interest in the harp,
      consideration for the sleeping baby, a little consideration for others, the discharge of a
      cannon, an honourable discharge from the army, the yield of the plum trees, a poor yield of
      carrots, a culture of good manners, the culture of sweet peas, yoghurt culture in a jar, a
      wide margin on the page, notes in the margin, a narrow margin of victory, the birthday party,
      the search party on the moor, a party of schoolgirls, a great sigh of relief, relief at the
      good news, the relief of a dry bed, the bond between the sisters, a bond of friendship, a
      trial of patience, the sheepdog trial, a trial run down the lane, a stroke of luck, the last
      stroke of midnight, the stroke of an oar, a brass instrument, the instrument in its case, the
      policy of saying nothing, honesty as a policy, the charge for the ferry, the charge of the
      bull, a babysitter in charge, the title of the book, the boxing title, the operation of the
      clockwork, the smooth operation of the pump, a sense of security, the security of a locked
      door, the slow motion of the swing, a motion of the hand, the execution of the waltz, the
      execution of a somersault, a positive frame of mind, a positive answer from the aunt, an acute
      sense of smell, an acute shortage of sugar, balance on the tightrope, the balance of the
      seesaw, an appeal for blankets, the appeal of the seaside, the latest issue of the gazette,
      the issue of who cooks, the volume of the radio, a volume of fairy tales, exposure to the
      night air, the southern exposure of the wall, a depression in the lawn, a depression over the
      sea, a complaint about the noise, the usual complaint about the porridge, a stock of firewood,
      the stock of the village shop, a monk's cell, a cell of the honeycomb

      ## noun
      {thing}
      {wear}

      ## object
      {quality} {noun}
      {noun}

      ## what
      the {object}
      {a quality} {thing}
      everything {manner}
      some {food}

      ## act
      {did} {what}
      came by {ride}
      ate {food}
      played {game} until {time}
      spoke of {sense}
      had come to {errand}
      wore {a quality} {wear}
      heard {sound}
      dreamed of {place}

      # lead
      Late that night, Early next day, A week ago, Long ago, That very evening, All at once, Now and
      then, Strangely enough, Luckily, Of course, Unfortunately, Rather late, Years later, This
      time, Meanwhile, Shortly after that, No doubt, Happily, In a moment, Some time later, Towards
      evening, Quite by chance, During the night, Little by little, Upstairs, Downstairs, Outside,
      Indoors, Out of the blue, All the same, Even so, In those days, Before long, Again, Soon, Next
      morning, Only yesterday, In short, Round the corner, Quite rightly, Sad to say, In truth, All
      day long, In March, In August, In November, Today, Tonight, Finally, Eventually, Half an hour
      later, Just then, Naturally, Oddly, Secretly, Sooner or later, Thankfully, Three days later,
      Usually

      # epithet
      kindly, half-deaf, one-armed, bearded, freckled, left-handed, stout, tall, lean, red-faced,
      soft-spoken, grey-haired, newly married, well-dressed, barefoot, toothless, elderly, sunburnt,
      bald, snoring, out-of-work, near-sighted, visiting, penniless, limping, sharp-eyed,
      rosy-cheeked, plump, famous, so-called, eldest, village, local, foreign, widowed, cunning,
      honest, hard-working, rich, poor, broad-shouldered, masked, moustached, singing, whistling,
      upright, wiry, weather-beaten

      # coat
      black, white, brown, spotted, shaggy, three-legged, skinny, well-fed, wild, wise, lazy, noisy,
      runaway, ginger, piebald, newborn, hungry-looking, clever, drenched, lost, favourite, blind,
      ferocious, gentle, long-eared, motherless, muddy, nervous-looking, pampered, stray

      ## somebody
      {person}
      {mood} {person}
      {epithet} {person}

      ## animal
      {beast}
      {coat} {beast}

      ## clause
      the {somebody} {feeling}
      my brother {did} {what}
      we met the {somebody} near {place}
      nobody could {errand}
      there was {weather}
      they talked of {sense}
      some of us went to {place}
      our {animal} {creature}
      you could hear {sound}
      a smell of {food} filled the house
      my mother made {food}
      it was time to {errand}
      in front of {place} grew {plant}
      one {quality} {thing} was gone
      somebody {did} the {object}
      I wore {a quality} {wear}
      no one wanted to play {game}
      his {ride} left without the {somebody}
      people said that {saying}
      her {quality} {wear} was soaked
      a great deal of {food} was left over

      # term
      kettle, umbrella, wheelbarrow, neighbour, harbour, orchard, porridge, pancakes, strawberries,
      schoolmaster, landlady, innkeeper, ferryman, milkman, market square, apple pie, ginger
      biscuits, bicycle, suitcase, newspaper, photograph, saucepan, blanket, lantern, cupboard,
      breakfast, thunder, rainbow, bright sunshine, lavender, sunflowers, pumpkins, carpenter,
      blacksmith, shepherd, clockmaker, tortoise, parrot, cheerful, homesick, stubborn, parlour,
      gooseberries, honeysuckle, candlestick, gramophone, hide-and-seek, hedgehog, chimney sweep,
      marmalade

      ## sentence
      $NAME of $TOWN {act} before {time}.
      {lead}, {clause}.
      The {person} {act}, for {reason}.
      In the {room} stood {a quality} {thing} that nobody {did} after {time}.
      So {clause}, and {clause}.
      After {time} we had {food} with {food}.
      On the way to {place} we met the {somebody}, who looked {mood}.
      That morning brought {weather}, and the {somebody} stayed in the {room}.
      Later the {somebody} {did} {a quality} {thing} near {place}.
      Because {reason}, the {somebody} {feeling}.
      "Have you seen my {quality} {thing}?" asked the {somebody} in {a mood} voice.
      Nobody was more {mood} than the {somebody} when {weather} came.
      Behind the {room} grew {plant}, and beside them {plant}.
      There were {number} people at {place}, most of them {mood}.
      Everybody in $TOWN knows $NAME the $TRADE, who keeps $PET.
      $FIRST went to {place} with $KIN to {errand}.
      One {quality} {thing} hung in the {room}, next to {a quality} {wear}.
      It took {number} minutes to walk from {place} to {place}.
      By {time} the {thing} was {quality} again.
      When the {somebody} came home, the {beast} {creature}.
      Some say that the {somebody} once lived on {food} for {number} days.
      For {a quality} {thing} you pay {number} pennies at {place}.
      Without the {quality} {thing} the {room} felt strange.
      Although the party was over, the {somebody} {feeling}.
      We planted {plant} by {place} and waited for {weather}.
      Yesterday {a mood} letter came for the $TRADE of $TOWN.
      She showed great interest in {plant} and in {food}.
      He spoke {manner} of {sense}.
      What {a mood} afternoon it was at {place}!
      Two of the children {act} and ran to {place}.
      Under the {quality} {thing} we found {number} coins.
      Once a year the {somebody} brings {food} from {place}.
      Our {animal} {creature} while the {somebody} {feeling}.
      As my grandmother used to say, {saying}.
      Not far from {place} lives {a mood} {person} who {feeling}.
      Suddenly we heard {sound}, and the {somebody} {feeling}.
      They talked of {sense} and of {sense} until {time}.
      To {errand} is no pleasure in {weather}, said the {somebody}.
      From $TOWN you can reach {place} by {ride}, unless there is {weather}.
      If you want to {errand}, do it before {time}.
      Everyone wore {a wear}, and the {somebody} wore {a quality} {wear}.
      Most evenings $FIRST is found $HOBBY or asleep by the stove.
      Children played {game} near {place} until {weather} drove them home.
      Instead of {food} we had {food} and then {food}.
      "I would rather {errand} than {errand}," said $FIRST {manner}.
      First you {errand}, then you {errand}, and by {time} you are {mood}.
      Next door they quarrelled about {sense}.
      Through the window we saw {a beast} and heard {sound}.
      You could see that the {somebody} had come to {errand}.
      Every {somebody} remembers {weather} at {time}.
      At {time} the whole of $TOWN smelled of {food}.
      Neither the {somebody} nor the {somebody} could {errand} {manner}.
      Last week $NAME {did} the {thing}, which had been {quality} for years.
      Would anybody {errand} in such weather?
      Still, the $TRADE {feeling} and asked for {food}.
      Between {place} and {place} the {ride} stopped, for {reason}.
      Perhaps {saying}, but the {somebody} {feeling}.
      """)
}
