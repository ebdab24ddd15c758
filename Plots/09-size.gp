# At its compute, BloombergGPT's size costs at most 0.008 nats
# Draws 09-size.svg from 09-size.csv: gnuplot 09-size.gp
# The same as a bitmap: gnuplot -e "png=1" 09-size.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "09-size.png" : "09-size.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_09_size" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "09-size.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold At its compute, BloombergGPT's size costs at most 0.008 nats}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Loss above the lowest at 6ND = 1.73×10²³ FLOPs" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.07110
set rmargin at screen 0.83640
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [5000000000:500000000000]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10¹⁰" 10000000000, "10¹¹" 100000000000)
set yrange [0:0.12]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.00" 0, "0.02" 0.02, "0.04" 0.04, "0.06" 0.06, "0.08" 0.08, "0.10" 0.1, "0.12" 0.12)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "excess loss (nats a token)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "parameters" noenhanced at screen 0.83640, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 50558868480, graph 0 to first 50558868480, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "BloombergGPT" noenhanced at screen 0.44810, screen 0.79375 right front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "Hoffmann et al." noenhanced at screen 0.84640, screen 0.80625 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "Besiroglu et al." noenhanced at screen 0.84640, screen 0.62463 left front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::60 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "Hoffmann et al." noenhanced, \
  data skip 1 every ::61::121 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "Besiroglu et al." noenhanced
set output
