# Activations take 67% of this run's memory
# Draws 05-memory.svg from 05-memory.csv: gnuplot 05-memory.gp
# The same as a bitmap: gnuplot -e "png=1" 05-memory.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "05-memory.png" : "05-memory.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_05_memory" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "05-memory.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Activations take 67% of this run's memory}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "55.2 MiB in Float32, 2 replicas, 6 windows of 128 tokens" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.15090
set rmargin at screen 0.95750
set tmargin at screen 0.84792
set bmargin at screen 0.11667
set xrange [0:39.11455078125]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "5" 5, "10" 10, "15" 15, "20" 20, "25" 25, "30" 30, "35" 35)
set yrange [4.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4)
set label "parameters" noenhanced at screen 0.14090, screen 0.75651 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gradients" noenhanced at screen 0.14090, screen 0.57370 right front font "sans-serif,12" textcolor rgb "#666666"
set label "optimizer state" noenhanced at screen 0.14090, screen 0.39089 right front font "sans-serif,12" textcolor rgb "#666666"
set label "activations" noenhanced at screen 0.14090, screen 0.20807 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "memory (MiB)" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::3 using ($3):($2+0):(0):($3):($2-0.3588):($2+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::0::3 using ($3):($2+0):4 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced
set output
