# At the end: two layers 0.09 nats, one layer 2.58
# Draws 02-grown-loss.svg from 02-grown-loss.csv: gnuplot 02-grown-loss.gp
# The same as a bitmap: gnuplot -e "png=1" 02-grown-loss.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "02-grown-loss.png" : "02-grown-loss.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_02_grown_loss" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "02-grown-loss.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold At the end: two layers 0.09 nats, one layer 2.58}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Loss on words that have been seen before; models of attention alone, 4 heads a layer" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.06150
set rmargin at screen 0.78863
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [1:400]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("50" 50, "100" 100, "150" 150, "200" 200, "250" 250, "300" 300, "350" 350, "400" 400)
set yrange [0:3.3472898351094633]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.5" 0.5, "1.0" 1, "1.5" 1.5, "2.0" 2, "2.5" 2.5, "3.0" 3)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (nats per word)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "step" noenhanced at screen 0.78863, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 3.1780538303479458 to graph 1, first 3.1780538303479458 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set arrow from graph 0, first 2.518153253375743 to graph 1, first 2.518153253375743 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "one layer" noenhanced at screen 0.79862, screen 0.61040 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "two layers" noenhanced at screen 0.79862, screen 0.13956 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "ln 24: knows nothing" noenhanced at screen 0.79862, screen 0.77534 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "knows the words, not" noenhanced at screen 0.79862, screen 0.67707 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "their order" noenhanced at screen 0.79862, screen 0.64374 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::399 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "one layer" noenhanced, \
  data skip 1 every ::400::799 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "two layers" noenhanced
set output
