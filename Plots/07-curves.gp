# Read off the curves, the best size grows as C to the power 0.43
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

set label "{/:Bold Read off the curves, the best size grows as C to the power 0.43}" at screen 0.02250, screen 0.95937 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Held-out loss along each training; colours are sizes, the thick line is the lowest so far" noenhanced at screen 0.02250, screen 0.92578 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "One seed of each run. The darkest have 25.6k and 41.5k and 57.4k parameters." noenhanced at screen 0.02250, screen 0.02734 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.04710
set rmargin at screen 0.91213
set tmargin at screen 0.85781
set bmargin at screen 0.11719
set xrange [1852268544:1450165616640]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10¹⁰" 10000000000, "10¹¹" 100000000000, "10¹²" 1000000000000)
set yrange [1.792388032348209:7.758560469106511]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2" 2, "5" 5)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "held-out loss (nats a token)" noenhanced at screen 0.02250, screen 0.88594 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "operations so far (6ND)" noenhanced at screen 0.91213, screen 0.05937 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "102k" noenhanced at screen 0.92212, screen 0.17235 left front font "sans-serif,13" textcolor rgb "#306A8D"
set arrow from screen 0.91338, screen 0.15085 to screen 0.92088, screen 0.12240 nohead front lw 0.7 dt solid lc rgb "#25868D"
set label "148k" noenhanced at screen 0.92213, screen 0.12240 left front font "sans-serif,13" textcolor rgb "#25868D"
set label "295k" noenhanced at screen 0.92212, screen 0.14735 left front font "sans-serif,13" textcolor rgb "#22A186"
set arrow from screen 0.91335, screen 0.17126 to screen 0.92085, screen 0.19730 nohead front lw 0.7 dt solid lc rgb "#3FBC73"
set label "459k" noenhanced at screen 0.92210, screen 0.19730 left front font "sans-serif,13" textcolor rgb "#3FBC73"
set label "1.03M" noenhanced at screen 0.92209, screen 0.27393 left front font "sans-serif,13" textcolor rgb "#7AD151"

plot data skip 1 every ::0::8 using 2:3 with lines lw 1.5 dt solid lc rgb "#440154" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::9::17 using 2:3 with lines lw 1.5 dt solid lc rgb "#472978" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::18::26 using 2:3 with lines lw 1.5 dt solid lc rgb "#472978" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::27::35 using 2:3 with lines lw 1.5 dt solid lc rgb "#3E4C89" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::36::44 using 2:3 with lines lw 1.5 dt solid lc rgb "#3E4C89" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::45::53 using 2:3 with lines lw 1.5 dt solid lc rgb "#3E4C89" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::54::62 using 2:3 with lines lw 1.5 dt solid lc rgb "#306A8D" title "102k" noenhanced, \
  data skip 1 every ::63::71 using 2:3 with lines lw 1.5 dt solid lc rgb "#306A8D" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::72::80 using 2:3 with lines lw 1.5 dt solid lc rgb "#306A8D" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::81::89 using 2:3 with lines lw 1.5 dt solid lc rgb "#306A8D" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::90::98 using 2:3 with lines lw 1.5 dt solid lc rgb "#25868D" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::99::107 using 2:3 with lines lw 1.5 dt solid lc rgb "#25868D" title "148k" noenhanced, \
  data skip 1 every ::108::116 using 2:3 with lines lw 1.5 dt solid lc rgb "#25868D" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::117::125 using 2:3 with lines lw 1.5 dt solid lc rgb "#25868D" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::126::134 using 2:3 with lines lw 1.5 dt solid lc rgb "#22A186" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::135::143 using 2:3 with lines lw 1.5 dt solid lc rgb "#22A186" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::144::152 using 2:3 with lines lw 1.5 dt solid lc rgb "#22A186" title "295k" noenhanced, \
  data skip 1 every ::153::161 using 2:3 with lines lw 1.5 dt solid lc rgb "#3FBC73" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::162::170 using 2:3 with lines lw 1.5 dt solid lc rgb "#3FBC73" title "459k" noenhanced, \
  data skip 1 every ::171::179 using 2:3 with lines lw 1.5 dt solid lc rgb "#7AD151" title "1.03M" noenhanced, \
  data skip 1 every ::180::250 using 2:3 with lines lw 2 dt solid lc rgb "#1A1A1A" title "envelope" noenhanced
set output
