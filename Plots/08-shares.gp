# Half own text reaches 84% of what nothing but own text gains
# Draws 08-shares.svg from 08-shares.csv: gnuplot 08-shares.gp
# The same as a bitmap: gnuplot -e "png=1" 08-shares.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "08-shares.png" : "08-shares.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_08_shares" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "08-shares.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Half own text reaches 84% of what nothing but own text gains}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Held-out loss at equal compute; mean and range of 2 seeds; lines: fitted law" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.06150
set rmargin at screen 0.87540
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [0:1]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0%%" 0, "10%%" 0.1, "20%%" 0.2, "30%%" 0.3, "40%%" 0.4, "50%%" 0.5, "60%%" 0.6, "70%%" 0.7, "80%%" 0.8, "90%%" 0.9, "100%%" 1)
set yrange [1.7461326852509984:4.183582635506747]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2.0" 2, "2.5" 2.5, "3.0" 3, "3.5" 3.5, "4.0" 4)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "loss (bits per byte)" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "share of finance in the training text" noenhanced at screen 0.87540, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from first 0.5127, graph 0 to first 0.5127, graph 1 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "BloombergGPT's share" noenhanced at screen 0.47129, screen 0.79375 right front font "sans-serif,13" textcolor rgb "#8A8A8A"
set label "on finance" noenhanced at screen 0.88540, screen 0.14984 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "on general" noenhanced at screen 0.88540, screen 0.77786 left front font "sans-serif,13" textcolor rgb "#0072B2"

plot data skip 1 every ::0::6 using 2:4:5 with filledcurves fillstyle transparent solid 0.2 noborder fc rgb "#D55E00" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::7::8 using 2:3 with lines lw 2.5 dt (2,4) lc rgb "#D55E00" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::9::90 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "on finance" noenhanced, \
  data skip 1 every ::91::97 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::91::97 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::98::104 using 2:4:5 with filledcurves fillstyle transparent solid 0.2 noborder fc rgb "#0072B2" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::105::186 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::187::188 using 2:3 with lines lw 2.5 dt (2,4) lc rgb "#0072B2" title "on general" noenhanced, \
  data skip 1 every ::189::195 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "loss (bits per byte)" noenhanced, \
  data skip 1 every ::189::195 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "loss (bits per byte)" noenhanced
set output
