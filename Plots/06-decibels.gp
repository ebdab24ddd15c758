# Each further bit is worth 6.2 decibels
# Draws 06-decibels.svg from 06-decibels.csv: gnuplot 06-decibels.gp
# The same as a bitmap: gnuplot -e "png=1" 06-decibels.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "06-decibels.png" : "06-decibels.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_06_decibels" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "06-decibels.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Each further bit is worth 6.2 decibels}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Signal-to-noise ratio of all matrices, groups of 32; theory: 6.02 a bit" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set arrow from screen 0.02250, screen 0.85000 to screen 0.04750, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#0072B2"
set label "whole numbers and a scale" noenhanced at screen 0.05500, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "" at screen 0.32029, screen 0.85000 point pt 7 ps 0.9 lc rgb "#D55E00" front
set label "16-bit floats" noenhanced at screen 0.33779, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.05670
set rmargin at screen 0.95750
set tmargin at screen 0.75625
set bmargin at screen 0.11667
set xrange [1:18]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("2" 2, "4" 4, "6" 6, "8" 8, "10" 10, "12" 12, "14" 14, "16" 16, "18" 18)
set yrange [0:77.16131569795711]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "20" 20, "40" 40, "60" 60)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "signal-to-noise ratio (dB)" noenhanced at screen 0.02250, screen 0.79375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "bits of a weight, without its share of the scale" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "float16" noenhanced at screen 0.86742, screen 0.72722 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "bfloat16" noenhanced at screen 0.86742, screen 0.57761 left front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::8 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "whole numbers and a scale" noenhanced, \
  data skip 1 every ::0::8 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "whole numbers and a scale" noenhanced, \
  data skip 1 every ::0::8 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "whole numbers and a scale" noenhanced, \
  data skip 1 every ::9::10 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "16-bit floats" noenhanced, \
  data skip 1 every ::9::10 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "16-bit floats" noenhanced
set output
