# 31 times the budget wants 4.9 times the parameters
# Draws 07-isoflop.svg from 07-isoflop.csv: gnuplot 07-isoflop.gp
# The same as a bitmap: gnuplot -e "png=1" 07-isoflop.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-isoflop.png" : "07-isoflop.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_isoflop" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-isoflop.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold 31 times the budget wants 4.9 times the parameters}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Each curve is one budget of operations, spent on models of several sizes" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "Parabolas in the logarithm of the parameters; red points are their lowest places." noenhanced at screen 0.02250, screen 0.03646 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.06150
set rmargin at screen 0.88157
set tmargin at screen 0.81042
set bmargin at screen 0.15625
set xrange [25624:1033248]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("5×10⁴" 50000, "10⁵" 100000, "2×10⁵" 200000, "5×10⁵" 500000, "10⁶" 1000000)
set yrange [1.728015910697279:5.0157380225758645]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2.0" 2, "2.5" 2.5, "3.0" 3, "3.5" 3.5, "4.0" 4, "4.5" 4.5, "5.0" 5)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "held-out loss (nats a token)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "parameters" noenhanced at screen 0.88157, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "4.7×10¹⁰" noenhanced at screen 0.46003, screen 0.78068 left front font "sans-serif,13" textcolor rgb "#440154"
set label "1.45×10¹¹" noenhanced at screen 0.61378, screen 0.56353 left front font "sans-serif,13" textcolor rgb "#39568B"
set label "4.7×10¹¹" noenhanced at screen 0.71174, screen 0.35063 left front font "sans-serif,13" textcolor rgb "#219989"
set label "1.45×10¹²" noenhanced at screen 0.89158, screen 0.29750 left front font "sans-serif,13" textcolor rgb "#7AD151"

plot data skip 1 every ::0::40 using 2:3 with lines lw 2.5 dt solid lc rgb "#440154" title "4.7×10¹⁰" noenhanced, \
  data skip 1 every ::41::45 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::41::45 using 2:3 with points pt 7 ps 0.85 lc rgb "#440154" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::46::46 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::46::46 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::47::87 using 2:3 with lines lw 2.5 dt solid lc rgb "#39568B" title "1.45×10¹¹" noenhanced, \
  data skip 1 every ::88::92 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::88::92 using 2:3 with points pt 7 ps 0.85 lc rgb "#39568B" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::93::93 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::93::93 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::94::134 using 2:3 with lines lw 2.5 dt solid lc rgb "#219989" title "4.7×10¹¹" noenhanced, \
  data skip 1 every ::135::139 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::135::139 using 2:3 with points pt 7 ps 0.85 lc rgb "#219989" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::140::140 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::140::140 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::141::181 using 2:3 with lines lw 2.5 dt solid lc rgb "#7AD151" title "1.45×10¹²" noenhanced, \
  data skip 1 every ::182::186 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::182::186 using 2:3 with points pt 7 ps 0.85 lc rgb "#7AD151" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::187::187 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out loss (nats a token)" noenhanced, \
  data skip 1 every ::187::187 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "held-out loss (nats a token)" noenhanced
set output
