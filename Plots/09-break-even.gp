# A small model of one's own pays after 20.4B served tokens
# Draws 09-break-even.svg from 09-break-even.csv: gnuplot 09-break-even.gp
# The same as a bitmap: gnuplot -e "png=1" 09-break-even.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "09-break-even.png" : "09-break-even.svg"
if (png) { set terminal pngcairo size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_09_break_even" size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "09-break-even.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold A small model of one's own pays after 20.4B served tokens}" at screen 0.01800, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Training and serving at equal loss on the field, at $2 a GPU hour" noenhanced at screen 0.01800, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.05016
set rmargin at screen 0.82232
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [100000000:10000000000000]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10⁸" 100000000, "10⁹" 1000000000, "10¹⁰" 10000000000, "10¹¹" 100000000000, "10¹²" 1000000000000, "10¹³" 10000000000000)
set yrange [64.08448150317369:20265292.422095984]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("10²" 100, "10³" 1000, "10⁴" 10000, "10⁵" 100000, "10⁶" 1000000, "10⁷" 10000000)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "all told (dollars)" noenhanced at screen 0.01800, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "tokens served" noenhanced at screen 0.82232, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "Qwen3-32B, prompted" noenhanced at screen 0.83032, screen 0.77888 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "own, 1.41B" noenhanced at screen 0.83032, screen 0.62167 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "own, 1.12B" noenhanced at screen 0.83032, screen 0.58834 left front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::40 using 2:3 with lines lw 2.5 dt solid lc rgb "#8A8A8A" title "Qwen3-32B, prompted" noenhanced, \
  data skip 1 every ::41::81 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "own, 1.41B" noenhanced, \
  data skip 1 every ::82::122 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "own, 1.12B" noenhanced
set output
