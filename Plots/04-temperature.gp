# Heat cuts repetition from 54% to 0%, known words from 92% to 55%
# Draws 04-temperature.svg from 04-temperature.csv: gnuplot 04-temperature.gp
# The same as a bitmap: gnuplot -e "png=1" 04-temperature.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "04-temperature.png" : "04-temperature.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_04_temperature" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "04-temperature.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Heat cuts repetition from 54% to 0%, known words from 92% to 55%}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "24 continuations of held-out text" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.08055
set rmargin at screen 0.75466
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [0:1.5]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.2" 0.2, "0.4" 0.4, "0.6" 0.6, "0.8" 0.8, "1.0" 1, "1.2" 1.2, "1.4" 1.4)
set yrange [0:1]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0%%" 0, "20%%" 0.2, "40%%" 0.4, "60%%" 0.6, "80%%" 0.8, "100%%" 1)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "share" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "temperature" noenhanced at screen 0.75466, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 0.06425702811244982 to graph 1, first 0.06425702811244982 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "known words" noenhanced at screen 0.76466, screen 0.49578 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "repeated 4-grams" noenhanced at screen 0.76466, screen 0.12083 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "repeated in the text itself" noenhanced at screen 0.76466, screen 0.18731 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "grammatical" noenhanced at screen 0.76466, screen 0.15407 left front font "sans-serif,13" textcolor rgb "#009E73"

plot data skip 1 every ::0::6 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "known words" noenhanced, \
  data skip 1 every ::0::6 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "known words" noenhanced, \
  data skip 1 every ::0::6 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "known words" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "repeated 4-grams" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "repeated 4-grams" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "repeated 4-grams" noenhanced, \
  data skip 1 every ::14::20 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "grammatical" noenhanced, \
  data skip 1 every ::14::20 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "grammatical" noenhanced, \
  data skip 1 every ::14::20 using 2:3 with points pt 7 ps 0.85 lc rgb "#009E73" title "grammatical" noenhanced
set output
