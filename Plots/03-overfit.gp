# One batch is known by heart after 51 steps; nonsense is learned as well
# Draws 03-overfit.svg from 03-overfit.csv: gnuplot 03-overfit.gp
# The same as a bitmap: gnuplot -e "png=1" 03-overfit.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "03-overfit.png" : "03-overfit.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_03_overfit" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "03-overfit.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold One batch is known by heart after 51 steps; nonsense is learned as well}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Loss on 4 windows of 32 tokens, the only ones ever shown; by heart: below 0.1 nats" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.07110
set rmargin at screen 0.82746
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [1:150]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("20" 20, "40" 40, "60" 60, "80" 80, "100" 100, "120" 120, "140" 140)
set yrange [0.001496904241543795:10.399942602560944]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.01" 0.01, "0.1" 0.1, "1" 1, "10" 10)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (nats per token)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "step" noenhanced at screen 0.82746, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 6.931471805599453 to graph 1, first 6.931471805599453 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "text" noenhanced at screen 0.83746, screen 0.16497 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "random answers" noenhanced at screen 0.83746, screen 0.13163 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "ln V" noenhanced at screen 0.83746, screen 0.77860 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::149 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "text" noenhanced, \
  data skip 1 every ::150::299 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "random answers" noenhanced
set output
