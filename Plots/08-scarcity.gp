# With text for 64 readings, domain only is 45% worse than continuing
# Draws 08-scarcity.svg from 08-scarcity.csv: gnuplot 08-scarcity.gp
# The same as a bitmap: gnuplot -e "png=1" 08-scarcity.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "08-scarcity.png" : "08-scarcity.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_08_scarcity" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "08-scarcity.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold With text for 64 readings, domain only is 45% worse than continuing}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Loss on held-out finance, one seed; domain only and half and half train 720 steps, continuing 360 more" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.06150
set rmargin at screen 0.78863
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [1:64]
set logscale x 2
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "2" 2, "4" 4, "8" 8, "16" 16, "32" 32, "64" 64)
set yrange [1.749777841468564:4.439013801262792]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2.0" 2, "2.5" 2.5, "3.0" 3, "3.5" 3.5, "4.0" 4)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (bits per byte)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "readings of the text by domain only" noenhanced at screen 0.78863, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 3.0122740785591793 to graph 1, first 3.0122740785591793 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "domain only" noenhanced at screen 0.79862, screen 0.77888 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "half and half" noenhanced at screen 0.79862, screen 0.36315 left front font "sans-serif,13" textcolor rgb "#B5588C"
set label "continued, a tenth" noenhanced at screen 0.79862, screen 0.42982 left front font "sans-serif,13" textcolor rgb "#009E73"
set label "replayed" noenhanced at screen 0.79862, screen 0.39648 left front font "sans-serif,13" textcolor rgb "#009E73"
set label "domain only, foretold" noenhanced at screen 0.79862, screen 0.25566 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "general only" noenhanced at screen 0.79862, screen 0.46305 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::3 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "domain only" noenhanced, \
  data skip 1 every ::0::3 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "domain only" noenhanced, \
  data skip 1 every ::0::3 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "domain only" noenhanced, \
  data skip 1 every ::4::7 using 2:3 with lines lw 2.5 dt solid lc rgb "#B5588C" title "half and half" noenhanced, \
  data skip 1 every ::4::7 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "half and half" noenhanced, \
  data skip 1 every ::4::7 using 2:3 with points pt 7 ps 0.85 lc rgb "#B5588C" title "half and half" noenhanced, \
  data skip 1 every ::8::11 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "continued, a tenth replayed" noenhanced, \
  data skip 1 every ::8::11 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "continued, a tenth replayed" noenhanced, \
  data skip 1 every ::8::11 using 2:3 with points pt 7 ps 0.85 lc rgb "#009E73" title "continued, a tenth replayed" noenhanced, \
  data skip 1 every ::12::15 using 2:3 with lines lw 2.5 dt (9,5) lc rgb "#8A8A8A" title "domain only, foretold" noenhanced
set output
