# By the fitted law, ten times the budget wants 2.8 times the parameters
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

set label "{/:Bold By the fitted law, ten times the budget wants 2.8 times the parameters}" at screen 0.02250, screen 0.95937 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Grey: lines of equal loss (nats a token). Blue: where each costs least. Points: the runs" noenhanced at screen 0.02250, screen 0.92578 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "Red: the run that the fit has not seen." noenhanced at screen 0.02250, screen 0.02734 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.06270
set rmargin at screen 0.92610
set tmargin at screen 0.85781
set bmargin at screen 0.11719
set xrange [34994594304:16800867901440]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10¹¹" 100000000000, "10¹²" 1000000000000, "10¹³" 10000000000000)
set yrange [19174.178350523078:11302651.78611596]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("10⁵" 100000, "10⁶" 1000000, "10⁷" 10000000)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "parameters" noenhanced at screen 0.02250, screen 0.88594 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "operations (6ND)" noenhanced at screen 0.92610, screen 0.05937 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "3.08" noenhanced at screen 0.73225, screen 0.76522 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "2.40" noenhanced at screen 0.89243, screen 0.82415 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "2.03" noenhanced at screen 0.92588, screen 0.77675 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "1.85" noenhanced at screen 0.93097, screen 0.70852 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "1.73" noenhanced at screen 0.93385, screen 0.61053 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::68 using 2:3 with lines lw 1.2 dt solid lc rgb "#8A8A8A" title "3.08" noenhanced, \
  data skip 1 every ::69::137 using 2:3 with lines lw 1.2 dt solid lc rgb "#8A8A8A" title "2.40" noenhanced, \
  data skip 1 every ::138::194 using 2:3 with lines lw 1.2 dt solid lc rgb "#8A8A8A" title "2.03" noenhanced, \
  data skip 1 every ::195::237 using 2:3 with lines lw 1.2 dt solid lc rgb "#8A8A8A" title "1.85" noenhanced, \
  data skip 1 every ::238::259 using 2:3 with lines lw 1.2 dt solid lc rgb "#8A8A8A" title "1.73" noenhanced, \
  data skip 1 every ::260::290 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "parameters" noenhanced, \
  data skip 1 every ::291::310 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "parameters" noenhanced, \
  data skip 1 every ::291::310 using 2:3 with points pt 7 ps 0.85 lc rgb "#1A1A1A" title "parameters" noenhanced, \
  data skip 1 every ::311::311 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "parameters" noenhanced, \
  data skip 1 every ::311::311 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "parameters" noenhanced
set output
