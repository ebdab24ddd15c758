# With its mask the wrong way round, a model “guesses” random words: 0.03 nats
# Draws 02-peeking.svg from 02-peeking.csv: gnuplot 02-peeking.gp
# The same as a bitmap: gnuplot -e "png=1" 02-peeking.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "02-peeking.png" : "02-peeking.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_02_peeking" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "02-peeking.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold With its mask the wrong way round, a model “guesses” random words:}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold 0.03 nats}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Loss on words drawn at random, one layer of attention" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.06150
set rmargin at screen 0.79123
set tmargin at screen 0.76042
set bmargin at screen 0.11667
set xrange [1:200]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("20" 20, "40" 40, "60" 60, "80" 80, "100" 100, "120" 120, "140" 140, "160" 160, "180" 180, "200" 200)
set yrange [0:3.3609692753465357]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.5" 0.5, "1.0" 1, "1.5" 1.5, "2.0" 2, "2.5" 2.5, "3.0" 3)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (nats per word)" noenhanced at screen 0.02250, screen 0.79792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "step" noenhanced at screen 0.79123, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 3.1780538303479458 to graph 1, first 3.1780538303479458 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "right mask" noenhanced at screen 0.80123, screen 0.75100 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "wrong way round" noenhanced at screen 0.80123, screen 0.12338 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "ln 24: nobody can do" noenhanced at screen 0.80123, screen 0.71767 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "better" noenhanced at screen 0.80123, screen 0.68434 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::199 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "right mask" noenhanced, \
  data skip 1 every ::200::399 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "wrong way round" noenhanced
set output
