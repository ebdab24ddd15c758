# For 70 layers the rule asks for a width of 7,510; BloombergGPT took 7,680
# Draws 03-shape.svg from 03-shape.csv: gnuplot 03-shape.gp
# The same as a bitmap: gnuplot -e "png=1" 03-shape.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "03-shape.png" : "03-shape.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_03_shape" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "03-shape.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold For 70 layers the rule asks for a width of 7,510; BloombergGPT took 7,680}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Width by depth after Levine et al. (2020), and three models" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.09030
set rmargin at screen 0.93097
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [0:80]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "10" 10, "20" 20, "30" 30, "40" 40, "50" 50, "60" 60, "70" 70, "80" 80)
set yrange [96.57038270680818:16526.971269860212]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("100" 100, "1,000" 1000, "10,000" 10000)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "width" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "layers" noenhanced at screen 0.93097, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "chapter 5's model" noenhanced at screen 0.15335, screen 0.14820 left front font "sans-serif,13" textcolor rgb "#333333"
set label "GPT-2 small" noenhanced at screen 0.23742, screen 0.39640 left front font "sans-serif,13" textcolor rgb "#333333"
set label "BloombergGPT" noenhanced at screen 0.80487, screen 0.71084 right front font "sans-serif,13" textcolor rgb "#333333"
set label "rule" noenhanced at screen 0.94098, screen 0.77888 left front font "sans-serif,13" textcolor rgb "#0072B2"

plot data skip 1 every ::0::78 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "rule" noenhanced, \
  data skip 1 every ::79::81 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "width" noenhanced, \
  data skip 1 every ::79::81 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "width" noenhanced
set output
