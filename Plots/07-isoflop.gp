# 10 times the budget wants 5.1 times the parameters
# Draws 07-isoflop.svg from 07-isoflop.csv: gnuplot 07-isoflop.gp
# The same as a bitmap: gnuplot -e "png=1" 07-isoflop.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-isoflop.png" : "07-isoflop.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_isoflop" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-isoflop.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold 10 times the budget wants 5.1 times the parameters}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Each curve is one budget of operations, spent on models of several sizes" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "Parabolas in the logarithm of the parameters." noenhanced at screen 0.02250, screen 0.03646 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.07110
set rmargin at screen 0.89198
set tmargin at screen 0.81042
set bmargin at screen 0.15625
set xrange [6368:279168]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10,000" 10000, "20,000" 20000, "50,000" 50000, "100,000" 100000, "200,000" 200000)
set yrange [1.9648791773740504:3.560709507611481]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2.00" 2, "2.25" 2.25, "2.50" 2.5, "2.75" 2.75, "3.00" 3, "3.25" 3.25, "3.50" 3.5)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "held-out loss (bits per byte)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "parameters" noenhanced at screen 0.89198, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "10¹⁰" noenhanced at screen 0.50032, screen 0.77858 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "3.2×10¹⁰" noenhanced at screen 0.64194, screen 0.75601 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "10¹¹" noenhanced at screen 0.74735, screen 0.55903 left front font "sans-serif,13" textcolor rgb "#009E73"
set label "3.2×10¹¹" noenhanced at screen 0.90198, screen 0.32658 left front font "sans-serif,13" textcolor rgb "#B5588C"

plot data skip 1 every ::0::40 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "10¹⁰" noenhanced, \
  data skip 1 every ::41::45 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (bits per byte)" noenhanced, \
  data skip 1 every ::41::45 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "held-out loss (bits per byte)" noenhanced, \
  data skip 1 every ::46::86 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "3.2×10¹⁰" noenhanced, \
  data skip 1 every ::87::91 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (bits per byte)" noenhanced, \
  data skip 1 every ::87::91 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "held-out loss (bits per byte)" noenhanced, \
  data skip 1 every ::92::132 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "10¹¹" noenhanced, \
  data skip 1 every ::133::137 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (bits per byte)" noenhanced, \
  data skip 1 every ::133::137 using 2:3 with points pt 7 ps 0.85 lc rgb "#009E73" title "held-out loss (bits per byte)" noenhanced, \
  data skip 1 every ::138::178 using 2:3 with lines lw 2.5 dt solid lc rgb "#B5588C" title "3.2×10¹¹" noenhanced, \
  data skip 1 every ::179::183 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (bits per byte)" noenhanced, \
  data skip 1 every ::179::183 using 2:3 with points pt 7 ps 0.85 lc rgb "#B5588C" title "held-out loss (bits per byte)" noenhanced
set output
