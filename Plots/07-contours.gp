# By the fitted law, ten times the budget wants 2.9 times the parameters
# Draws 07-contours.svg from 07-contours.csv: gnuplot 07-contours.gp
# The same as a bitmap: gnuplot -e "png=1" 07-contours.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-contours.png" : "07-contours.svg"
if (png) { set terminal pngcairo size 800,640 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_contours" size 800,640 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-contours.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold By the fitted law, ten times the budget wants 2.9 times the parameters}" at screen 0.02250, screen 0.95937 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Grey: lines of equal loss (nats a token). Blue: where each costs least. Points: the runs" noenhanced at screen 0.02250, screen 0.92578 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "Red: the run that the fit has not seen." noenhanced at screen 0.02250, screen 0.02734 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.06270
set rmargin at screen 0.92610
set tmargin at screen 0.85781
set bmargin at screen 0.11719
set xrange [23497003008:11598877163520]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10¹¹" 100000000000, "10¹²" 1000000000000, "10¹³" 10000000000000)
set yrange [16158.42518854382:9623274.055673668]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("10⁵" 100000, "10⁶" 1000000)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "parameters" noenhanced at screen 0.02250, screen 0.88594 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "operations (6ND)" noenhanced at screen 0.92610, screen 0.05937 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "3.39" noenhanced at screen 0.71500, screen 0.76472 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "2.62" noenhanced at screen 0.87187, screen 0.82415 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "2.15" noenhanced at screen 0.92943, screen 0.79720 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "1.90" noenhanced at screen 0.92901, screen 0.72316 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "1.72" noenhanced at screen 0.93568, screen 0.62723 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::69 using 2:3 with lines lw 1.2 dt solid lc rgb "#8A8A8A" title "3.39" noenhanced, \
  data skip 1 every ::70::139 using 2:3 with lines lw 1.2 dt solid lc rgb "#8A8A8A" title "2.62" noenhanced, \
  data skip 1 every ::140::199 using 2:3 with lines lw 1.2 dt solid lc rgb "#8A8A8A" title "2.15" noenhanced, \
  data skip 1 every ::200::244 using 2:3 with lines lw 1.2 dt solid lc rgb "#8A8A8A" title "1.90" noenhanced, \
  data skip 1 every ::245::268 using 2:3 with lines lw 1.2 dt solid lc rgb "#8A8A8A" title "1.72" noenhanced, \
  data skip 1 every ::269::309 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "parameters" noenhanced, \
  data skip 1 every ::310::329 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "parameters" noenhanced, \
  data skip 1 every ::310::329 using 2:3 with points pt 7 ps 0.85 lc rgb "#1A1A1A" title "parameters" noenhanced, \
  data skip 1 every ::330::330 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "parameters" noenhanced, \
  data skip 1 every ::330::330 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "parameters" noenhanced
set output
