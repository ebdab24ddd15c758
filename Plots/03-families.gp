# After 400 steps Llama, one key head has the lowest loss, 78% of GPT-2's
# Draws 03-families.svg from 03-families.csv: gnuplot 03-families.gp
# The same as a bitmap: gnuplot -e "png=1" 03-families.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "03-families.png" : "03-families.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_03_families" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "03-families.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold After 400 steps Llama, one key head has the lowest loss, 78% of GPT-2's}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Held-out loss of four models of width 64 with 2 layers, on the same text in the same order" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.04710
set rmargin at screen 0.79269
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [22528:202752]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("40,000" 40000, "60,000" 60000, "80,000" 80000, "100,000" 100000, "120,000" 120000, "140,000" 140000, "160,000" 160000, "180,000" 180000, "200,000" 200000)
set yrange [0:5.890528290565379]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1, "2" 2, "3" 3, "4" 4, "5" 5)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (nats per token)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "tokens trained on" noenhanced at screen 0.79269, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "GPT-2" noenhanced at screen 0.80269, screen 0.56580 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "BLOOM" noenhanced at screen 0.80269, screen 0.48914 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "Llama" noenhanced at screen 0.80269, screen 0.52866 left front font "sans-serif,13" textcolor rgb "#009E73"
set label "Llama, one key head" noenhanced at screen 0.80269, screen 0.45580 left front font "sans-serif,13" textcolor rgb "#B5588C"

plot data skip 1 every ::0::8 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "GPT-2" noenhanced, \
  data skip 1 every ::0::8 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "GPT-2" noenhanced, \
  data skip 1 every ::0::8 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "GPT-2" noenhanced, \
  data skip 1 every ::9::17 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "BLOOM" noenhanced, \
  data skip 1 every ::9::17 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "BLOOM" noenhanced, \
  data skip 1 every ::9::17 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "BLOOM" noenhanced, \
  data skip 1 every ::18::26 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "Llama" noenhanced, \
  data skip 1 every ::18::26 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "Llama" noenhanced, \
  data skip 1 every ::18::26 using 2:3 with points pt 7 ps 0.85 lc rgb "#009E73" title "Llama" noenhanced, \
  data skip 1 every ::27::35 using 2:3 with lines lw 2.5 dt solid lc rgb "#B5588C" title "Llama, one key head" noenhanced, \
  data skip 1 every ::27::35 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "Llama, one key head" noenhanced, \
  data skip 1 every ::27::35 using 2:3 with points pt 7 ps 0.85 lc rgb "#B5588C" title "Llama, one key head" noenhanced
set output
