# The law foretold 1.73 nats for the run locked away; it reached 1.78
# Draws 07-frontier.svg from 07-frontier.csv: gnuplot 07-frontier.gp
# The same as a bitmap: gnuplot -e "png=1" 07-frontier.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-frontier.png" : "07-frontier.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_frontier" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-frontier.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold The law foretold 1.73 nats for the run locked away; it reached 1.78}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "A run of 4.0 times the largest budget; band: 90 % of bootstrap fits to the grey runs alone" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set arrow from screen 0.02250, screen 0.85000 to screen 0.04750, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#0072B2"
set label "best that the law expects" noenhanced at screen 0.05500, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "" at screen 0.30436, screen 0.85000 point pt 7 ps 0.9 lc rgb "#8A8A8A" front
set label "runs that it has seen" noenhanced at screen 0.32186, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "" at screen 0.53190, screen 0.85000 point pt 7 ps 0.9 lc rgb "#D55E00" front
set label "the run locked away" noenhanced at screen 0.54940, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.04710
set rmargin at screen 0.78554
set tmargin at screen 0.75625
set bmargin at screen 0.11667
set xrange [23497003008:11598877163520]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10¹¹" 100000000000, "10¹²" 1000000000000, "10¹³" 10000000000000)
set yrange [1.5350889785211947:5.005922801005885]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2" 2, "3" 3, "4" 4, "5" 5)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "held-out loss (nats a token)" noenhanced at screen 0.02250, screen 0.79375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "operations (6ND)" noenhanced at screen 0.78554, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 1.6198234112526393 to graph 1, first 1.6198234112526393 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "exact floor of the text" noenhanced at screen 0.79554, screen 0.14574 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::40 using 2:4:5 with filledcurves fillstyle transparent solid 0.2 noborder fc rgb "#0072B2" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::41::81 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "best that the law expects" noenhanced, \
  data skip 1 every ::82::101 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "runs that it has seen" noenhanced, \
  data skip 1 every ::82::101 using 2:3 with points pt 7 ps 0.85 lc rgb "#8A8A8A" title "runs that it has seen" noenhanced, \
  data skip 1 every ::102::102 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "the run locked away" noenhanced, \
  data skip 1 every ::102::102 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "the run locked away" noenhanced
set output
