# A training step takes 1.19 times its matrix products alone
# Draws 05-step.svg from 05-step.csv: gnuplot 05-step.gp
# The same as a bitmap: gnuplot -e "png=1" 05-step.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "05-step.png" : "05-step.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_05_step" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "05-step.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold A training step takes 1.19 times its matrix products alone}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Where its time goes, on 2 threads; linear, attention and head contain the products" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.14910
set rmargin at screen 0.95750
set tmargin at screen 0.84792
set bmargin at screen 0.11667
set xrange [0:33.36249938]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "5" 5, "10" 10, "15" 15, "20" 20, "25" 25, "30" 30)
set yrange [12.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11, "" 12)
set label "linear" noenhanced at screen 0.13910, screen 0.81745 right front font "sans-serif,12" textcolor rgb "#666666"
set label "attention" noenhanced at screen 0.13910, screen 0.75651 right front font "sans-serif,12" textcolor rgb "#666666"
set label "head" noenhanced at screen 0.13910, screen 0.69557 right front font "sans-serif,12" textcolor rgb "#666666"
set label "optimizer" noenhanced at screen 0.13910, screen 0.63464 right front font "sans-serif,12" textcolor rgb "#666666"
set label "waiting" noenhanced at screen 0.13910, screen 0.57370 right front font "sans-serif,12" textcolor rgb "#666666"
set label "activation" noenhanced at screen 0.13910, screen 0.51276 right front font "sans-serif,12" textcolor rgb "#666666"
set label "normalization" noenhanced at screen 0.13910, screen 0.45182 right front font "sans-serif,12" textcolor rgb "#666666"
set label "reduction" noenhanced at screen 0.13910, screen 0.39089 right front font "sans-serif,12" textcolor rgb "#666666"
set label "embedding" noenhanced at screen 0.13910, screen 0.32995 right front font "sans-serif,12" textcolor rgb "#666666"
set label "data" noenhanced at screen 0.13910, screen 0.26901 right front font "sans-serif,12" textcolor rgb "#666666"
set label "whole step" noenhanced at screen 0.13910, screen 0.20807 right front font "sans-serif,12" textcolor rgb "#666666"
set label "products alone" noenhanced at screen 0.13910, screen 0.14714 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "time (ms)" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::11 using ($6):($3+0):($5):($6):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 border lc rgb "#FFFFFF" lw 1 fc rgb "#0072B2" title "parts" noenhanced, \
  data skip 1 every ::12::23 using ($6):($3+0):($5):($6):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 border lc rgb "#FFFFFF" lw 1 fc rgb "#D55E00" title "whole" noenhanced
set output
