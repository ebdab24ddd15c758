# How often a text can be read is nearly unknown: its ceiling is 16 or 96 times its length
# Draws 07-repeated.svg from 07-repeated.csv: gnuplot 07-repeated.gp
# The same as a bitmap: gnuplot -e "png=1" 07-repeated.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-repeated.png" : "07-repeated.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_repeated" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-repeated.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold How often a text can be read is nearly unknown: its ceiling is 16 or 96}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold times its length}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Fresh tokens that would teach as much, per token of the text, by three fits to one table" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set arrow from screen 0.02250, screen 0.80000 to screen 0.04750, screen 0.80000 nohead front lw 2.5 dt (9,5) lc rgb "#8A8A8A"
set label "if repeating cost nothing" noenhanced at screen 0.05500, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "182 runs of Muennighoff et al. 2023: three minima that they hardly tell apart." noenhanced at screen 0.02250, screen 0.03646 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.08070
set rmargin at screen 0.88271
set tmargin at screen 0.70625
set bmargin at screen 0.15625
set xrange [1:1000]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "10" 10, "100" 100, "1,000" 1000)
set yrange [0.7079457843841379:1412.5375446227545]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "10" 10, "100" 100, "1,000" 1000)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "worth (fresh copies)" noenhanced at screen 0.02250, screen 0.74375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "times read (epochs)" noenhanced at screen 0.88271, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 4, graph 0 to first 4, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "4 epochs" noenhanced at screen 0.24915, screen 0.68958 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "R* = 15.4" noenhanced at screen 0.89271, screen 0.38367 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "R* = 47.0" noenhanced at screen 0.89271, screen 0.46146 left front font "sans-serif,13" textcolor rgb "#009E73"
set label "R* = 95.4" noenhanced at screen 0.89271, screen 0.51193 left front font "sans-serif,13" textcolor rgb "#B5588C"

plot data skip 1 every ::0::60 using 2:3 with lines lw 2.5 dt (9,5) lc rgb "#8A8A8A" title "if repeating cost nothing" noenhanced, \
  data skip 1 every ::61::121 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "R* = 15.4" noenhanced, \
  data skip 1 every ::122::182 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "R* = 47.0" noenhanced, \
  data skip 1 every ::183::243 using 2:3 with lines lw 2.5 dt solid lc rgb "#B5588C" title "R* = 95.4" noenhanced
set output
