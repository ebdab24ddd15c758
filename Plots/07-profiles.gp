# Of the three, α is known worst: its largest likely value is 1.1 times its smallest
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

set label "{/:Bold Of the three, α is known worst: its largest likely value is 1.1 times its smallest}" at screen 0.01800, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Objective over its minimum, one constant held, the other four refitted" noenhanced at screen 0.01800, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "Lines: where the likelihood's 90 % interval ends." noenhanced at screen 0.01800, screen 0.03646 left front font "sans-serif,11" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.06456
set rmargin at screen 0.30600
set tmargin at screen 0.76875
set bmargin at screen 0.15625
set xrange [1.5995264680133747:1.6706963708410008]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1.60" 1.6, "1.62" 1.62, "1.64" 1.64, "1.66" 1.66)
set yrange [0.9938389764287324:1.1293814949966188]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1.000" 1, "1.025" 1.025, "1.050" 1.05, "1.075" 1.075, "1.100" 1.1, "1.125" 1.125)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold E}" at screen 0.01800, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "objective over its minimum" noenhanced at screen 0.01800, screen 0.80625 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "E" noenhanced at screen 0.30600, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 1.605425930834412, graph 0 to first 1.605425930834412, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set arrow from first 1.6595053182509252, graph 0 to first 1.6595053182509252, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"

plot data skip 1 every ::0::10 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "objective over its minimum" noenhanced, \
  data skip 1 every ::0::10 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "objective over its minimum" noenhanced, \
  data skip 1 every ::0::10 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "objective over its minimum" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.39456
set rmargin at screen 0.63600
set tmargin at screen 0.76875
set bmargin at screen 0.15625
set xrange [1.1791929040441849:1.317264543952468]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1.20" 1.2, "1.25" 1.25, "1.30" 1.3)
set yrange [0.9938389764287324:1.1293814949966188]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1.000" 1, "1.025" 1.025, "1.050" 1.05, "1.075" 1.075, "1.100" 1.1, "1.125" 1.125)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold α}" at screen 0.34800, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "objective over its minimum" noenhanced at screen 0.34800, screen 0.80625 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "α" noenhanced at screen 0.63600, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 1.199898741157579, graph 0 to first 1.199898741157579, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set arrow from first 1.3167515357645314, graph 0 to first 1.3167515357645314, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"

plot data skip 1 every ::11::20 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "objective over its minimum" noenhanced, \
  data skip 1 every ::11::20 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "objective over its minimum" noenhanced, \
  data skip 1 every ::11::20 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "objective over its minimum" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.72456
set rmargin at screen 0.96600
set tmargin at screen 0.76875
set bmargin at screen 0.15625
set xrange [0.9743311032252728:1.0222500226356215]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.98" 0.98, "1.00" 1, "1.02" 1.02)
set yrange [0.9938389764287324:1.1293814949966188]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1.000" 1, "1.025" 1.025, "1.050" 1.05, "1.075" 1.075, "1.100" 1.1, "1.125" 1.125)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold β}" at screen 0.67800, screen 0.84375 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "objective over its minimum" noenhanced at screen 0.67800, screen 0.80625 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "β" noenhanced at screen 0.96600, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 0.9747086741495689, graph 0 to first 0.9747086741495689, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set arrow from first 1.0219751253586065, graph 0 to first 1.0219751253586065, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"

plot data skip 1 every ::21::28 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "objective over its minimum" noenhanced, \
  data skip 1 every ::21::28 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "objective over its minimum" noenhanced, \
  data skip 1 every ::21::28 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "objective over its minimum" noenhanced
unset multiplot
set output
