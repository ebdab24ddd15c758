# Each digit alone: 2.1 times the tokens per number, 10 beginnings to learn instead of 124
# Draws 01-numbers.svg from 01-numbers.csv: gnuplot 01-numbers.gp
# The same as a bitmap: gnuplot -e "png=1" 01-numbers.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "01-numbers.png" : "01-numbers.svg"
if (png) { set terminal pngcairo size 1000,300 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_01_numbers" size 1000,300 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "01-numbers.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Each digit alone: 2.1 times the tokens per number, 10 beginnings to learn instead of 124}" at screen 0.01800, screen 0.91333 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Numbers in held-out text of finance, BPE vocabularies of 16,384 tokens" noenhanced at screen 0.01800, screen 0.84167 left front font "sans-serif,13.5" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.15684
set rmargin at screen 0.47100
set tmargin at screen 0.69000
set bmargin at screen 0.18667
set xrange [0:2.2773390036452006]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.5" 0.5, "1.0" 1, "1.5" 1.5, "2.0" 2)
set yrange [3.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3)
set label "GPT-2: a run of digits" noenhanced at screen 0.14884, screen 0.60611 right front font "sans-serif,12" textcolor rgb "#666666"
set label "cl100k: up to three" noenhanced at screen 0.14884, screen 0.46500 right front font "sans-serif,12" textcolor rgb "#666666"
set label "digits" noenhanced at screen 0.14884, screen 0.41167 right front font "sans-serif,12" textcolor rgb "#666666"
set label "BloombergGPT: each" noenhanced at screen 0.14884, screen 0.29722 right front font "sans-serif,12" textcolor rgb "#666666"
set label "digit alone" noenhanced at screen 0.14884, screen 0.24389 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold Tokens per number}" at screen 0.01800, screen 0.75000 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "tokens" noenhanced at screen 0.47100, screen 0.06333 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::2 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::0::2 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.65184
set rmargin at screen 0.96600
set tmargin at screen 0.69000
set bmargin at screen 0.18667
set xrange [0:130.2]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "50" 50, "100" 100)
set yrange [3.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3)
set label "GPT-2: a run of digits" noenhanced at screen 0.64384, screen 0.60611 right front font "sans-serif,12" textcolor rgb "#666666"
set label "cl100k: up to three" noenhanced at screen 0.64384, screen 0.46500 right front font "sans-serif,12" textcolor rgb "#666666"
set label "digits" noenhanced at screen 0.64384, screen 0.41167 right front font "sans-serif,12" textcolor rgb "#666666"
set label "BloombergGPT: each" noenhanced at screen 0.64384, screen 0.29722 right front font "sans-serif,12" textcolor rgb "#666666"
set label "digit alone" noenhanced at screen 0.64384, screen 0.24389 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold Different tokens that begin a number}" at screen 0.51300, screen 0.75000 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "tokens" noenhanced at screen 0.96600, screen 0.06333 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::3::5 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::3::5 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced
unset multiplot
set output
