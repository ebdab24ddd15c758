# With 1k own tokens, domain only is 37% worse than continuing
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

set label "{/:Bold With 1k own tokens, domain only is 37% worse than continuing}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Loss on held-out finance; scratch runs train 1000 steps, continued ones 500 more" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.04710
set rmargin at screen 0.78066
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [1000:256000]
set logscale x 2
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1.02k" 1024, "2.05k" 2048, "4.1k" 4096, "8.19k" 8192, "16.4k" 16384, "32.8k" 32768, "65.5k" 65536, "131k" 131072)
set yrange [0.966551495546585:4.869000724724023]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "2" 2, "3" 3, "4" 4)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (bits per byte)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "different tokens of finance" noenhanced at screen 0.78066, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 3.5223338034120832 to graph 1, first 3.5223338034120832 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "domain only" noenhanced at screen 0.79066, screen 0.12366 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "half and half" noenhanced at screen 0.79066, screen 0.22354 left front font "sans-serif,13" textcolor rgb "#B5588C"
set label "continued, with replay" noenhanced at screen 0.79066, screen 0.19027 left front font "sans-serif,13" textcolor rgb "#009E73"
set label "domain only, foretold" noenhanced at screen 0.79066, screen 0.15694 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "general only" noenhanced at screen 0.79066, screen 0.57102 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::3 using 2:4:5 with filledcurves fillstyle transparent solid 0.2 noborder fc rgb "#D55E00" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::4::7 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "domain only" noenhanced, \
  data skip 1 every ::4::7 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "domain only" noenhanced, \
  data skip 1 every ::4::7 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "domain only" noenhanced, \
  data skip 1 every ::8::11 using 2:4:5 with filledcurves fillstyle transparent solid 0.2 noborder fc rgb "#B5588C" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::12::15 using 2:3 with lines lw 2.5 dt solid lc rgb "#B5588C" title "half and half" noenhanced, \
  data skip 1 every ::12::15 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "half and half" noenhanced, \
  data skip 1 every ::12::15 using 2:3 with points pt 7 ps 0.85 lc rgb "#B5588C" title "half and half" noenhanced, \
  data skip 1 every ::16::19 using 2:4:5 with filledcurves fillstyle transparent solid 0.2 noborder fc rgb "#009E73" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::20::23 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "continued, with replay" noenhanced, \
  data skip 1 every ::20::23 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "continued, with replay" noenhanced, \
  data skip 1 every ::20::23 using 2:3 with points pt 7 ps 0.85 lc rgb "#009E73" title "continued, with replay" noenhanced, \
  data skip 1 every ::24::27 using 2:3 with lines lw 2.5 dt (9,5) lc rgb "#8A8A8A" title "domain only, foretold" noenhanced
set output
