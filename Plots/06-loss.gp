# 4 bits a weight cost 0.7% of loss, 2 bits 51.6%
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

set label "{/:Bold 4 bits a weight cost 0.7% of loss, 2 bits 51.6%}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Loss added on held-out text, every matrix rounded in groups of 32" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.09495
set rmargin at screen 0.95750
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [2:7]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("2.0" 2, "2.5" 2.5, "3.0" 3, "3.5" 3.5, "4.0" 4, "4.5" 4.5, "5.0" 5, "5.5" 5.5, "6.0" 6, "6.5" 6.5, "7.0" 7)
set yrange [0.00017347257455817825:0.8747841442693121]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.10%%" 0.001, "1.00%%" 0.01, "10.00%%" 0.1)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss added" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "bits a weight, scales included" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "2 bits" noenhanced at screen 0.20191, screen 0.77888 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "3 bits" noenhanced at screen 0.37442, screen 0.56247 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "4 bits" noenhanced at screen 0.54693, screen 0.42901 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "5 bits" noenhanced at screen 0.71944, screen 0.30289 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "6 bits" noenhanced at screen 0.89195, screen 0.15957 left front font "sans-serif,13" textcolor rgb "#0072B2"

plot data skip 1 every ::0::4 using 1:2 with lines lw 2.5 dt solid lc rgb "#0072B2" title "loss added" noenhanced, \
  data skip 1 every ::0::4 using 1:2 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "loss added" noenhanced, \
  data skip 1 every ::0::4 using 1:2 with points pt 7 ps 0.85 lc rgb "#0072B2" title "loss added" noenhanced
set output
