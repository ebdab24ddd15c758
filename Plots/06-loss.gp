# 4 bits a weight cost 1.8% of loss, 2 bits 123.7%
# Draws 06-loss.svg from 06-loss.csv: gnuplot 06-loss.gp
# The same as a bitmap: gnuplot -e "png=1" 06-loss.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "06-loss.png" : "06-loss.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_06_loss" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "06-loss.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold 4 bits a weight cost 1.8% of loss, 2 bits 123.7%}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Loss on held-out text of the same model, every matrix rounded" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set arrow from screen 0.02250, screen 0.85000 to screen 0.04750, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#0072B2"
set label "grid of b bits" noenhanced at screen 0.05500, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "" at screen 0.20020, screen 0.85000 point pt 7 ps 0.9 lc rgb "#D55E00" front
set label "formats" noenhanced at screen 0.21770, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.07110
set rmargin at screen 0.90530
set tmargin at screen 0.75625
set bmargin at screen 0.11667
set xrange [2:18]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("2" 2, "4" 4, "6" 6, "8" 8, "10" 10, "12" 12, "14" 14, "16" 16, "18" 18)
set yrange [0.9841307110315826:2.4112075273367832]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1.00" 1, "1.25" 1.25, "1.50" 1.5, "1.75" 1.75, "2.00" 2, "2.25" 2.25)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (bits per byte)" noenhanced at screen 0.02250, screen 0.79375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "bits a weight, scales included" noenhanced at screen 0.90530, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 1.0490298740522923 to graph 1, first 1.0490298740522923 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "int4" noenhanced at screen 0.20144, screen 0.18137 center front font "sans-serif,13" textcolor rgb "#D55E00"
set label "int8" noenhanced at screen 0.40999, screen 0.17482 center front font "sans-serif,13" textcolor rgb "#D55E00"
set label "bfloat16" noenhanced at screen 0.80103, screen 0.17483 center front font "sans-serif,13" textcolor rgb "#D55E00"
set label "float32" noenhanced at screen 0.91530, screen 0.14575 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::5 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "grid of b bits" noenhanced, \
  data skip 1 every ::0::5 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "grid of b bits" noenhanced, \
  data skip 1 every ::0::5 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "grid of b bits" noenhanced, \
  data skip 1 every ::6::8 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "formats" noenhanced, \
  data skip 1 every ::6::8 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "formats" noenhanced
set output
