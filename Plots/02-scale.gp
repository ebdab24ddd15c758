# Without √d, a head of width 128 hears 1.7 of 64 keys
# Draws 02-scale.svg from 02-scale.csv: gnuplot 02-scale.gp
# The same as a bitmap: gnuplot -e "png=1" 02-scale.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "02-scale.png" : "02-scale.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_02_scale" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "02-scale.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Without √d, a head of width 128 hears 1.7 of 64 keys}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Keys that a random query listens to, counted by the entropy of their shares" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.05670
set rmargin at screen 0.86533
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [4:256]
set logscale x 2
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("4" 4, "8" 8, "16" 16, "32" 32, "64" 64, "128" 128, "256" 256)
set yrange [0:64]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "10" 10, "20" 20, "30" 30, "40" 40, "50" 50, "60" 60)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "keys heard" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "width of the head" noenhanced at screen 0.86533, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "scores / √d" noenhanced at screen 0.87533, screen 0.55602 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "plain scores" noenhanced at screen 0.87533, screen 0.13122 left front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::6 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "scores / √d" noenhanced, \
  data skip 1 every ::0::6 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "scores / √d" noenhanced, \
  data skip 1 every ::0::6 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "scores / √d" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "plain scores" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "plain scores" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "plain scores" noenhanced
set output
