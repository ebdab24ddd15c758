# On finance text, 768 own tokens do the work of 2048 general ones
# Draws 01-vocabulary-size.svg from 01-vocabulary-size.csv: gnuplot 01-vocabulary-size.gp
# The same as a bitmap: gnuplot -e "png=1" 01-vocabulary-size.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "01-vocabulary-size.png" : "01-vocabulary-size.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_01_vocabulary_size" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "01-vocabulary-size.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold On finance text, 768 own tokens do the work of 2048 general ones}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Bytes of held-out finance text per token, by the size of the vocabulary" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.04710
set rmargin at screen 0.79058
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [257:2048]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("500" 500, "1,000" 1000, "2,000" 2000)
set yrange [0.8328983330376896:4.492345849482071]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "2" 2, "3" 3, "4" 4)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "bytes per token" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "vocabulary size (tokens)" noenhanced at screen 0.79058, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "learned from finance" noenhanced at screen 0.80058, screen 0.77888 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "learned from general" noenhanced at screen 0.80058, screen 0.40381 left front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::7 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "learned from finance" noenhanced, \
  data skip 1 every ::0::7 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "learned from finance" noenhanced, \
  data skip 1 every ::0::7 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "learned from finance" noenhanced, \
  data skip 1 every ::8::15 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "learned from general" noenhanced, \
  data skip 1 every ::8::15 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "learned from general" noenhanced, \
  data skip 1 every ::8::15 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "learned from general" noenhanced
set output
