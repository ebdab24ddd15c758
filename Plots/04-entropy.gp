# At temperature 1 the model expects 4.13 bits a token and pays 3.84
# Draws 04-entropy.svg from 04-entropy.csv: gnuplot 04-entropy.gp
# The same as a bitmap: gnuplot -e "png=1" 04-entropy.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "04-entropy.png" : "04-entropy.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_04_entropy" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "04-entropy.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold At temperature 1 the model expects 4.13 bits a token and pays 3.84}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Mean over 372 places in held-out text; the cost is lowest at T = 0.95" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.04710
set rmargin at screen 0.89945
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [0.2:2.05]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.2" 0.2, "0.4" 0.4, "0.6" 0.6, "0.8" 0.8, "1.0" 1, "1.2" 1.2, "1.4" 1.4, "1.6" 1.6, "1.8" 1.8, "2.0" 2)
set yrange [0:9.924298105118828]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "2" 2, "4" 4, "6" 6, "8" 8)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "bits per token" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "temperature" noenhanced at screen 0.89945, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 1, graph 0 to first 1, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "as trained" noenhanced at screen 0.42318, screen 0.79375 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "entropy" noenhanced at screen 0.88641, screen 0.67167 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "cost" noenhanced at screen 0.88641, screen 0.47093 left front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::33 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "entropy" noenhanced, \
  data skip 1 every ::34::65 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "cost" noenhanced
set output
