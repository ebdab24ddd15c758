# 32 weights, 13 values: in 4 bits every weight moves to the nearest rung
# Draws 06-group.svg from 06-group.csv: gnuplot 06-group.gp
# The same as a bitmap: gnuplot -e "png=1" 06-group.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "06-group.png" : "06-group.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_06_group" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "06-group.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold 32 weights, 13 values: in 4 bits every weight moves to the nearest rung}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "One group of layers.1.feedForward.down.weight; the rungs are its grid" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "" at screen 0.03750, screen 0.85000 point pt 7 ps 0.9 lc rgb "#0072B2" front
set label "float32" noenhanced at screen 0.05500, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "" at screen 0.15470, screen 0.85000 point pt 7 ps 0.9 lc rgb "#D55E00" front
set label "int4 (Q4_0)" noenhanced at screen 0.17220, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.07140
set rmargin at screen 0.95750
set tmargin at screen 0.75625
set bmargin at screen 0.11667
set xrange [0:33]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "5" 5, "10" 10, "15" 15, "20" 20, "25" 25, "30" 30)
set yrange [-0.17717178780585527:0.15688684079796075]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("−0.1" -0.1, "0.0" 0, "0.1" 0.1)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "value" noenhanced at screen 0.02250, screen 0.79375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "weight of the group" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::1 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::2::3 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::4::5 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::6::7 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::8::9 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::10::11 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::12::13 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::14::15 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::16::17 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::18::19 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::20::21 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::22::23 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::24::25 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::26::27 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::28::29 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::30::31 using 2:3 with lines lw 0.6 dt solid lc rgb "#8A8A8A" title "value" noenhanced, \
  data skip 1 every ::32::63 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "float32" noenhanced, \
  data skip 1 every ::32::63 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "float32" noenhanced, \
  data skip 1 every ::64::95 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "int4 (Q4_0)" noenhanced, \
  data skip 1 every ::64::95 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "int4 (Q4_0)" noenhanced
set output
