# In the same 4 bits nearest adds 0.051 bits per byte, least squares 0.025, GPTQ 0.004
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

set label "{/:Bold In the same 4 bits nearest adds 0.051 bits per byte, least squares 0.025,}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold GPTQ 0.004}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "SmolLM2-135M, 3 held-out texts" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.07110
set rmargin at screen 0.90530
set tmargin at screen 0.76042
set bmargin at screen 0.11667
set xrange [0:18]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "2" 2, "4" 4, "6" 6, "8" 8, "10" 10, "12" 12, "14" 14, "16" 16, "18" 18)
set yrange [1.7293228194859271:1.7877245275063383]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1.73" 1.73, "1.74" 1.74, "1.75" 1.75, "1.76" 1.76, "1.77" 1.77, "1.78" 1.78)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (bits per byte)" noenhanced at screen 0.02250, screen 0.79792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "bits a weight, vectors and scales included" noenhanced at screen 0.90530, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 1.731977442577764 to graph 1, first 1.731977442577764 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "f16" noenhanced at screen 0.82671, screen 0.17422 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "q8_0" noenhanced at screen 0.47922, screen 0.18700 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "q4_0, nearest" noenhanced at screen 0.33290, screen 0.73116 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "q4_0, least squares" noenhanced at screen 0.33290, screen 0.45089 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "q4_0, GPTQ" noenhanced at screen 0.33290, screen 0.21541 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "float32" noenhanced at screen 0.91530, screen 0.14593 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::4 using 1:2 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::0::4 using 1:2 with points pt 7 ps 0.85 lc rgb "#0072B2" title "loss (bits per byte)" noenhanced
set output
