# A field's terms take 2.8 to 3.4 times as many tokens under the general vocabulary
# Draws 01-fertility.svg from 01-fertility.csv: gnuplot 01-fertility.gp
# The same as a bitmap: gnuplot -e "png=1" 01-fertility.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "01-fertility.png" : "01-fertility.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_01_fertility" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "01-fertility.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold A field's terms take 2.8 to 3.4 times as many tokens under the general}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold vocabulary}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Tokens per word, for the terms of each field, vocabularies of 4,096 tokens" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set object rectangle from screen 0.02750, screen 0.78750 to screen 0.04500, screen 0.81250 front fillstyle solid 1 noborder fillcolor rgb "#0072B2"
set label "general vocabulary" noenhanced at screen 0.05500, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set object rectangle from screen 0.24399, screen 0.78750 to screen 0.26149, screen 0.81250 front fillstyle solid 1 noborder fillcolor rgb "#D55E00"
set label "all together" noenhanced at screen 0.27149, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set object rectangle from screen 0.39807, screen 0.78750 to screen 0.41557, screen 0.81250 front fillstyle solid 1 noborder fillcolor rgb "#009E73"
set label "the field's own" noenhanced at screen 0.42557, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.04710
set rmargin at screen 0.95750
set tmargin at screen 0.70625
set bmargin at screen 0.11667
set xrange [0.5:4.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4)
set label "general" noenhanced at screen 0.16090, screen 0.08750 center front font "sans-serif,12" textcolor rgb "#666666"
set label "finance" noenhanced at screen 0.38850, screen 0.08750 center front font "sans-serif,12" textcolor rgb "#666666"
set label "law" noenhanced at screen 0.61610, screen 0.08750 center front font "sans-serif,12" textcolor rgb "#666666"
set label "medicine" noenhanced at screen 0.84370, screen 0.08750 center front font "sans-serif,12" textcolor rgb "#666666"
set yrange [0:3.696]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1, "2" 2, "3" 3)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "tokens per word" noenhanced at screen 0.02250, screen 0.74375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "terms of" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::3 using ($3-0.26):($4):($3-0.3796):($3-0.1404):(0):($4) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "general vocabulary" noenhanced, \
  data skip 1 every ::0::3 using ($3-0.26):($4):5 with labels noenhanced center offset 0,0.6 font "sans-serif,11.5" tc rgb "#333333" title "general vocabulary" noenhanced, \
  data skip 1 every ::4::7 using ($3+0):($4):($3-0.1196):($3+0.1196):(0):($4) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#D55E00" title "all together" noenhanced, \
  data skip 1 every ::4::7 using ($3+0):($4):5 with labels noenhanced center offset 0,0.6 font "sans-serif,11.5" tc rgb "#333333" title "all together" noenhanced, \
  data skip 1 every ::8::11 using ($3+0.26):($4):($3+0.1404):($3+0.3796):(0):($4) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#009E73" title "the field's own" noenhanced, \
  data skip 1 every ::8::11 using ($3+0.26):($4):5 with labels noenhanced center offset 0,0.6 font "sans-serif,11.5" tc rgb "#333333" title "the field's own" noenhanced
set output
