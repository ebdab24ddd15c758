# In the same 4 bits GPTQ costs 39% of what nearest costs
# Draws 06-formats.svg from 06-formats.csv: gnuplot 06-formats.gp
# The same as a bitmap: gnuplot -e "png=1" 06-formats.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "06-formats.png" : "06-formats.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_06_formats" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "06-formats.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold In the same 4 bits GPTQ costs 39% of what nearest costs}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "SmolLM2-135M on chapters 7 to 9 of this book; speeds of this machine" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.07110
set rmargin at screen 0.90530
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [0:31.668128586811417]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "5" 5, "10" 10, "15" 15, "20" 20, "25" 25, "30" 30)
set yrange [1.7407335827646888:1.8048051668799372]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1.75" 1.75, "1.76" 1.76, "1.77" 1.77, "1.78" 1.78, "1.79" 1.79, "1.80" 1.8)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (bits per byte)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "tokens written a second" noenhanced at screen 0.90530, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 1.7436459274972 to graph 1, first 1.7436459274972 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "f16" noenhanced at screen 0.71834, screen 0.17878 center front font "sans-serif,13" textcolor rgb "#0072B2"
set label "q8_0" noenhanced at screen 0.77630, screen 0.18507 center front font "sans-serif,13" textcolor rgb "#0072B2"
set label "q4_0, nearest" noenhanced at screen 0.79649, screen 0.77888 center front font "sans-serif,13" textcolor rgb "#0072B2"
set label "q4_0, least squares" noenhanced at screen 0.79649, screen 0.53531 center front font "sans-serif,13" textcolor rgb "#0072B2"
set label "q4_0, GPTQ" noenhanced at screen 0.79649, screen 0.41097 center front font "sans-serif,13" textcolor rgb "#0072B2"
set label "float32" noenhanced at screen 0.91530, screen 0.14820 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::4 using 1:2 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::0::4 using 1:2 with points pt 7 ps 0.85 lc rgb "#0072B2" title "loss (bits per byte)" noenhanced
set output
