# Where all repeat 64%, the samplers surprise by 2.3 to 3.0 bits; the text repeats 33% at 6.9
# Draws 04-equal-repetition.svg from 04-equal-repetition.csv: gnuplot 04-equal-repetition.gp
# The same as a bitmap: gnuplot -e "png=1" 04-equal-repetition.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "04-equal-repetition.png" : "04-equal-repetition.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_04_equal_repetition" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "04-equal-repetition.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Where all repeat 64%, the samplers surprise by 2.3 to 3.0 bits; the text}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold repeats 33% at 6.9}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "SmolLM2-135M; each point is a setting, 4 continuations" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set arrow from screen 0.02250, screen 0.80000 to screen 0.04750, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#0072B2"
set label "temperature" noenhanced at screen 0.05500, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.18487, screen 0.80000 to screen 0.20987, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#D55E00"
set label "top-p" noenhanced at screen 0.21737, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.28745, screen 0.80000 to screen 0.31245, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#009E73"
set label "top-k" noenhanced at screen 0.31995, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.38921, screen 0.80000 to screen 0.41421, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#B5588C"
set label "min-p" noenhanced at screen 0.42171, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.04710
set rmargin at screen 0.95750
set tmargin at screen 0.70625
set bmargin at screen 0.11667
set xrange [0.2078125:0.9015625]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("30%%" 0.3, "40%%" 0.4, "50%%" 0.5, "60%%" 0.6, "70%%" 0.7, "80%%" 0.8, "90%%" 0.9)
set yrange [0:8.103345199079717]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "2" 2, "4" 4, "6" 6, "8" 8)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "surprise to the model (bits per token)" noenhanced at screen 0.02250, screen 0.74375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "tokens that occurred among the 64 before" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "greedy" noenhanced at screen 0.88163, screen 0.21460 center front font "sans-serif,13" textcolor rgb "#333333"
set label "text itself" noenhanced at screen 0.21182, screen 0.63471 center front font "sans-serif,13" textcolor rgb "#333333"

plot data skip 1 every ::0::3 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "temperature" noenhanced, \
  data skip 1 every ::0::3 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "temperature" noenhanced, \
  data skip 1 every ::0::3 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "temperature" noenhanced, \
  data skip 1 every ::4::6 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "top-p" noenhanced, \
  data skip 1 every ::4::6 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "top-p" noenhanced, \
  data skip 1 every ::4::6 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "top-p" noenhanced, \
  data skip 1 every ::7::9 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "top-k" noenhanced, \
  data skip 1 every ::7::9 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "top-k" noenhanced, \
  data skip 1 every ::7::9 using 2:3 with points pt 7 ps 0.85 lc rgb "#009E73" title "top-k" noenhanced, \
  data skip 1 every ::10::12 using 2:3 with lines lw 2.5 dt solid lc rgb "#B5588C" title "min-p" noenhanced, \
  data skip 1 every ::10::12 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "min-p" noenhanced, \
  data skip 1 every ::10::12 using 2:3 with points pt 7 ps 0.85 lc rgb "#B5588C" title "min-p" noenhanced, \
  data skip 1 every ::13::13 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "surprise to the model (bits per token)" noenhanced, \
  data skip 1 every ::13::13 using 2:3 with points pt 7 ps 0.85 lc rgb "#8A8A8A" title "surprise to the model (bits per token)" noenhanced, \
  data skip 1 every ::14::14 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "surprise to the model (bits per token)" noenhanced, \
  data skip 1 every ::14::14 using 2:3 with points pt 7 ps 0.85 lc rgb "#1A1A1A" title "surprise to the model (bits per token)" noenhanced
set output
