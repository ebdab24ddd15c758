# Without the embeddings the same runs say 0.71 in place of 0.45
# Draws 07-kaplan.svg from 07-kaplan.csv: gnuplot 07-kaplan.gp
# The same as a bitmap: gnuplot -e "png=1" 07-kaplan.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-kaplan.png" : "07-kaplan.svg"
if (png) { set terminal pngcairo size 1000,520 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_kaplan" size 1000,520 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-kaplan.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Without the embeddings the same runs say 0.71 in place of 0.45}" at screen 0.01800, screen 0.95000 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "a of N* ∝ C^a, from Kaplan to Chinchilla step by step, and in your own runs" noenhanced at screen 0.01800, screen 0.90865 left front font "sans-serif,13.5" textcolor rgb "#666666"
set object rectangle from screen 0.02200, screen 0.85000 to screen 0.03600, screen 0.87308 front fillstyle solid 1 noborder fillcolor rgb "#0072B2"
set label "RefinedWeb" noenhanced at screen 0.04400, screen 0.86154 left front font "sans-serif,13" textcolor rgb "#333333"
set object rectangle from screen 0.14878, screen 0.85000 to screen 0.16278, screen 0.87308 front fillstyle solid 1 noborder fillcolor rgb "#E69F00"
set label "OpenWebText2" noenhanced at screen 0.17078, screen 0.86154 left front font "sans-serif,13" textcolor rgb "#333333"
set label "Published: Porian et al. 2024 (arXiv 2406.19146). This sweep: 90 % of bootstrap fits." noenhanced at screen 0.01800, screen 0.03365 left front font "sans-serif,11" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.15348
set rmargin at screen 0.47100
set tmargin at screen 0.77115
set bmargin at screen 0.14423
set xrange [0:1]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.2" 0.2, "0.4" 0.4, "0.6" 0.6, "0.8" 0.8, "1.0" 1)
set yrange [5.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5)
set label "as Kaplan et al." noenhanced at screen 0.14548, screen 0.70846 right front font "sans-serif,12" textcolor rgb "#666666"
set label "count the head's" noenhanced at screen 0.14548, screen 0.59846 right front font "sans-serif,12" textcolor rgb "#666666"
set label "operations" noenhanced at screen 0.14548, screen 0.56769 right front font "sans-serif,12" textcolor rgb "#666666"
set label "shorter warm-up" noenhanced at screen 0.14548, screen 0.45769 right front font "sans-serif,12" textcolor rgb "#666666"
set label "schedule fits the run" noenhanced at screen 0.14548, screen 0.33231 right front font "sans-serif,12" textcolor rgb "#666666"
set label "tuned for every size" noenhanced at screen 0.14548, screen 0.20692 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold published, step by step}" at screen 0.01800, screen 0.80577 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "a" noenhanced at screen 0.47100, screen 0.07308 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::4 using ($5):($4-0.195):(0):($5):($4-0.3744):($4-0.0156) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "RefinedWeb" noenhanced, \
  data skip 1 every ::0::4 using ($5):($4-0.195):8 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "RefinedWeb" noenhanced, \
  data skip 1 every ::5::9 using ($5):($4+0.195):(0):($5):($4+0.0156):($4+0.3744) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#E69F00" title "OpenWebText2" noenhanced, \
  data skip 1 every ::5::9 using ($5):($4+0.195):8 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "OpenWebText2" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.64776
set rmargin at screen 0.96600
set tmargin at screen 0.77115
set bmargin at screen 0.14423
set xrange [0:1]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.2" 0.2, "0.4" 0.4, "0.6" 0.6, "0.8" 0.8, "1.0" 1)
set yrange [2.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2)
set label "without embeddings" noenhanced at screen 0.63976, screen 0.61442 right front font "sans-serif,12" textcolor rgb "#666666"
set label "all parameters" noenhanced at screen 0.63976, screen 0.30096 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold this sweep, counted twice}" at screen 0.51300, screen 0.80577 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "a" noenhanced at screen 0.96600, screen 0.07308 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::10::11 using ($5):($4+0):(0):($5):($4-0.3588):($4+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#009E73" title "data" noenhanced, \
  data skip 1 every ::10::11 using ($6):($4+0):($7 - $6):(0) with vectors heads size screen 0.005,90 nofilled lw 1.4 lc rgb "#1A1A1A" title "data" noenhanced
unset multiplot
set output
