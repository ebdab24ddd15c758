# The causal model continues 94% of entries and labels 37% of names; the masked one 0% and 100%
# Draws 03-readers.svg from 03-readers.csv: gnuplot 03-readers.gp
# The same as a bitmap: gnuplot -e "png=1" 03-readers.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "03-readers.png" : "03-readers.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_03_readers" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "03-readers.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold The causal model continues 94% of entries and labels 37% of names; the}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold masked one 0% and 100%}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Right answers on 200 new entries; three networks, trained on one text for the same number of operations" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set object rectangle from screen 0.02750, screen 0.78750 to screen 0.04500, screen 0.81250 front fillstyle solid 1 noborder fillcolor rgb "#0072B2"
set label "masked" noenhanced at screen 0.05500, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set object rectangle from screen 0.15136, screen 0.78750 to screen 0.16886, screen 0.81250 front fillstyle solid 1 noborder fillcolor rgb "#D55E00"
set label "spans" noenhanced at screen 0.17886, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set object rectangle from screen 0.25865, screen 0.78750 to screen 0.27615, screen 0.81250 front fillstyle solid 1 noborder fillcolor rgb "#009E73"
set label "causal" noenhanced at screen 0.28615, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "Classify and translate after fine-tuning; a guess is right in 33 % (classify) and 8 % (fill)." noenhanced at screen 0.02250, screen 0.03646 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.06150
set rmargin at screen 0.95750
set tmargin at screen 0.70625
set bmargin at screen 0.11875
set xrange [0.5:4.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4)
set label "classify a word" noenhanced at screen 0.17350, screen 0.08958 center front font "sans-serif,12" textcolor rgb "#666666"
set label "fill a gap" noenhanced at screen 0.39750, screen 0.08958 center front font "sans-serif,12" textcolor rgb "#666666"
set label "translate" noenhanced at screen 0.62150, screen 0.08958 center front font "sans-serif,12" textcolor rgb "#666666"
set label "continue" noenhanced at screen 0.84550, screen 0.08958 center front font "sans-serif,12" textcolor rgb "#666666"
set yrange [0:1.05]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.2" 0.2, "0.4" 0.4, "0.6" 0.6, "0.8" 0.8, "1.0" 1)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "right answers (share)" noenhanced at screen 0.02250, screen 0.74375 left front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::3 using ($3-0.26):($4):($3-0.3796):($3-0.1404):(0):($4) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "masked" noenhanced, \
  data skip 1 every ::0::3 using ($3-0.26):($4):5 with labels noenhanced center offset 0,0.6 font "sans-serif,11.5" tc rgb "#333333" title "masked" noenhanced, \
  data skip 1 every ::4::7 using ($3+0):($4):($3-0.1196):($3+0.1196):(0):($4) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#D55E00" title "spans" noenhanced, \
  data skip 1 every ::4::7 using ($3+0):($4):5 with labels noenhanced center offset 0,0.6 font "sans-serif,11.5" tc rgb "#333333" title "spans" noenhanced, \
  data skip 1 every ::8::11 using ($3+0.26):($4):($3+0.1404):($3+0.3796):(0):($4) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#009E73" title "causal" noenhanced, \
  data skip 1 every ::8::11 using ($3+0.26):($4):5 with labels noenhanced center offset 0,0.6 font "sans-serif,11.5" tc rgb "#333333" title "causal" noenhanced
set output
