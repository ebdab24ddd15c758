# However often it is read, a text is worth at most 16 times its length
# Draws 07-repeated.svg from 07-repeated.csv: gnuplot 07-repeated.gp
# The same as a bitmap: gnuplot -e "png=1" 07-repeated.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-repeated.png" : "07-repeated.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_repeated" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-repeated.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold However often it is read, a text is worth at most 16 times its length}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Fresh tokens that would teach as much, per token of the text" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "Muennighoff et al. 2023. The ceiling is weakly determined by their runs." noenhanced at screen 0.02250, screen 0.03646 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.06630
set rmargin at screen 0.76295
set tmargin at screen 0.81042
set bmargin at screen 0.15625
set xrange [1:100]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "10" 10, "100" 100)
set yrange [0.7943282347242815:125.89254117941672]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "10" 10, "100" 100)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "worth (fresh copies)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "times read (epochs)" noenhanced at screen 0.76295, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 4, graph 0 to first 4, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "4 epochs" noenhanced at screen 0.28351, screen 0.79375 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "if repeating cost nothing" noenhanced at screen 0.77295, screen 0.78068 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "measured" noenhanced at screen 0.77295, screen 0.54693 left front font "sans-serif,13" textcolor rgb "#0072B2"

plot data skip 1 every ::0::60 using 2:3 with lines lw 2.5 dt (9,5) lc rgb "#8A8A8A" title "if repeating cost nothing" noenhanced, \
  data skip 1 every ::61::121 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "measured" noenhanced
set output
