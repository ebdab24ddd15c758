# Untaught: 40% of the weight on the word before, 80% on what followed last time
# Draws 02-grown-heads.svg from 02-grown-heads.csv: gnuplot 02-grown-heads.gp
# The same as a bitmap: gnuplot -e "png=1" 02-grown-heads.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "02-grown-heads.png" : "02-grown-heads.svg"
if (png) { set terminal pngcairo size 1000,560 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_02_grown_heads" size 1000,560 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "02-grown-heads.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Untaught: 40% of the weight on the word before, 80% on what followed last time}" at screen 0.01800, screen 0.95357 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Weights of the best head of each layer on a new sentence of 12 words, in rounds" noenhanced at screen 0.01800, screen 0.91518 left front font "sans-serif,13.5" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.04164
set rmargin at screen 0.42780
set tmargin at screen 0.83393
set bmargin at screen 0.10068
set xrange [0.5:27.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11, "" 12, "" 13, "" 14, "" 15, "" 16, "" 17, "" 18, "" 19, "" 20, "" 21, "" 22, "" 23, "" 24, "" 25, "" 26, "" 27)
set label "e" noenhanced at screen 0.05279, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.06709, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.08140, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "x" noenhanced at screen 0.09570, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "c" noenhanced at screen 0.11000, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "v" noenhanced at screen 0.12430, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "a" noenhanced at screen 0.13860, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.15291, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "k" noenhanced at screen 0.16721, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "j" noenhanced at screen 0.18151, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "m" noenhanced at screen 0.19581, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "u" noenhanced at screen 0.21012, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "e" noenhanced at screen 0.22442, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.23872, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.25302, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "x" noenhanced at screen 0.26732, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "c" noenhanced at screen 0.28163, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "v" noenhanced at screen 0.29593, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "a" noenhanced at screen 0.31023, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.32453, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "k" noenhanced at screen 0.33884, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "j" noenhanced at screen 0.35314, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "m" noenhanced at screen 0.36744, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "u" noenhanced at screen 0.38174, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "e" noenhanced at screen 0.39604, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.41035, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.42465, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set yrange [27.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11, "" 12, "" 13, "" 14, "" 15, "" 16, "" 17, "" 18, "" 19, "" 20, "" 21, "" 22, "" 23, "" 24, "" 25, "" 26, "" 27)
set label "e" noenhanced at screen 0.03364, screen 0.82035 right front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.03364, screen 0.79319 right front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.03364, screen 0.76604 right front font "sans-serif,12" textcolor rgb "#666666"
set label "x" noenhanced at screen 0.03364, screen 0.73888 right front font "sans-serif,12" textcolor rgb "#666666"
set label "c" noenhanced at screen 0.03364, screen 0.71172 right front font "sans-serif,12" textcolor rgb "#666666"
set label "v" noenhanced at screen 0.03364, screen 0.68456 right front font "sans-serif,12" textcolor rgb "#666666"
set label "a" noenhanced at screen 0.03364, screen 0.65741 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.03364, screen 0.63025 right front font "sans-serif,12" textcolor rgb "#666666"
set label "k" noenhanced at screen 0.03364, screen 0.60309 right front font "sans-serif,12" textcolor rgb "#666666"
set label "j" noenhanced at screen 0.03364, screen 0.57593 right front font "sans-serif,12" textcolor rgb "#666666"
set label "m" noenhanced at screen 0.03364, screen 0.54878 right front font "sans-serif,12" textcolor rgb "#666666"
set label "u" noenhanced at screen 0.03364, screen 0.52162 right front font "sans-serif,12" textcolor rgb "#666666"
set label "e" noenhanced at screen 0.03364, screen 0.49446 right front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.03364, screen 0.46730 right front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.03364, screen 0.44015 right front font "sans-serif,12" textcolor rgb "#666666"
set label "x" noenhanced at screen 0.03364, screen 0.41299 right front font "sans-serif,12" textcolor rgb "#666666"
set label "c" noenhanced at screen 0.03364, screen 0.38583 right front font "sans-serif,12" textcolor rgb "#666666"
set label "v" noenhanced at screen 0.03364, screen 0.35867 right front font "sans-serif,12" textcolor rgb "#666666"
set label "a" noenhanced at screen 0.03364, screen 0.33152 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.03364, screen 0.30436 right front font "sans-serif,12" textcolor rgb "#666666"
set label "k" noenhanced at screen 0.03364, screen 0.27720 right front font "sans-serif,12" textcolor rgb "#666666"
set label "j" noenhanced at screen 0.03364, screen 0.25005 right front font "sans-serif,12" textcolor rgb "#666666"
set label "m" noenhanced at screen 0.03364, screen 0.22289 right front font "sans-serif,12" textcolor rgb "#666666"
set label "u" noenhanced at screen 0.03364, screen 0.19573 right front font "sans-serif,12" textcolor rgb "#666666"
set label "e" noenhanced at screen 0.03364, screen 0.16857 right front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.03364, screen 0.14142 right front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.03364, screen 0.11426 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set border 0 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold layer 1: the word before me}" at screen 0.01800, screen 0.86607 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "looks at" noenhanced at screen 0.42780, screen 0.03393 right front font "sans-serif,12.5" textcolor rgb "#666666"
set palette defined (0 "#F7FBFF", 1 "#D2E3F0", 2 "#A6CBE3", 3 "#6BA9D2", 4 "#3784BC", 5 "#0F5E9C", 6 "#083B6B")
set cbrange [0:1]
set cbtics noenhanced scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.2" 0.2, "0.4" 0.4, "0.6" 0.6, "0.8" 0.8, "1.0" 1)
set colorbox vertical user origin screen 0.44380, screen 0.10068 size screen 0.01400, screen 0.73325 noborder
set label "weight" noenhanced at screen 0.48700, screen 0.86250 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::728 using 4:5:($4-0.465):($4+0.465):($5-0.465):($5+0.465):6 with boxxyerror fillstyle solid 1.0 noborder lc palette title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.53664
set rmargin at screen 0.92280
set tmargin at screen 0.83393
set bmargin at screen 0.10068
set xrange [0.5:27.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11, "" 12, "" 13, "" 14, "" 15, "" 16, "" 17, "" 18, "" 19, "" 20, "" 21, "" 22, "" 23, "" 24, "" 25, "" 26, "" 27)
set label "e" noenhanced at screen 0.54779, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.56209, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.57640, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "x" noenhanced at screen 0.59070, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "c" noenhanced at screen 0.60500, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "v" noenhanced at screen 0.61930, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "a" noenhanced at screen 0.63360, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.64791, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "k" noenhanced at screen 0.66221, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "j" noenhanced at screen 0.67651, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "m" noenhanced at screen 0.69081, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "u" noenhanced at screen 0.70512, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "e" noenhanced at screen 0.71942, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.73372, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.74802, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "x" noenhanced at screen 0.76232, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "c" noenhanced at screen 0.77663, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "v" noenhanced at screen 0.79093, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "a" noenhanced at screen 0.80523, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.81953, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "k" noenhanced at screen 0.83384, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "j" noenhanced at screen 0.84814, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "m" noenhanced at screen 0.86244, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "u" noenhanced at screen 0.87674, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "e" noenhanced at screen 0.89104, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.90535, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.91965, screen 0.07568 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set yrange [27.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11, "" 12, "" 13, "" 14, "" 15, "" 16, "" 17, "" 18, "" 19, "" 20, "" 21, "" 22, "" 23, "" 24, "" 25, "" 26, "" 27)
set label "e" noenhanced at screen 0.52864, screen 0.82035 right front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.52864, screen 0.79319 right front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.52864, screen 0.76604 right front font "sans-serif,12" textcolor rgb "#666666"
set label "x" noenhanced at screen 0.52864, screen 0.73888 right front font "sans-serif,12" textcolor rgb "#666666"
set label "c" noenhanced at screen 0.52864, screen 0.71172 right front font "sans-serif,12" textcolor rgb "#666666"
set label "v" noenhanced at screen 0.52864, screen 0.68456 right front font "sans-serif,12" textcolor rgb "#666666"
set label "a" noenhanced at screen 0.52864, screen 0.65741 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.52864, screen 0.63025 right front font "sans-serif,12" textcolor rgb "#666666"
set label "k" noenhanced at screen 0.52864, screen 0.60309 right front font "sans-serif,12" textcolor rgb "#666666"
set label "j" noenhanced at screen 0.52864, screen 0.57593 right front font "sans-serif,12" textcolor rgb "#666666"
set label "m" noenhanced at screen 0.52864, screen 0.54878 right front font "sans-serif,12" textcolor rgb "#666666"
set label "u" noenhanced at screen 0.52864, screen 0.52162 right front font "sans-serif,12" textcolor rgb "#666666"
set label "e" noenhanced at screen 0.52864, screen 0.49446 right front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.52864, screen 0.46730 right front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.52864, screen 0.44015 right front font "sans-serif,12" textcolor rgb "#666666"
set label "x" noenhanced at screen 0.52864, screen 0.41299 right front font "sans-serif,12" textcolor rgb "#666666"
set label "c" noenhanced at screen 0.52864, screen 0.38583 right front font "sans-serif,12" textcolor rgb "#666666"
set label "v" noenhanced at screen 0.52864, screen 0.35867 right front font "sans-serif,12" textcolor rgb "#666666"
set label "a" noenhanced at screen 0.52864, screen 0.33152 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.52864, screen 0.30436 right front font "sans-serif,12" textcolor rgb "#666666"
set label "k" noenhanced at screen 0.52864, screen 0.27720 right front font "sans-serif,12" textcolor rgb "#666666"
set label "j" noenhanced at screen 0.52864, screen 0.25005 right front font "sans-serif,12" textcolor rgb "#666666"
set label "m" noenhanced at screen 0.52864, screen 0.22289 right front font "sans-serif,12" textcolor rgb "#666666"
set label "u" noenhanced at screen 0.52864, screen 0.19573 right front font "sans-serif,12" textcolor rgb "#666666"
set label "e" noenhanced at screen 0.52864, screen 0.16857 right front font "sans-serif,12" textcolor rgb "#666666"
set label "o" noenhanced at screen 0.52864, screen 0.14142 right front font "sans-serif,12" textcolor rgb "#666666"
set label "b" noenhanced at screen 0.52864, screen 0.11426 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set border 0 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold layer 2: what followed me last time}" at screen 0.51300, screen 0.86607 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "looks at" noenhanced at screen 0.92280, screen 0.03393 right front font "sans-serif,12.5" textcolor rgb "#666666"
set palette defined (0 "#F7FBFF", 1 "#D2E3F0", 2 "#A6CBE3", 3 "#6BA9D2", 4 "#3784BC", 5 "#0F5E9C", 6 "#083B6B")
set cbrange [0:1]
set cbtics noenhanced scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.2" 0.2, "0.4" 0.4, "0.6" 0.6, "0.8" 0.8, "1.0" 1)
set colorbox vertical user origin screen 0.93880, screen 0.10068 size screen 0.01400, screen 0.73325 noborder
set label "weight" noenhanced at screen 0.98200, screen 0.86250 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::729::1457 using 4:5:($4-0.465):($4+0.465):($5-0.465):($5+0.465):6 with boxxyerror fillstyle solid 1.0 noborder lc palette title "data" noenhanced
unset multiplot
set output
