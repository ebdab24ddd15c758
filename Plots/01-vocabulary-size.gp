# On text of finance, 3,072 own tokens do the work of 29,289 in the general vocabulary
# Draws 01-vocabulary-size.svg from 01-vocabulary-size.csv: gnuplot 01-vocabulary-size.gp
# The same as a bitmap: gnuplot -e "png=1" 01-vocabulary-size.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "01-vocabulary-size.png" : "01-vocabulary-size.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_01_vocabulary_size" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "01-vocabulary-size.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold On text of finance, 3,072 own tokens do the work of 29,289 in the general}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold vocabulary}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Bytes of held-out text of finance per token, by the size of the vocabulary" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set arrow from screen 0.02250, screen 0.80000 to screen 0.04750, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#0072B2"
set label "BPE, finance" noenhanced at screen 0.05500, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.18374, screen 0.80000 to screen 0.20874, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#D55E00"
set label "unigram, finance" noenhanced at screen 0.21624, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.38138, screen 0.80000 to screen 0.40638, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#009E73"
set label "BPE, all together" noenhanced at screen 0.41388, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set arrow from screen 0.57706, screen 0.80000 to screen 0.60206, screen 0.80000 nohead front lw 2.5 dt solid lc rgb "#B5588C"
set label "BPE, general" noenhanced at screen 0.60956, screen 0.80000 left front font "sans-serif,13" textcolor rgb "#333333"
set lmargin at screen 0.04710
set rmargin at screen 0.95750
set tmargin at screen 0.70625
set bmargin at screen 0.11667
set xrange [384:32162]
set logscale x 2
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("512" 512, "1,024" 1024, "2,048" 2048, "4,096" 4096, "8,192" 8192, "16,384" 16384)
set yrange [1.5187073355336767:5.726844996200452]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("2" 2, "3" 3, "4" 4, "5" 5)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "bytes per token" noenhanced at screen 0.02250, screen 0.74375 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "vocabulary size (tokens)" noenhanced at screen 0.95750, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::11 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "BPE, finance" noenhanced, \
  data skip 1 every ::0::11 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "BPE, finance" noenhanced, \
  data skip 1 every ::0::11 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "BPE, finance" noenhanced, \
  data skip 1 every ::12::16 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "unigram, finance" noenhanced, \
  data skip 1 every ::12::16 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "unigram, finance" noenhanced, \
  data skip 1 every ::12::16 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "unigram, finance" noenhanced, \
  data skip 1 every ::17::30 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "BPE, all together" noenhanced, \
  data skip 1 every ::17::30 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "BPE, all together" noenhanced, \
  data skip 1 every ::17::30 using 2:3 with points pt 7 ps 0.85 lc rgb "#009E73" title "BPE, all together" noenhanced, \
  data skip 1 every ::31::44 using 2:3 with lines lw 2.5 dt solid lc rgb "#B5588C" title "BPE, general" noenhanced, \
  data skip 1 every ::31::44 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "BPE, general" noenhanced, \
  data skip 1 every ::31::44 using 2:3 with points pt 7 ps 0.85 lc rgb "#B5588C" title "BPE, general" noenhanced
set output
