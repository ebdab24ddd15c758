# The desk surprises SmolLM2-135M 4.2 times as much as the textbook; three lines before it save 48%
# Draws 00-surprise.svg from 00-surprise.csv: gnuplot 00-surprise.gp
# The same as a bitmap: gnuplot -e "png=1" 00-surprise.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "00-surprise.png" : "00-surprise.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_00_surprise" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "00-surprise.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold The desk surprises SmolLM2-135M 4.2 times as much as the textbook;}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold three lines before it save 48%}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Two sentences of each field, written for this chapter" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set object rectangle from screen 0.02750, screen 0.78750 to screen 0.04500, screen 0.81250 front fillstyle solid 1 noborder fillcolor rgb "#0072B2"
set label "textbook" noenhanced at screen 0.05500, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set object rectangle from screen 0.15933, screen 0.78750 to screen 0.17683, screen 0.81250 front fillstyle solid 1 noborder fillcolor rgb "#D55E00"
set label "desk" noenhanced at screen 0.18683, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set object rectangle from screen 0.25751, screen 0.78750 to screen 0.27501, screen 0.81250 front fillstyle solid 1 noborder fillcolor rgb "#009E73"
set label "desk, after three lines" noenhanced at screen 0.28501, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.10620
set rmargin at screen 0.95750
set tmargin at screen 0.74375
set bmargin at screen 0.11667
set xrange [0:5.198035420776357]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.5" 0.5, "1.0" 1, "1.5" 1.5, "2.0" 2, "2.5" 2.5, "3.0" 3, "3.5" 3.5, "4.0" 4, "4.5" 4.5, "5.0" 5)
set yrange [3.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3)
set label "law" noenhanced at screen 0.09620, screen 0.63924 right front font "sans-serif,12" textcolor rgb "#666666"
set label "finance" noenhanced at screen 0.09620, screen 0.43021 right front font "sans-serif,12" textcolor rgb "#666666"
set label "medicine" noenhanced at screen 0.09620, screen 0.22118 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "surprise (bits per byte)" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::2 using ($4):($3-0.26):(0):($4):($3-0.3796):($3-0.1404) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "textbook" noenhanced, \
  data skip 1 every ::0::2 using ($4):($3-0.26):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "textbook" noenhanced, \
  data skip 1 every ::3::5 using ($4):($3+0):(0):($4):($3-0.1196):($3+0.1196) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#D55E00" title "desk" noenhanced, \
  data skip 1 every ::3::5 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "desk" noenhanced, \
  data skip 1 every ::6::8 using ($4):($3+0.26):(0):($4):($3+0.1404):($3+0.3796) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#009E73" title "desk, after three lines" noenhanced, \
  data skip 1 every ::6::8 using ($4):($3+0.26):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "desk, after three lines" noenhanced
set output
