# Without replay the model forgets; with a quarter of it nothing is forgotten
# Draws 08-forgetting.svg from 08-forgetting.csv: gnuplot 08-forgetting.gp
# The same as a bitmap: gnuplot -e "png=1" 08-forgetting.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "08-forgetting.png" : "08-forgetting.svg"
if (png) { set terminal pngcairo size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_08_forgetting" size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "08-forgetting.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Without replay the model forgets; with a quarter of it nothing is forgotten}" at screen 0.01800, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Continued on finance after general text, one seed" noenhanced at screen 0.01800, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set arrow from screen 0.01800, screen 0.85000 to screen 0.03800, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#8A8A8A"
set label "the low rate kept" noenhanced at screen 0.04400, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.17728, screen 0.85000 to screen 0.19728, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#D55E00"
set label "all the way up, down again" noenhanced at screen 0.20328, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.40026, screen 0.85000 to screen 0.42026, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#E69F00"
set label "up and down, 10 % replay" noenhanced at screen 0.42626, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.61869, screen 0.85000 to screen 0.63869, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#0072B2"
set label "up and down, 25 % replay" noenhanced at screen 0.64469, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set multiplot
set lmargin at screen 0.04920
set rmargin at screen 0.47100
set tmargin at screen 0.71458
set bmargin at screen 0.11667
set xrange [0:360]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "100" 100, "200" 200, "300" 300)
set yrange [3.2062391702501563:3.881885423524995]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("3.4" 3.4, "3.6" 3.6, "3.8" 3.8)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold on general: forgetting}" at screen 0.01800, screen 0.78958 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "loss (bits per byte)" noenhanced at screen 0.01800, screen 0.75208 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "step of the second half" noenhanced at screen 0.47100, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::10 using 3:4 with lines lw 2.5 dt solid lc rgb "#8A8A8A" title "the low rate kept" noenhanced, \
  data skip 1 every ::11::21 using 3:4 with lines lw 2.5 dt solid lc rgb "#D55E00" title "all the way up, down again" noenhanced, \
  data skip 1 every ::22::32 using 3:4 with lines lw 2.5 dt solid lc rgb "#E69F00" title "up and down, 10 % replay" noenhanced, \
  data skip 1 every ::33::43 using 3:4 with lines lw 2.5 dt solid lc rgb "#0072B2" title "up and down, 25 % replay" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.54420
set rmargin at screen 0.96600
set tmargin at screen 0.71458
set bmargin at screen 0.11667
set xrange [0:360]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "100" 100, "200" 200, "300" 300)
set yrange [1.9214437134833018:3.09099503046359]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2.0" 2, "2.2" 2.2, "2.4" 2.4, "2.6" 2.6, "2.8" 2.8, "3.0" 3)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold on finance}" at screen 0.51300, screen 0.78958 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "loss (bits per byte)" noenhanced at screen 0.51300, screen 0.75208 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "step of the second half" noenhanced at screen 0.96600, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::44::54 using 3:4 with lines lw 2.5 dt solid lc rgb "#8A8A8A" title "the low rate kept" noenhanced, \
  data skip 1 every ::55::65 using 3:4 with lines lw 2.5 dt solid lc rgb "#D55E00" title "all the way up, down again" noenhanced, \
  data skip 1 every ::66::76 using 3:4 with lines lw 2.5 dt solid lc rgb "#E69F00" title "up and down, 10 % replay" noenhanced, \
  data skip 1 every ::77::87 using 3:4 with lines lw 2.5 dt solid lc rgb "#0072B2" title "up and down, 25 % replay" noenhanced
unset multiplot
set output
