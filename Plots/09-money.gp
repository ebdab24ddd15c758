# Given Qwen3-32B, from scratch is nowhere ahead by more than the margin
# Draws 09-money.svg from 09-money.csv: gnuplot 09-money.gp
# The same as a bitmap: gnuplot -e "png=1" 09-money.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "09-money.png" : "09-money.svg"
if (png) { set terminal pngcairo size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_09_money" size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "09-money.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Given Qwen3-32B, from scratch is nowhere ahead by more than the margin}" at screen 0.01800, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Weighted loss of training the gift further less that of the best model from scratch; the margin is 0.05" noenhanced at screen 0.01800, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "Mean over draws; values beyond ±0.5 have the end's colour." noenhanced at screen 0.01800, screen 0.03646 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.07104
set rmargin at screen 0.91488
set tmargin at screen 0.81042
set bmargin at screen 0.15625
set xrange [0.5:4.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4)
set label "1M" noenhanced at screen 0.17652, screen 0.12708 center front font "sans-serif,12" textcolor rgb "#666666"
set label "100M" noenhanced at screen 0.38748, screen 0.12708 center front font "sans-serif,12" textcolor rgb "#666666"
set label "10B" noenhanced at screen 0.59844, screen 0.12708 center front font "sans-serif,12" textcolor rgb "#666666"
set label "1T" noenhanced at screen 0.80940, screen 0.12708 center front font "sans-serif,12" textcolor rgb "#666666"
set yrange [5.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5)
set label "$100M" noenhanced at screen 0.06304, screen 0.74500 right front font "sans-serif,12" textcolor rgb "#666666"
set label "$10M" noenhanced at screen 0.06304, screen 0.61417 right front font "sans-serif,12" textcolor rgb "#666666"
set label "$1M" noenhanced at screen 0.06304, screen 0.48333 right front font "sans-serif,12" textcolor rgb "#666666"
set label "$100k" noenhanced at screen 0.06304, screen 0.35250 right front font "sans-serif,12" textcolor rgb "#666666"
set label "$10k" noenhanced at screen 0.06304, screen 0.22167 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set border 0 back lt 1 lw 1 lc rgb "#999999"
set label "training budget" noenhanced at screen 0.01800, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "different tokens of one's own text" noenhanced at screen 0.91488, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set palette defined (0 "#0B4F7D", 1 "#3F8DBF", 2 "#A5CCE4", 3 "#F5F5F5", 4 "#F3BE96", 5 "#DE7C33", 6 "#993F00")
set cbrange [-0.5:0.5]
set cbtics noenhanced scale 0 font "sans-serif,12" textcolor rgb "#666666" ("−0.4" -0.4, "−0.2" -0.2, "0.0" 0, "0.2" 0.2, "0.4" 0.4)
set colorbox vertical user origin screen 0.93088, screen 0.15625 size screen 0.01400, screen 0.65417 noborder
set label "nats a token" noenhanced at screen 0.98200, screen 0.84375 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::19 using 3:4:($3-0.492):($3+0.492):($4-0.492):($4+0.492):5 with boxxyerror fillstyle solid 1.0 noborder lc palette title "training budget" noenhanced, \
  data skip 1 every ::0::19 using ($5 == $5 ? $3 : NaN):4:6:(((($5 - (-0.5)) / 1) < 0.2 || (($5 - (-0.5)) / 1) > 0.82) ? 0xFFFFFF : 0x1A1A1A) with labels noenhanced center font "sans-serif,12.5" tc rgb variable title "training budget" noenhanced
set output
