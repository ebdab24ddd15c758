# Equal noise, unequal harm: the loss minds “embedding and head” most
# Draws 06-kinds.svg from 06-kinds.csv: gnuplot 06-kinds.gp
# The same as a bitmap: gnuplot -e "png=1" 06-kinds.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "06-kinds.png" : "06-kinds.svg"
if (png) { set terminal pngcairo size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_06_kinds" size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "06-kinds.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Equal noise, unequal harm: the loss minds “embedding and head” most}" at screen 0.01800, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "One kind of matrix at a time in 3 bits, the others in float32" noenhanced at screen 0.01800, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.15768
set rmargin at screen 0.47100
set tmargin at screen 0.80625
set bmargin at screen 0.11667
set xrange [0:14.160747781958275]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "5" 5, "10" 10)
set yrange [5.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5)
set label "embedding and head" noenhanced at screen 0.14968, screen 0.73729 right front font "sans-serif,12" textcolor rgb "#666666"
set label "queries, keys, values" noenhanced at screen 0.14968, screen 0.59937 right front font "sans-serif,12" textcolor rgb "#666666"
set label "attention output" noenhanced at screen 0.14968, screen 0.46146 right front font "sans-serif,12" textcolor rgb "#666666"
set label "feed-forward up" noenhanced at screen 0.14968, screen 0.32354 right front font "sans-serif,12" textcolor rgb "#666666"
set label "feed-forward down" noenhanced at screen 0.14968, screen 0.18563 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold what arithmetic sees}" at screen 0.01800, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "signal-to-noise ratio (dB)" noenhanced at screen 0.47100, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::4 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::0::4 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.65268
set rmargin at screen 0.96600
set tmargin at screen 0.80625
set bmargin at screen 0.11667
set xrange [0:0.024551268280293248]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.0%%" 0, "0.5%%" 0.005, "1.0%%" 0.01, "1.5%%" 0.015, "2.0%%" 0.02)
set yrange [5.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5)
set label "embedding and head" noenhanced at screen 0.64468, screen 0.73729 right front font "sans-serif,12" textcolor rgb "#666666"
set label "queries, keys, values" noenhanced at screen 0.64468, screen 0.59937 right front font "sans-serif,12" textcolor rgb "#666666"
set label "attention output" noenhanced at screen 0.64468, screen 0.46146 right front font "sans-serif,12" textcolor rgb "#666666"
set label "feed-forward up" noenhanced at screen 0.64468, screen 0.32354 right front font "sans-serif,12" textcolor rgb "#666666"
set label "feed-forward down" noenhanced at screen 0.64468, screen 0.18563 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold what the text sees}" at screen 0.51300, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "loss added" noenhanced at screen 0.96600, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::5::9 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#D55E00" title "data" noenhanced, \
  data skip 1 every ::5::9 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced
unset multiplot
set output
