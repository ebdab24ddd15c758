# Bloomberg, 2022: “train the gift further” is best in 65% to 97% of the draws
# Draws 09-sensitivity.svg from 09-sensitivity.csv: gnuplot 09-sensitivity.gp
# The same as a bitmap: gnuplot -e "png=1" 09-sensitivity.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "09-sensitivity.png" : "09-sensitivity.svg"
if (png) { set terminal pngcairo size 800,640 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_09_sensitivity" size 800,640 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "09-sensitivity.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Bloomberg, 2022: “train the gift further” is best in 65% to 97% of the}" at screen 0.02250, screen 0.95937 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold draws}" at screen 0.02250, screen 0.92188 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "One assumption at a time held at an end of its range, all others drawn" noenhanced at screen 0.02250, screen 0.88828 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.21000
set rmargin at screen 0.95750
set tmargin at screen 0.84844
set bmargin at screen 0.08750
set xrange [0:1]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.1" 0.1, "0.2" 0.2, "0.3" 0.3, "0.4" 0.4, "0.5" 0.5, "0.6" 0.6, "0.7" 0.7, "0.8" 0.8, "0.9" 0.9, "1.0" 1)
set yrange [18.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11, "" 12, "" 13, "" 14, "" 15, "" 16, "" 17, "" 18)
set label "both texts count alike" noenhanced at screen 0.20000, screen 0.82730 right front font "sans-serif,12" textcolor rgb "#666666"
set label "error of form doubled" noenhanced at screen 0.20000, screen 0.78503 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gain of continuing low" noenhanced at screen 0.20000, screen 0.74275 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gain of passages low" noenhanced at screen 0.20000, screen 0.70048 right front font "sans-serif,12" textcolor rgb "#666666"
set label "forgetting high" noenhanced at screen 0.20000, screen 0.65820 right front font "sans-serif,12" textcolor rgb "#666666"
set label "Hoffmann's law" noenhanced at screen 0.20000, screen 0.61593 right front font "sans-serif,12" textcolor rgb "#666666"
set label "Muennighoff's law" noenhanced at screen 0.20000, screen 0.57365 right front font "sans-serif,12" textcolor rgb "#666666"
set label "exchange rate low" noenhanced at screen 0.20000, screen 0.53138 right front font "sans-serif,12" textcolor rgb "#666666"
set label "exchange rate high" noenhanced at screen 0.20000, screen 0.48911 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gain of passages high" noenhanced at screen 0.20000, screen 0.44683 right front font "sans-serif,12" textcolor rgb "#666666"
set label "Besiroglu's law" noenhanced at screen 0.20000, screen 0.40456 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gain of continuing high" noenhanced at screen 0.20000, screen 0.36228 right front font "sans-serif,12" textcolor rgb "#666666"
set label "field alone counts" noenhanced at screen 0.20000, screen 0.32001 right front font "sans-serif,12" textcolor rgb "#666666"
set label "adapter's share low" noenhanced at screen 0.20000, screen 0.27773 right front font "sans-serif,12" textcolor rgb "#666666"
set label "adapter's share high" noenhanced at screen 0.20000, screen 0.23546 right front font "sans-serif,12" textcolor rgb "#666666"
set label "margin doubled" noenhanced at screen 0.20000, screen 0.19319 right front font "sans-serif,12" textcolor rgb "#666666"
set label "forgetting low" noenhanced at screen 0.20000, screen 0.15091 right front font "sans-serif,12" textcolor rgb "#666666"
set label "no error of form" noenhanced at screen 0.20000, screen 0.10864 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "share of draws" noenhanced at screen 0.95750, screen 0.02969 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::17 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "share" noenhanced
set output
