# Linear layers reach 92% of this machine's peak, the optimizer 4%
# Draws 05-roofline.svg from 05-roofline.csv: gnuplot 05-roofline.gp
# The same as a bitmap: gnuplot -e "png=1" 05-roofline.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "05-roofline.png" : "05-roofline.svg"
if (png) { set terminal pngcairo size 960,640 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_05_roofline" size 960,640 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "05-roofline.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Linear layers reach 92% of this machine's peak, the optimizer 4%}" at screen 0.01875, screen 0.95937 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "The parts of a training step under the roofline of 2 threads; both axes logarithmic" noenhanced at screen 0.01875, screen 0.92578 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "Bytes: those that must move at least. A part whose data are in the cache still can pass the slope." noenhanced at screen 0.01875, screen 0.02734 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.05525
set rmargin at screen 0.96458
set tmargin at screen 0.85781
set bmargin at screen 0.11719
set xrange [0.018750000000000003:173.73313696612666]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.1" 0.1, "1" 1, "10" 10, "100" 100)
set yrange [1.6040216573091968:519.2997608704756]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("10" 10, "100" 100)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "rate (GFLOP/s)" noenhanced at screen 0.01875, screen 0.88594 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "intensity (operations a byte)" noenhanced at screen 0.96458, screen 0.05937 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "peak of matrix products" noenhanced at screen 0.96458, screen 0.75575 right front font "sans-serif,13" textcolor rgb "#333333"
set label "the memory's" noenhanced at screen 0.47488, screen 0.50180 left front font "sans-serif,13" textcolor rgb "#333333"
set label "bandwidth" noenhanced at screen 0.47488, screen 0.47680 left front font "sans-serif,13" textcolor rgb "#333333"
set label "of bfloat16's" noenhanced at screen 0.96458, screen 0.79490 right front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.21134, screen 0.24651 to screen 0.21485, screen 0.21218 head filled size screen 0.00833,18 front lw 1 dt solid lc rgb "#D55E00"
set label "embedding" noenhanced at screen 0.20717, screen 0.26214 right front font "sans-serif,13" textcolor rgb "#D55E00"
set arrow from screen 0.46515, screen 0.57319 to screen 0.46843, screen 0.54983 head filled size screen 0.00833,18 front lw 1 dt solid lc rgb "#D55E00"
set label "normalization" noenhanced at screen 0.46098, screen 0.58882 right front font "sans-serif,13" textcolor rgb "#D55E00"
set label "linear" noenhanced at screen 0.83423, screen 0.71156 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "attention" noenhanced at screen 0.72454, screen 0.66555 right front font "sans-serif,13" textcolor rgb "#0072B2"
set label "activation" noenhanced at screen 0.48592, screen 0.62738 right front font "sans-serif,13" textcolor rgb "#D55E00"
set label "head" noenhanced at screen 0.79881, screen 0.71156 right front font "sans-serif,13" textcolor rgb "#0072B2"
set label "reduction" noenhanced at screen 0.30482, screen 0.41599 right front font "sans-serif,13" textcolor rgb "#D55E00"
set arrow from screen 0.38486, screen 0.46985 to screen 0.38882, screen 0.33235 head filled size screen 0.00833,18 front lw 1 dt solid lc rgb "#D55E00"
set label "optimizer" noenhanced at screen 0.38069, screen 0.48548 right front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::2 using 2:3 with lines lw 2.5 dt solid lc rgb "#1A1A1A" title "rate (GFLOP/s)" noenhanced, \
  data skip 1 every ::3::4 using 2:3 with lines lw 2.5 dt (9,5) lc rgb "#1A1A1A" title "rate (GFLOP/s)" noenhanced, \
  data skip 1 every ::5::6 using 2:3 with lines lw 7 dt solid lc rgb "#D55E00" title "embedding" noenhanced, \
  data skip 1 every ::7::8 using 2:3 with lines lw 7 dt solid lc rgb "#D55E00" title "normalization" noenhanced, \
  data skip 1 every ::9::10 using 2:3 with lines lw 7 dt solid lc rgb "#0072B2" title "linear" noenhanced, \
  data skip 1 every ::11::12 using 2:3 with lines lw 7 dt solid lc rgb "#0072B2" title "attention" noenhanced, \
  data skip 1 every ::13::14 using 2:3 with lines lw 7 dt solid lc rgb "#D55E00" title "activation" noenhanced, \
  data skip 1 every ::15::16 using 2:3 with lines lw 7 dt solid lc rgb "#0072B2" title "head" noenhanced, \
  data skip 1 every ::17::18 using 2:3 with lines lw 7 dt solid lc rgb "#D55E00" title "reduction" noenhanced, \
  data skip 1 every ::19::20 using 2:3 with lines lw 7 dt solid lc rgb "#D55E00" title "optimizer" noenhanced
set output
