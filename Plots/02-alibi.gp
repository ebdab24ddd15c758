# BloombergGPT's heads halve a word's weight after 0.8 to 177 tokens
# Draws 02-alibi.svg from 02-alibi.csv: gnuplot 02-alibi.gp
# The same as a bitmap: gnuplot -e "png=1" 02-alibi.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "02-alibi.png" : "02-alibi.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_02_alibi" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "02-alibi.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold BloombergGPT's heads halve a word's weight after 0.8 to 177 tokens}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Distance at which ALiBi alone halves the weight, for each of 40 heads" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "" at screen 0.03750, screen 0.85000 point pt 7 ps 0.9 lc rgb "#0072B2" front
set label "slopes of a power of two" noenhanced at screen 0.05500, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "" at screen 0.29608, screen 0.85000 point pt 7 ps 0.9 lc rgb "#D55E00" front
set label "the heads in between" noenhanced at screen 0.31357, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.06630
set rmargin at screen 0.95750
set tmargin at screen 0.75625
set bmargin at screen 0.11667
set xrange [0:41]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "5" 5, "10" 10, "15" 15, "20" 20, "25" 25, "30" 30, "35" 35, "40" 40)
set yrange [0.5753387821396097:233.1288316379228]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "10" 10, "100" 100)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "distance (tokens)" noenhanced at screen 0.02250, screen 0.79375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "head" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::31 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "slopes of a power of two" noenhanced, \
  data skip 1 every ::0::31 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "slopes of a power of two" noenhanced, \
  data skip 1 every ::32::39 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "the heads in between" noenhanced, \
  data skip 1 every ::32::39 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "the heads in between" noenhanced
set output
