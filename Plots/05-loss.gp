# The model beats a table of token pairs after 622k tokens
# Draws 05-loss.svg from 05-loss.csv: gnuplot 05-loss.gp
# The same as a bitmap: gnuplot -e "png=1" 05-loss.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "05-loss.png" : "05-loss.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_05_loss" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "05-loss.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold The model beats a table of token pairs after 622k tokens}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "941k parameters on general and finance text" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "Training batches in the mean bytes per token of the held-out texts." noenhanced at screen 0.02250, screen 0.03646 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.04710
set rmargin at screen 0.80439
set tmargin at screen 0.81042
set bmargin at screen 0.15625
set xrange [0:691200]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "100,000" 100000, "200,000" 200000, "300,000" 300000, "400,000" 400000, "500,000" 500000, "600,000" 600000)
set yrange [0.1940345975470928:3.7585567757333123]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "2" 2, "3" 3)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (bits per byte)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "tokens trained on" noenhanced at screen 0.80439, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 3.4834490617536047 to graph 1, first 3.4834490617536047 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set arrow from graph 0, first 1.5608308376417563 to graph 1, first 1.5608308376417563 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set arrow from graph 0, first 0.3560583329191937 to graph 1, first 0.3560583329191937 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "training batches" noenhanced at screen 0.81439, screen 0.34403 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "held-out text" noenhanced at screen 0.81439, screen 0.37736 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "table of byte pairs" noenhanced at screen 0.81439, screen 0.75993 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "table of token pairs" noenhanced at screen 0.81439, screen 0.41061 left front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "floor of the window" noenhanced at screen 0.81439, screen 0.18598 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::90 using 2:3 with lines lw 1 dt solid lc rgb "#8A8A8A" title "training batches" noenhanced, \
  data skip 1 every ::91::101 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "held-out text" noenhanced, \
  data skip 1 every ::91::101 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "held-out text" noenhanced, \
  data skip 1 every ::91::101 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "held-out text" noenhanced
set output
