# Two hand-made heads guess 13% of the words at the window's end
# Draws 02-copying.svg from 02-copying.csv: gnuplot 02-copying.gp
# The same as a bitmap: gnuplot -e "png=1" 02-copying.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "02-copying.png" : "02-copying.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_02_copying" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "02-copying.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Two hand-made heads guess 13% of the words at the window's end}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Right guesses by words read so far; 60 windows of general and finance" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.07095
set rmargin at screen 0.78895
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [24:319.5]
set logscale x 2
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("32" 32, "64" 64, "128" 128, "256" 256)
set yrange [0:0.13143823818897635]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0%%" 0, "2%%" 0.02, "4%%" 0.04, "6%%" 0.06, "8%%" 0.08, "10%%" 0.1, "12%%" 0.12)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "next word guessed" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "words read so far" noenhanced at screen 0.78895, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "text in order" noenhanced at screen 0.79895, screen 0.77817 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "same words, shuffled" noenhanced at screen 0.79895, screen 0.21572 left front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::4 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "text in order" noenhanced, \
  data skip 1 every ::0::4 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "text in order" noenhanced, \
  data skip 1 every ::0::4 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "text in order" noenhanced, \
  data skip 1 every ::5::9 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "same words, shuffled" noenhanced, \
  data skip 1 every ::5::9 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "same words, shuffled" noenhanced, \
  data skip 1 every ::5::9 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "same words, shuffled" noenhanced
set output
