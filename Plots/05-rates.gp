# On held-out text the constant rate ends at 3.61 nats, cosine at 3.82, WSD at 3.59
# Draws 05-rates.svg from 05-rates.csv: gnuplot 05-rates.gp
# The same as a bitmap: gnuplot -e "png=1" 05-rates.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "05-rates.png" : "05-rates.svg"
if (png) { set terminal pngcairo size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_05_rates" size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "05-rates.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold On held-out text the constant rate ends at 3.61 nats, cosine at 3.82, WSD at 3.59}" at screen 0.01800, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Three schedules of one peak, and the training loss, a mean of 20 steps" noenhanced at screen 0.01800, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.03768
set rmargin at screen 0.41871
set tmargin at screen 0.76875
set bmargin at screen 0.11667
set xrange [0:396]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "100" 100, "200" 200, "300" 300)
set yrange [0:4.195]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1, "2" 2, "3" 3, "4" 4)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold learning rate}" at screen 0.01800, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "rate, 1,000ths" noenhanced at screen 0.01800, screen 0.80625 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "step" noenhanced at screen 0.41871, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "constant" noenhanced at screen 0.42671, screen 0.73844 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "cosine" noenhanced at screen 0.42671, screen 0.18005 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "WSD" noenhanced at screen 0.42671, screen 0.14672 left front font "sans-serif,13" textcolor rgb "#009E73"

plot data skip 1 every ::0::99 using 3:4 with lines lw 2.5 dt solid lc rgb "#0072B2" title "constant" noenhanced, \
  data skip 1 every ::100::199 using 3:4 with lines lw 2.5 dt solid lc rgb "#D55E00" title "cosine" noenhanced, \
  data skip 1 every ::200::299 using 3:4 with lines lw 2.5 dt solid lc rgb "#009E73" title "WSD" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.54420
set rmargin at screen 0.91371
set tmargin at screen 0.76875
set bmargin at screen 0.11667
set xrange [20:400]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("100" 100, "200" 200, "300" 300, "400" 400)
set yrange [3.393567837457486:6.826217098753854]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("3.5" 3.5, "4.0" 4, "4.5" 4.5, "5.0" 5, "5.5" 5.5, "6.0" 6, "6.5" 6.5)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold training loss}" at screen 0.51300, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "nats per token" noenhanced at screen 0.51300, screen 0.80625 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "step" noenhanced at screen 0.91371, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "constant" noenhanced at screen 0.92171, screen 0.16626 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "cosine" noenhanced at screen 0.92171, screen 0.19960 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "WSD" noenhanced at screen 0.92171, screen 0.13301 left front font "sans-serif,13" textcolor rgb "#009E73"

plot data skip 1 every ::300::338 using 3:4 with lines lw 2.5 dt solid lc rgb "#0072B2" title "constant" noenhanced, \
  data skip 1 every ::339::377 using 3:4 with lines lw 2.5 dt solid lc rgb "#D55E00" title "cosine" noenhanced, \
  data skip 1 every ::378::416 using 3:4 with lines lw 2.5 dt solid lc rgb "#009E73" title "WSD" noenhanced
unset multiplot
set output
