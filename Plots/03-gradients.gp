# Differences agree best at a step of 10⁻⁵; a forgotten term shows at every step
# Draws 03-gradients.svg from 03-gradients.csv: gnuplot 03-gradients.gp
# The same as a bitmap: gnuplot -e "png=1" 03-gradients.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "03-gradients.png" : "03-gradients.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_03_gradients" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "03-gradients.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Differences agree best at a step of 10⁻⁵; a forgotten term shows at every}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold step}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Relative distance of a gradient by hand from its definition, in double precision" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set arrow from screen 0.02250, screen 0.80000 to screen 0.04750, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#0072B2"
set label "all terms" noenhanced at screen 0.05500, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.15400, screen 0.80000 to screen 0.17900, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#D55E00"
set label "without the path through σ" noenhanced at screen 0.18650, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.07470
set rmargin at screen 0.95750
set tmargin at screen 0.70625
set bmargin at screen 0.11667
set xrange [1e-12:0.1]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10⁻¹²" 1e-12, "10⁻¹¹" 1e-11, "10⁻¹⁰" 1e-10, "10⁻⁹" 1e-09, "10⁻⁸" 1e-08, "10⁻⁷" 1e-07, "10⁻⁶" 1e-06, "10⁻⁵" 1e-05, "10⁻⁴" 0.0001, "10⁻³" 0.001, "10⁻²" 0.01, "10⁻¹" 0.1)
set yrange [1.4073786669302883e-11:0.5881405161089952]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("10⁻¹⁰" 1e-10, "10⁻⁸" 1e-08, "10⁻⁶" 1e-06, "10⁻⁴" 0.0001, "10⁻²" 0.01)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "relative difference" noenhanced at screen 0.02250, screen 0.74375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "step h" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "the formula is crude" noenhanced at screen 0.77283, screen 0.55251 right front font "sans-serif,13" textcolor rgb "#333333"
set label "the loss has only 16 digits" noenhanced at screen 0.11299, screen 0.27496 left front font "sans-serif,13" textcolor rgb "#333333"

plot data skip 1 every ::0::11 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "all terms" noenhanced, \
  data skip 1 every ::0::11 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "all terms" noenhanced, \
  data skip 1 every ::0::11 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "all terms" noenhanced, \
  data skip 1 every ::12::23 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "without the path through σ" noenhanced, \
  data skip 1 every ::12::23 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "without the path through σ" noenhanced, \
  data skip 1 every ::12::23 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "without the path through σ" noenhanced
set output
