# Another field's vocabulary costs a text 24% to 57% more tokens than its own
# Draws 01-matrix.svg from 01-matrix.csv: gnuplot 01-matrix.gp
# The same as a bitmap: gnuplot -e "png=1" 01-matrix.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "01-matrix.png" : "01-matrix.svg"
if (png) { set terminal pngcairo size 1000,378 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_01_matrix" size 1000,378 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "01-matrix.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Another field's vocabulary costs a text 24% to 57% more tokens than its own}" at screen 0.01800, screen 0.93122 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Held-out text of each field (rows) under vocabularies of 4,096 tokens learned from each field (columns)" noenhanced at screen 0.01800, screen 0.87434 left front font "sans-serif,13.5" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.08496
set rmargin at screen 0.41244
set tmargin at screen 0.70635
set bmargin at screen 0.19048
set xrange [0.5:5.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5)
set label "general" noenhanced at screen 0.11771, screen 0.15344 center front font "sans-serif,12" textcolor rgb "#666666"
set label "finance" noenhanced at screen 0.18320, screen 0.15344 center front font "sans-serif,12" textcolor rgb "#666666"
set label "law" noenhanced at screen 0.24870, screen 0.15344 center front font "sans-serif,12" textcolor rgb "#666666"
set label "medicine" noenhanced at screen 0.31420, screen 0.15344 center front font "sans-serif,12" textcolor rgb "#666666"
set label "all" noenhanced at screen 0.37969, screen 0.15344 center front font "sans-serif,12" textcolor rgb "#666666"
set label "together" noenhanced at screen 0.37969, screen 0.11111 center front font "sans-serif,12" textcolor rgb "#666666"
set yrange [4.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4)
set label "general" noenhanced at screen 0.07696, screen 0.64187 right front font "sans-serif,12" textcolor rgb "#666666"
set label "finance" noenhanced at screen 0.07696, screen 0.51290 right front font "sans-serif,12" textcolor rgb "#666666"
set label "law" noenhanced at screen 0.07696, screen 0.38393 right front font "sans-serif,12" textcolor rgb "#666666"
set label "medicine" noenhanced at screen 0.07696, screen 0.25496 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set border 0 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold Tokens for a document of 10,000 bytes}" at screen 0.01800, screen 0.80159 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "text of" noenhanced at screen 0.01800, screen 0.75397 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "vocabulary of" noenhanced at screen 0.41244, screen 0.05026 right front font "sans-serif,12.5" textcolor rgb "#666666"
set palette defined (0 "#F7FBFF", 1 "#D2E3F0", 2 "#A6CBE3", 3 "#6BA9D2", 4 "#3784BC", 5 "#0F5E9C", 6 "#083B6B")
set cbrange [2000.8000000000002:4058.55]
set cbtics noenhanced scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2,500" 2500, "3,000" 3000, "3,500" 3500, "4,000" 4000)
set colorbox vertical user origin screen 0.42844, screen 0.19048 size screen 0.01400, screen 0.51587 noborder
set label "tokens" noenhanced at screen 0.48700, screen 0.74868 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::19 using 4:5:($4-0.49):($4+0.49):($5-0.49):($5+0.49):6 with boxxyerror fillstyle solid 1.0 noborder lc palette title "text of" noenhanced, \
  data skip 1 every ::0::19 using ($6 == $6 ? $4 : NaN):5:7:((($6 - (2000.8000000000002)) / 2057.75) > 0.55 ? 0xFFFFFF : 0x1A1A1A) with labels noenhanced center font "sans-serif,12.5" tc rgb variable title "text of" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.57996
set rmargin at screen 0.91524
set tmargin at screen 0.70635
set bmargin at screen 0.19048
set xrange [0.5:5.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5)
set label "general" noenhanced at screen 0.61349, screen 0.15344 center front font "sans-serif,12" textcolor rgb "#666666"
set label "finance" noenhanced at screen 0.68054, screen 0.15344 center front font "sans-serif,12" textcolor rgb "#666666"
set label "law" noenhanced at screen 0.74760, screen 0.15344 center front font "sans-serif,12" textcolor rgb "#666666"
set label "medicine" noenhanced at screen 0.81466, screen 0.15344 center front font "sans-serif,12" textcolor rgb "#666666"
set label "all" noenhanced at screen 0.88171, screen 0.15344 center front font "sans-serif,12" textcolor rgb "#666666"
set label "together" noenhanced at screen 0.88171, screen 0.11111 center front font "sans-serif,12" textcolor rgb "#666666"
set yrange [4.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4)
set label "general" noenhanced at screen 0.57196, screen 0.64187 right front font "sans-serif,12" textcolor rgb "#666666"
set label "finance" noenhanced at screen 0.57196, screen 0.51290 right front font "sans-serif,12" textcolor rgb "#666666"
set label "law" noenhanced at screen 0.57196, screen 0.38393 right front font "sans-serif,12" textcolor rgb "#666666"
set label "medicine" noenhanced at screen 0.57196, screen 0.25496 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set border 0 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold More tokens than under its own vocabulary}" at screen 0.51300, screen 0.80159 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "text of" noenhanced at screen 0.51300, screen 0.75397 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "vocabulary of" noenhanced at screen 0.91524, screen 0.05026 right front font "sans-serif,12.5" textcolor rgb "#666666"
set palette defined (0 "#F7FBFF", 1 "#D2E3F0", 2 "#A6CBE3", 3 "#6BA9D2", 4 "#3784BC", 5 "#0F5E9C", 6 "#083B6B")
set cbrange [0:0.5657986805277888]
set cbtics noenhanced scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0%%" 0, "10%%" 0.1, "20%%" 0.2, "30%%" 0.3, "40%%" 0.4, "50%%" 0.5)
set colorbox vertical user origin screen 0.93124, screen 0.19048 size screen 0.01400, screen 0.51587 noborder
set label "surcharge" noenhanced at screen 0.98200, screen 0.74868 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::20::39 using 4:5:($4-0.49):($4+0.49):($5-0.49):($5+0.49):6 with boxxyerror fillstyle solid 1.0 noborder lc palette title "text of" noenhanced, \
  data skip 1 every ::20::39 using ($6 == $6 ? $4 : NaN):5:7:((($6 - (0)) / 0.5657986805277888) > 0.55 ? 0xFFFFFF : 0x1A1A1A) with labels noenhanced center font "sans-serif,12.5" tc rgb variable title "text of" noenhanced
unset multiplot
set output
