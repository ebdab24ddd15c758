# Undivided, the stream grows 29.5-fold over 48 layers; divided, 2.8-fold
# Draws 03-stream.svg from 03-stream.csv: gnuplot 03-stream.gp
# The same as a bitmap: gnuplot -e "png=1" 03-stream.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "03-stream.png" : "03-stream.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_03_stream" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "03-stream.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Undivided, the stream grows 29.5-fold over 48 layers; divided, 2.8-fold}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Root mean square of the residual stream in an untrained model of width 48" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.05670
set rmargin at screen 0.82990
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [0:48]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "5" 5, "10" 10, "15" 15, "20" 20, "25" 25, "30" 30, "35" 35, "40" 40, "45" 45)
set yrange [0:30.933960314454122]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "5" 5, "10" 10, "15" 15, "20" 20, "25" 25, "30" 30)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "size, embedding = 1" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "after layer" noenhanced at screen 0.82990, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "as drawn" noenhanced at screen 0.83990, screen 0.77845 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "divided by √(2L)" noenhanced at screen 0.83990, screen 0.17927 left front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::48 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "as drawn" noenhanced, \
  data skip 1 every ::49::97 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "divided by √(2L)" noenhanced
set output
