# A finished general model saves 58% of a short run's compute, 32% of a longer one's
# Draws 08-cost.svg from 08-cost.csv: gnuplot 08-cost.gp
# The same as a bitmap: gnuplot -e "png=1" 08-cost.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "08-cost.png" : "08-cost.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_08_cost" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "08-cost.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold A finished general model saves 58% of a short run's compute, 32% of a}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold longer one's}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Loss on held-out finance against the training that you pay for" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set arrow from screen 0.02250, screen 0.80000 to screen 0.04750, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#009E73"
set label "on a given model" noenhanced at screen 0.05500, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "" at screen 0.23839, screen 0.80000 point pt 7 ps 0.9 lc rgb "#B5588C" front
set label "half and half" noenhanced at screen 0.25589, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.07110
set rmargin at screen 0.86126
set tmargin at screen 0.70625
set bmargin at screen 0.11667
set xrange [24914165760:199313326080]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("5×10¹⁰" 50000000000, "10¹¹" 100000000000)
set yrange [1.8150029276951214:3.069286990505087]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2.00" 2, "2.25" 2.25, "2.50" 2.5, "2.75" 2.75, "3.00" 3)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (bits per byte)" noenhanced at screen 0.02250, screen 0.74375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "own training compute (FLOPs)" noenhanced at screen 0.86126, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 3.0122740785591793 to graph 1, first 3.0122740785591793 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "domain only" noenhanced at screen 0.87126, screen 0.14347 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "general only" noenhanced at screen 0.87126, screen 0.67945 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::3 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "domain only" noenhanced, \
  data skip 1 every ::0::3 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "domain only" noenhanced, \
  data skip 1 every ::0::3 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "domain only" noenhanced, \
  data skip 1 every ::4::6 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "on a given model" noenhanced, \
  data skip 1 every ::4::6 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "on a given model" noenhanced, \
  data skip 1 every ::4::6 using 2:3 with points pt 7 ps 0.85 lc rgb "#009E73" title "on a given model" noenhanced, \
  data skip 1 every ::7::7 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "half and half" noenhanced, \
  data skip 1 every ::7::7 using 2:3 with points pt 7 ps 0.85 lc rgb "#B5588C" title "half and half" noenhanced
set output
