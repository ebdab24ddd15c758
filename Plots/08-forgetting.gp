# Without replay the model forgets; 30% replay saves 93% of what was lost
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

set label "{/:Bold Without replay the model forgets; 30% replay saves 93% of what was lost}" at screen 0.01800, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Continued pretraining on finance after 500 general steps, first seed" noenhanced at screen 0.01800, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.04920
set rmargin at screen 0.40103
set tmargin at screen 0.76875
set bmargin at screen 0.11667
set xrange [500:1000]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("500" 500, "600" 600, "700" 700, "800" 800, "900" 900, "1,000" 1000)
set yrange [0:3.364134521717191]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.5" 0.5, "1.0" 1, "1.5" 1.5, "2.0" 2, "2.5" 2.5, "3.0" 3)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold on general: forgetting}" at screen 0.01800, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "loss (bits per byte)" noenhanced at screen 0.01800, screen 0.80625 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "step of the whole budget" noenhanced at screen 0.40103, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "replay 0%" noenhanced at screen 0.40903, screen 0.73905 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "replay 10%" noenhanced at screen 0.40903, screen 0.54953 left front font "sans-serif,13" textcolor rgb "#E69F00"
set label "replay 30%" noenhanced at screen 0.40903, screen 0.46658 left front font "sans-serif,13" textcolor rgb "#0072B2"

plot data skip 1 every ::0::10 using 3:4 with lines lw 2.5 dt solid lc rgb "#D55E00" title "replay 0%" noenhanced, \
  data skip 1 every ::11::21 using 3:4 with lines lw 2.5 dt solid lc rgb "#E69F00" title "replay 10%" noenhanced, \
  data skip 1 every ::22::32 using 3:4 with lines lw 2.5 dt solid lc rgb "#0072B2" title "replay 30%" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.54420
set rmargin at screen 0.89603
set tmargin at screen 0.76875
set bmargin at screen 0.11667
set xrange [500:1000]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("500" 500, "600" 600, "700" 700, "800" 800, "900" 900, "1,000" 1000)
set yrange [0:3.364134521717191]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.5" 0.5, "1.0" 1, "1.5" 1.5, "2.0" 2, "2.5" 2.5, "3.0" 3)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold on finance}" at screen 0.51300, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "loss (bits per byte)" noenhanced at screen 0.51300, screen 0.80625 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "step of the whole budget" noenhanced at screen 0.89603, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "replay 0%" noenhanced at screen 0.90403, screen 0.35681 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "replay 10%" noenhanced at screen 0.90403, screen 0.39009 left front font "sans-serif,13" textcolor rgb "#E69F00"
set label "replay 30%" noenhanced at screen 0.90403, screen 0.42342 left front font "sans-serif,13" textcolor rgb "#0072B2"

plot data skip 1 every ::33::43 using 3:4 with lines lw 2.5 dt solid lc rgb "#D55E00" title "replay 0%" noenhanced, \
  data skip 1 every ::44::54 using 3:4 with lines lw 2.5 dt solid lc rgb "#E69F00" title "replay 10%" noenhanced, \
  data skip 1 every ::55::65 using 3:4 with lines lw 2.5 dt solid lc rgb "#0072B2" title "replay 30%" noenhanced
unset multiplot
set output
