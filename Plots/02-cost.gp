# Beyond 630 tokens attention takes more time than its projections
# Draws 02-cost.svg from 02-cost.csv: gnuplot 02-cost.gp
# The same as a bitmap: gnuplot -e "png=1" 02-cost.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "02-cost.png" : "02-cost.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_02_cost" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "02-cost.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Beyond 630 tokens attention takes more time than its projections}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "One layer of width 256 with 4 heads, forward, one core" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.06150
set rmargin at screen 0.87264
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [32:2048]
set logscale x 2
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("32" 32, "64" 64, "128" 128, "256" 256, "512" 512, "1,024" 1024, "2,048" 2048)
set yrange [0.012474682356369957:49.336099226034094]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.1" 0.1, "1" 1, "10" 10)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "time (ms)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "length of the text (tokens)" noenhanced at screen 0.87264, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 1024, graph 0 to first 1024, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "equal by count: T = 4D" noenhanced at screen 0.72995, screen 0.79375 right front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "projections" noenhanced at screen 0.88264, screen 0.67819 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "attention" noenhanced at screen 0.88264, screen 0.77888 left front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::6 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "projections" noenhanced, \
  data skip 1 every ::0::6 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "projections" noenhanced, \
  data skip 1 every ::0::6 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "projections" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "attention" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "attention" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "attention" noenhanced
set output
