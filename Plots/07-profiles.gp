# Of the three, α is known worst: its largest likely value is 1.2 times its smallest
# Draws 07-profiles.svg from 07-profiles.csv: gnuplot 07-profiles.gp
# The same as a bitmap: gnuplot -e "png=1" 07-profiles.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-profiles.png" : "07-profiles.svg"
if (png) { set terminal pngcairo size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_profiles" size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-profiles.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Of the three, α is known worst: its largest likely value is 1.2 times its smallest}" at screen 0.01800, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Objective over its minimum, one constant held, the other four refitted" noenhanced at screen 0.01800, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "Lines: where the likelihood's 90 % interval ends." noenhanced at screen 0.01800, screen 0.03646 left front font "sans-serif,11" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.05688
set rmargin at screen 0.30600
set tmargin at screen 0.76875
set bmargin at screen 0.15625
set xrange [1.4946435838087542:1.6125455176101533]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1.50" 1.5, "1.55" 1.55, "1.60" 1.6)
set yrange [0.9961612913017417:1.0806128826634234]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1.00" 1, "1.02" 1.02, "1.04" 1.04, "1.06" 1.06, "1.08" 1.08)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold E}" at screen 0.01800, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "objective over its minimum" noenhanced at screen 0.01800, screen 0.80625 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "E" noenhanced at screen 0.30600, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 1.4952257024568625, graph 0 to first 1.4952257024568625, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set arrow from first 1.6085786523730168, graph 0 to first 1.6085786523730168, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"

plot data skip 1 every ::0::7 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "objective over its minimum" noenhanced, \
  data skip 1 every ::0::7 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "objective over its minimum" noenhanced, \
  data skip 1 every ::0::7 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "objective over its minimum" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.38688
set rmargin at screen 0.63600
set tmargin at screen 0.76875
set bmargin at screen 0.15625
set xrange [0.9796652379601065:1.1735390201358906]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1.00" 1, "1.05" 1.05, "1.10" 1.1, "1.15" 1.15)
set yrange [0.9961612913017417:1.0806128826634234]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1.00" 1, "1.02" 1.02, "1.04" 1.04, "1.06" 1.06, "1.08" 1.08)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold α}" at screen 0.34800, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "objective over its minimum" noenhanced at screen 0.34800, screen 0.80625 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "α" noenhanced at screen 0.63600, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 0.9848725301521877, graph 0 to first 0.9848725301521877, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set arrow from first 1.166217763815417, graph 0 to first 1.166217763815417, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"

plot data skip 1 every ::8::15 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "objective over its minimum" noenhanced, \
  data skip 1 every ::8::15 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "objective over its minimum" noenhanced, \
  data skip 1 every ::8::15 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "objective over its minimum" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.71688
set rmargin at screen 0.96600
set tmargin at screen 0.76875
set bmargin at screen 0.15625
set xrange [0.847138710697423:0.9904129168692434]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.85" 0.85, "0.90" 0.9, "0.95" 0.95)
set yrange [0.9961612913017417:1.0806128826634234]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1.00" 1, "1.02" 1.02, "1.04" 1.04, "1.06" 1.06, "1.08" 1.08)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold β}" at screen 0.67800, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "objective over its minimum" noenhanced at screen 0.67800, screen 0.80625 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "β" noenhanced at screen 0.96600, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 0.8474546516606989, graph 0 to first 0.8474546516606989, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set arrow from first 0.9761000375636182, graph 0 to first 0.9761000375636182, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"

plot data skip 1 every ::16::25 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "objective over its minimum" noenhanced, \
  data skip 1 every ::16::25 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "objective over its minimum" noenhanced, \
  data skip 1 every ::16::25 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "objective over its minimum" noenhanced
unset multiplot
set output
