# Read off the curves, the best size grows as C to the power 0.44
# Draws 07-curves.svg from 07-curves.csv: gnuplot 07-curves.gp
# The same as a bitmap: gnuplot -e "png=1" 07-curves.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-curves.png" : "07-curves.svg"
if (png) { set terminal pngcairo size 800,640 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_curves" size 800,640 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-curves.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Read off the curves, the best size grows as C to the power 0.44}" at screen 0.02250, screen 0.95937 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Held-out loss along each training; colours are sizes, black is the lowest loss so far" noenhanced at screen 0.02250, screen 0.92578 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "One seed of each run. Names stand at each size's longest run." noenhanced at screen 0.02250, screen 0.02734 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.04710
set rmargin at screen 0.91668
set tmargin at screen 0.85781
set bmargin at screen 0.11719
set xrange [2722037760:2100052131840]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10¹⁰" 10000000000, "10¹¹" 100000000000, "10¹²" 1000000000000)
set yrange [1.7335891559858978:7.422750826557743]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2" 2, "5" 5)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "held-out loss (nats a token)" noenhanced at screen 0.02250, screen 0.88594 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "operations so far (6ND)" noenhanced at screen 0.91668, screen 0.05937 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "25.6k" noenhanced at screen 0.48179, screen 0.48273 left front font "sans-serif,13" textcolor rgb "#440154"
set label "41.5k" noenhanced at screen 0.63160, screen 0.33945 left front font "sans-serif,13" textcolor rgb "#462F7B"
set label "57.4k" noenhanced at screen 0.92667, screen 0.24334 left front font "sans-serif,13" textcolor rgb "#39568B"
set arrow from screen 0.91792, screen 0.17884 to screen 0.92542, screen 0.20073 nohead front lw 0.7 dt solid lc rgb "#2A788E"
set label "102k" noenhanced at screen 0.92667, screen 0.20073 left front font "sans-serif,13" textcolor rgb "#2A788E"
set label "148k" noenhanced at screen 0.92668, screen 0.15079 left front font "sans-serif,13" textcolor rgb "#219989"
set arrow from screen 0.91792, screen 0.15085 to screen 0.92542, screen 0.12585 nohead front lw 0.7 dt solid lc rgb "#39B777"
set label "295k" noenhanced at screen 0.92667, screen 0.12585 left front font "sans-serif,13" textcolor rgb "#39B777"
set label "459k" noenhanced at screen 0.92665, screen 0.17579 left front font "sans-serif,13" textcolor rgb "#7AD151"

plot data skip 1 every ::0::8 using 2:3 with lines lw 1.5 dt solid lc rgb "#440154" title "25.6k" noenhanced, \
  data skip 1 every ::9::17 using 2:3 with lines lw 1.5 dt solid lc rgb "#462F7B" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::18::26 using 2:3 with lines lw 1.5 dt solid lc rgb "#462F7B" title "41.5k" noenhanced, \
  data skip 1 every ::27::35 using 2:3 with lines lw 1.5 dt solid lc rgb "#39568B" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::36::44 using 2:3 with lines lw 1.5 dt solid lc rgb "#39568B" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::45::53 using 2:3 with lines lw 1.5 dt solid lc rgb "#39568B" title "57.4k" noenhanced, \
  data skip 1 every ::54::62 using 2:3 with lines lw 1.5 dt solid lc rgb "#39568B" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::63::71 using 2:3 with lines lw 1.5 dt solid lc rgb "#2A788E" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::72::80 using 2:3 with lines lw 1.5 dt solid lc rgb "#2A788E" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::81::89 using 2:3 with lines lw 1.5 dt solid lc rgb "#2A788E" title "102k" noenhanced, \
  data skip 1 every ::90::98 using 2:3 with lines lw 1.5 dt solid lc rgb "#2A788E" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::99::107 using 2:3 with lines lw 1.5 dt solid lc rgb "#219989" title "148k" noenhanced, \
  data skip 1 every ::108::116 using 2:3 with lines lw 1.5 dt solid lc rgb "#219989" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::117::125 using 2:3 with lines lw 1.5 dt solid lc rgb "#219989" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::126::134 using 2:3 with lines lw 1.5 dt solid lc rgb "#219989" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::135::143 using 2:3 with lines lw 1.5 dt solid lc rgb "#39B777" title "295k" noenhanced, \
  data skip 1 every ::144::152 using 2:3 with lines lw 1.5 dt solid lc rgb "#39B777" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::153::161 using 2:3 with lines lw 1.5 dt solid lc rgb "#39B777" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::162::170 using 2:3 with lines lw 1.5 dt solid lc rgb "#7AD151" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::171::179 using 2:3 with lines lw 1.5 dt solid lc rgb "#7AD151" title "459k" noenhanced, \
  data skip 1 every ::180::254 using 2:3 with lines lw 2 dt solid lc rgb "#1A1A1A" title "envelope" noenhanced
set output
