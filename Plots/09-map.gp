# From scratch wins at most 26% of the draws given BLOOM, 1% of the draws given Qwen3-32B
# Draws 09-map.svg from 09-map.csv: gnuplot 09-map.gp
# The same as a bitmap: gnuplot -e "png=1" 09-map.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "09-map.png" : "09-map.svg"
if (png) { set terminal pngcairo size 900,820 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_09_map" size 900,820 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "09-map.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold From scratch wins at most 26% of the draws given BLOOM, 1% of the draws given}" at screen 0.02000, screen 0.96829 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold Qwen3-32B}" at screen 0.02000, screen 0.93902 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "How often each rung wins at $1M, over draws of all that is not known" noenhanced at screen 0.02000, screen 0.91280 left front font "sans-serif,13.5" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.18013
set rmargin at screen 0.89729
set tmargin at screen 0.85732
set bmargin at screen 0.51646
set xrange [0.5:7.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7)
set label "1M" noenhanced at screen 0.23136, screen 0.49939 center front font "sans-serif,12" textcolor rgb "#666666"
set label "10M" noenhanced at screen 0.33381, screen 0.49939 center front font "sans-serif,12" textcolor rgb "#666666"
set label "100M" noenhanced at screen 0.43626, screen 0.49939 center front font "sans-serif,12" textcolor rgb "#666666"
set label "1B" noenhanced at screen 0.53871, screen 0.49939 center front font "sans-serif,12" textcolor rgb "#666666"
set label "10B" noenhanced at screen 0.64116, screen 0.49939 center front font "sans-serif,12" textcolor rgb "#666666"
set label "100B" noenhanced at screen 0.74361, screen 0.49939 center front font "sans-serif,12" textcolor rgb "#666666"
set label "1T" noenhanced at screen 0.84606, screen 0.49939 center front font "sans-serif,12" textcolor rgb "#666666"
set yrange [7.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7)
set label "use as it is" noenhanced at screen 0.17124, screen 0.83297 right front font "sans-serif,12" textcolor rgb "#666666"
set label "prompt with field text" noenhanced at screen 0.17124, screen 0.78428 right front font "sans-serif,12" textcolor rgb "#666666"
set label "retrieve passages" noenhanced at screen 0.17124, screen 0.73558 right front font "sans-serif,12" textcolor rgb "#666666"
set label "train an adapter" noenhanced at screen 0.17124, screen 0.68689 right front font "sans-serif,12" textcolor rgb "#666666"
set label "continue pretraining" noenhanced at screen 0.17124, screen 0.63820 right front font "sans-serif,12" textcolor rgb "#666666"
set label "mixture from scratch" noenhanced at screen 0.17124, screen 0.58950 right front font "sans-serif,12" textcolor rgb "#666666"
set label "own text from scratch" noenhanced at screen 0.17124, screen 0.54081 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set border 0 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold given BLOOM: 176B parameters, 366B tokens}" at screen 0.02000, screen 0.87927 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "different tokens of one's own text" noenhanced at screen 0.89729, screen 0.47134 right front font "sans-serif,12.5" textcolor rgb "#666666"
set palette defined (0 "#F7FBFF", 1 "#D2E3F0", 2 "#A6CBE3", 3 "#6BA9D2", 4 "#3784BC", 5 "#0F5E9C", 6 "#083B6B")
set cbrange [0:1]
set cbtics noenhanced scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0%%" 0, "20%%" 0.2, "40%%" 0.4, "60%%" 0.6, "80%%" 0.8, "100%%" 1)
set colorbox vertical user origin screen 0.91507, screen 0.51646 size screen 0.01556, screen 0.34085 noborder
set label "share of draws" noenhanced at screen 0.98000, screen 0.87683 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::48 using 4:5:($4-0.487):($4+0.487):($5-0.487):($5+0.487):6 with boxxyerror fillstyle solid 1.0 noborder lc palette title "data" noenhanced, \
  data skip 1 every ::0::48 using ($6 == $6 ? $4 : NaN):5:7:((($6 - (0)) / 1) > 0.55 ? 0xFFFFFF : 0x1A1A1A) with labels noenhanced center font "sans-serif,12.5" tc rgb variable title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.18013
set rmargin at screen 0.89729
set tmargin at screen 0.40915
set bmargin at screen 0.06829
set xrange [0.5:7.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7)
set label "1M" noenhanced at screen 0.23136, screen 0.05122 center front font "sans-serif,12" textcolor rgb "#666666"
set label "10M" noenhanced at screen 0.33381, screen 0.05122 center front font "sans-serif,12" textcolor rgb "#666666"
set label "100M" noenhanced at screen 0.43626, screen 0.05122 center front font "sans-serif,12" textcolor rgb "#666666"
set label "1B" noenhanced at screen 0.53871, screen 0.05122 center front font "sans-serif,12" textcolor rgb "#666666"
set label "10B" noenhanced at screen 0.64116, screen 0.05122 center front font "sans-serif,12" textcolor rgb "#666666"
set label "100B" noenhanced at screen 0.74361, screen 0.05122 center front font "sans-serif,12" textcolor rgb "#666666"
set label "1T" noenhanced at screen 0.84606, screen 0.05122 center front font "sans-serif,12" textcolor rgb "#666666"
set yrange [7.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7)
set label "use as it is" noenhanced at screen 0.17124, screen 0.38480 right front font "sans-serif,12" textcolor rgb "#666666"
set label "prompt with field text" noenhanced at screen 0.17124, screen 0.33611 right front font "sans-serif,12" textcolor rgb "#666666"
set label "retrieve passages" noenhanced at screen 0.17124, screen 0.28741 right front font "sans-serif,12" textcolor rgb "#666666"
set label "train an adapter" noenhanced at screen 0.17124, screen 0.23872 right front font "sans-serif,12" textcolor rgb "#666666"
set label "continue pretraining" noenhanced at screen 0.17124, screen 0.19003 right front font "sans-serif,12" textcolor rgb "#666666"
set label "mixture from scratch" noenhanced at screen 0.17124, screen 0.14133 right front font "sans-serif,12" textcolor rgb "#666666"
set label "own text from scratch" noenhanced at screen 0.17124, screen 0.09264 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set border 0 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold given Qwen3-32B: 32B parameters, 36T tokens}" at screen 0.02000, screen 0.43110 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "different tokens of one's own text" noenhanced at screen 0.89729, screen 0.02317 right front font "sans-serif,12.5" textcolor rgb "#666666"
set palette defined (0 "#F7FBFF", 1 "#D2E3F0", 2 "#A6CBE3", 3 "#6BA9D2", 4 "#3784BC", 5 "#0F5E9C", 6 "#083B6B")
set cbrange [0:1]
set cbtics noenhanced scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0%%" 0, "20%%" 0.2, "40%%" 0.4, "60%%" 0.6, "80%%" 0.8, "100%%" 1)
set colorbox vertical user origin screen 0.91507, screen 0.06829 size screen 0.01556, screen 0.34085 noborder
set label "share of draws" noenhanced at screen 0.98000, screen 0.42866 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::49::97 using 4:5:($4-0.487):($4+0.487):($5-0.487):($5+0.487):6 with boxxyerror fillstyle solid 1.0 noborder lc palette title "data" noenhanced, \
  data skip 1 every ::49::97 using ($6 == $6 ? $4 : NaN):5:7:((($6 - (0)) / 1) > 0.55 ? 0xFFFFFF : 0x1A1A1A) with labels noenhanced center font "sans-serif,12.5" tc rgb variable title "data" noenhanced
unset multiplot
set output
