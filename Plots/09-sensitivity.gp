# Bloomberg, 2022: “train the gift further” is best in 67% to 96% of the draws
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

set label "{/:Bold Bloomberg, 2022: “train the gift further” is best in 67% to 96% of the}" at screen 0.02250, screen 0.95937 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold draws}" at screen 0.02250, screen 0.92188 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "One assumption at a time held at an end of its range, all others drawn" noenhanced at screen 0.02250, screen 0.88828 left front font "sans-serif,13.5" textcolor rgb "#666666"
set object rectangle from screen 0.02750, screen 0.84062 to screen 0.04500, screen 0.85938 front fillstyle solid 1 noborder fillcolor rgb "#0072B2"
set label "share" noenhanced at screen 0.05500, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.21000
set rmargin at screen 0.95750
set tmargin at screen 0.80781
set bmargin at screen 0.08750
set xrange [0:1]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.1" 0.1, "0.2" 0.2, "0.3" 0.3, "0.4" 0.4, "0.5" 0.5, "0.6" 0.6, "0.7" 0.7, "0.8" 0.8, "0.9" 0.9, "1.0" 1)
set yrange [18.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11, "" 12, "" 13, "" 14, "" 15, "" 16, "" 17, "" 18)
set label "error of form doubled" noenhanced at screen 0.20000, screen 0.78780 right front font "sans-serif,12" textcolor rgb "#666666"
set label "both texts count alike" noenhanced at screen 0.20000, screen 0.74779 right front font "sans-serif,12" textcolor rgb "#666666"
set label "forgetting high" noenhanced at screen 0.20000, screen 0.70777 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gain of continuing low" noenhanced at screen 0.20000, screen 0.66775 right front font "sans-serif,12" textcolor rgb "#666666"
set label "Hoffmann's law" noenhanced at screen 0.20000, screen 0.62773 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gain of passages low" noenhanced at screen 0.20000, screen 0.58772 right front font "sans-serif,12" textcolor rgb "#666666"
set label "exchange rate low" noenhanced at screen 0.20000, screen 0.54770 right front font "sans-serif,12" textcolor rgb "#666666"
set label "exchange rate high" noenhanced at screen 0.20000, screen 0.50768 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gain of passages high" noenhanced at screen 0.20000, screen 0.46766 right front font "sans-serif,12" textcolor rgb "#666666"
set label "Muennighoff's law" noenhanced at screen 0.20000, screen 0.42765 right front font "sans-serif,12" textcolor rgb "#666666"
set label "Besiroglu's law" noenhanced at screen 0.20000, screen 0.38763 right front font "sans-serif,12" textcolor rgb "#666666"
set label "field alone counts" noenhanced at screen 0.20000, screen 0.34761 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gain of continuing high" noenhanced at screen 0.20000, screen 0.30760 right front font "sans-serif,12" textcolor rgb "#666666"
set label "adapter's share low" noenhanced at screen 0.20000, screen 0.26758 right front font "sans-serif,12" textcolor rgb "#666666"
set label "adapter's share high" noenhanced at screen 0.20000, screen 0.22756 right front font "sans-serif,12" textcolor rgb "#666666"
set label "margin doubled" noenhanced at screen 0.20000, screen 0.18754 right front font "sans-serif,12" textcolor rgb "#666666"
set label "forgetting low" noenhanced at screen 0.20000, screen 0.14753 right front font "sans-serif,12" textcolor rgb "#666666"
set label "no error of form" noenhanced at screen 0.20000, screen 0.10751 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "share of draws" noenhanced at screen 0.95750, screen 0.02969 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 0.7869999999999999, graph 0 to first 0.7869999999999999, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "all drawn" noenhanced at screen 0.79078, screen 0.79531 right front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::17 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "share" noenhanced
set output
