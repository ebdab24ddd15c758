# Blocks in one pass are 16 times as fast as plain loops on 1,024 tokens
# Draws 02-versions.svg from 02-versions.csv: gnuplot 02-versions.gp
# The same as a bitmap: gnuplot -e "png=1" 02-versions.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "02-versions.png" : "02-versions.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_02_versions" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "02-versions.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Blocks in one pass are 16 times as fast as plain loops on 1,024 tokens}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Causal attention of one head of 32, forward, one core; both axes logarithmic" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.07110
set rmargin at screen 0.80812
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [64:1024]
set logscale x 2
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("64" 64, "128" 128, "256" 256, "512" 512, "1,024" 1024)
set yrange [0.007439981643911253:29.114462381674095]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.01" 0.01, "0.1" 0.1, "1" 1, "10" 10)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "time (ms)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "length of the text (tokens)" noenhanced at screen 0.80812, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "plain loops" noenhanced at screen 0.81812, screen 0.77888 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "two products" noenhanced at screen 0.81812, screen 0.68885 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "blocks, in one pass" noenhanced at screen 0.81812, screen 0.54740 left front font "sans-serif,13" textcolor rgb "#009E73"

plot data skip 1 every ::0::4 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "plain loops" noenhanced, \
  data skip 1 every ::0::4 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "plain loops" noenhanced, \
  data skip 1 every ::0::4 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "plain loops" noenhanced, \
  data skip 1 every ::5::9 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "two products" noenhanced, \
  data skip 1 every ::5::9 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "two products" noenhanced, \
  data skip 1 every ::5::9 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "two products" noenhanced, \
  data skip 1 every ::10::14 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "blocks, in one pass" noenhanced, \
  data skip 1 every ::10::14 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "blocks, in one pass" noenhanced, \
  data skip 1 every ::10::14 using 2:3 with points pt 7 ps 0.85 lc rgb "#009E73" title "blocks, in one pass" noenhanced
set output
