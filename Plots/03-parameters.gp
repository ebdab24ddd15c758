# Embeddings: 32% of GPT-2 small, 2% of BloombergGPT
# Draws 03-parameters.svg from 03-parameters.csv: gnuplot 03-parameters.gp
# The same as a bitmap: gnuplot -e "png=1" 03-parameters.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "03-parameters.png" : "03-parameters.svg"
if (png) { set terminal pngcairo size 800,360 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_03_parameters" size 800,360 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "03-parameters.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Embeddings: 32% of GPT-2 small, 2% of BloombergGPT}" at screen 0.02250, screen 0.92778 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Where the parameters sit" noenhanced at screen 0.02250, screen 0.86806 left front font "sans-serif,13.5" textcolor rgb "#666666"
set object rectangle from screen 0.02750, screen 0.78333 to screen 0.04500, screen 0.81667 front fillstyle solid 1 noborder fillcolor rgb "#0072B2"
set label "embeddings" noenhanced at screen 0.05500, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set object rectangle from screen 0.18760, screen 0.78333 to screen 0.20510, screen 0.81667 front fillstyle solid 1 noborder fillcolor rgb "#D55E00"
set label "attention" noenhanced at screen 0.21510, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set object rectangle from screen 0.32154, screen 0.78333 to screen 0.33904, screen 0.81667 front fillstyle solid 1 noborder fillcolor rgb "#009E73"
set label "feed-forward" noenhanced at screen 0.34904, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set object rectangle from screen 0.48586, screen 0.78333 to screen 0.50336, screen 0.81667 front fillstyle solid 1 noborder fillcolor rgb "#B5588C"
set label "gains and biases" noenhanced at screen 0.51336, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "Gains and biases: under one per cent." noenhanced at screen 0.02250, screen 0.04861 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.17280
set rmargin at screen 0.95750
set tmargin at screen 0.72500
set bmargin at screen 0.20833
set xrange [0:100]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "10" 10, "20" 20, "30" 30, "40" 40, "50" 50, "60" 60, "70" 70, "80" 80, "90" 90, "100" 100)
set yrange [3.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3)
set label "chapter 5's model" noenhanced at screen 0.16280, screen 0.63889 right front font "sans-serif,12" textcolor rgb "#666666"
set label "GPT-2 small" noenhanced at screen 0.16280, screen 0.46667 right front font "sans-serif,12" textcolor rgb "#666666"
set label "BloombergGPT" noenhanced at screen 0.16280, screen 0.29444 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "share of all parameters (%)" noenhanced at screen 0.95750, screen 0.10556 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::2 using ($6):($3+0):($5):($6):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 border lc rgb "#FFFFFF" lw 1 fc rgb "#0072B2" title "embeddings" noenhanced, \
  data skip 1 every ::0::2 using (($5 + $6) / 2):($3+0):7 with labels noenhanced center font "sans-serif,11.5" tc rgb "#FFFFFF" title "embeddings" noenhanced, \
  data skip 1 every ::3::5 using ($6):($3+0):($5):($6):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 border lc rgb "#FFFFFF" lw 1 fc rgb "#D55E00" title "attention" noenhanced, \
  data skip 1 every ::3::5 using (($5 + $6) / 2):($3+0):7 with labels noenhanced center font "sans-serif,11.5" tc rgb "#FFFFFF" title "attention" noenhanced, \
  data skip 1 every ::6::8 using ($6):($3+0):($5):($6):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 border lc rgb "#FFFFFF" lw 1 fc rgb "#009E73" title "feed-forward" noenhanced, \
  data skip 1 every ::6::8 using (($5 + $6) / 2):($3+0):7 with labels noenhanced center font "sans-serif,11.5" tc rgb "#FFFFFF" title "feed-forward" noenhanced, \
  data skip 1 every ::9::11 using ($6):($3+0):($5):($6):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 border lc rgb "#FFFFFF" lw 1 fc rgb "#B5588C" title "gains and biases" noenhanced
set output
