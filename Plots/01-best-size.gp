# Fewest bits: 6,144–12,288 tokens, cut as GPT-2 does; 24,576 as BloombergGPT
# Draws 01-best-size.svg from 01-best-size.csv: gnuplot 01-best-size.gp
# The same as a bitmap: gnuplot -e "png=1" 01-best-size.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "01-best-size.png" : "01-best-size.svg"
if (png) { set terminal pngcairo size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_01_best_size" size 1000,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "01-best-size.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Fewest bits: 6,144–12,288 tokens, cut as GPT-2 does; 24,576 as BloombergGPT}" at screen 0.01800, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Bits to name the tokens of held-out text, each field under its own vocabulary; black points are the smallest" noenhanced at screen 0.01800, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set arrow from screen 0.01800, screen 0.85000 to screen 0.03800, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#0072B2"
set label "general" noenhanced at screen 0.04400, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.11540, screen 0.85000 to screen 0.13540, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#D55E00"
set label "finance" noenhanced at screen 0.14140, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.21111, screen 0.85000 to screen 0.23111, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#009E73"
set label "law" noenhanced at screen 0.23711, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.28134, screen 0.85000 to screen 0.30134, screen 0.85000 nohead front lw 2.5 dt solid lc rgb "#B5588C"
set label "medicine" noenhanced at screen 0.30734, screen 0.85000 left front font "sans-serif,13" textcolor rgb "#333333"
set label "BPE vocabularies learned from 1.39 MiB of text each." noenhanced at screen 0.01800, screen 0.03646 left front font "sans-serif,11" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.03768
set rmargin at screen 0.47100
set tmargin at screen 0.71458
set bmargin at screen 0.15625
set xrange [384:131072]
set logscale x 2
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1,024" 1024, "4,096" 4096, "16,384" 16384, "65,536" 65536)
set yrange [1.7926944680520824:5.027412102141291]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2" 2, "3" 3, "4" 4, "5" 5)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold GPT-2's cut: words}" at screen 0.01800, screen 0.78958 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "tokens × log₂ V (bits per byte)" noenhanced at screen 0.01800, screen 0.75208 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "vocabulary size V (tokens)" noenhanced at screen 0.47100, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::13 using 3:4 with lines lw 2.5 dt solid lc rgb "#0072B2" title "general" noenhanced, \
  data skip 1 every ::14::25 using 3:4 with lines lw 2.5 dt solid lc rgb "#D55E00" title "finance" noenhanced, \
  data skip 1 every ::26::38 using 3:4 with lines lw 2.5 dt solid lc rgb "#009E73" title "law" noenhanced, \
  data skip 1 every ::39::52 using 3:4 with lines lw 2.5 dt solid lc rgb "#B5588C" title "medicine" noenhanced, \
  data skip 1 every ::53::56 using 3:4 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "smallest" noenhanced, \
  data skip 1 every ::53::56 using 3:4 with points pt 7 ps 0.85 lc rgb "#1A1A1A" title "smallest" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.53268
set rmargin at screen 0.96600
set tmargin at screen 0.71458
set bmargin at screen 0.15625
set xrange [384:131072]
set logscale x 2
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1,024" 1024, "4,096" 4096, "16,384" 16384, "65,536" 65536)
set yrange [1.7926944680520824:5.027412102141291]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2" 2, "3" 3, "4" 4, "5" 5)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold BloombergGPT's cut: phrases}" at screen 0.51300, screen 0.78958 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "tokens × log₂ V (bits per byte)" noenhanced at screen 0.51300, screen 0.75208 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "vocabulary size V (tokens)" noenhanced at screen 0.96600, screen 0.07917 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::57::74 using 3:4 with lines lw 2.5 dt solid lc rgb "#0072B2" title "general" noenhanced, \
  data skip 1 every ::75::92 using 3:4 with lines lw 2.5 dt solid lc rgb "#D55E00" title "finance" noenhanced, \
  data skip 1 every ::93::110 using 3:4 with lines lw 2.5 dt solid lc rgb "#009E73" title "law" noenhanced, \
  data skip 1 every ::111::128 using 3:4 with lines lw 2.5 dt solid lc rgb "#B5588C" title "medicine" noenhanced, \
  data skip 1 every ::129::132 using 3:4 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "smallest" noenhanced, \
  data skip 1 every ::129::132 using 3:4 with points pt 7 ps 0.85 lc rgb "#1A1A1A" title "smallest" noenhanced
unset multiplot
set output
