# Eight times the width: a step moves the next token's logit 32 times as far, by μP's rules 1.0 times
# Draws 07-rates.svg from 07-rates.csv: gnuplot 07-rates.gp
# The same as a bitmap: gnuplot -e "png=1" 07-rates.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-rates.png" : "07-rates.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_rates" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-rates.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Eight times the width: a step moves the next token's logit 32 times as far,}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold by μP's rules 1.0 times}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "One step of AdamW at the rate 0.0001 from the first values, on 64 tokens; two layers" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.06150
set rmargin at screen 0.84826
set tmargin at screen 0.76042
set bmargin at screen 0.11667
set xrange [64:512]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("100" 100, "200" 200, "500" 500)
set yrange [0.08976473555233237:4.054051633243235]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.1" 0.1, "0.2" 0.2, "0.5" 0.5, "1" 1, "2" 2)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "gain of the next token's logit (mean)" noenhanced at screen 0.02250, screen 0.79792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "width" noenhanced at screen 0.84826, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "the same rate" noenhanced at screen 0.85826, screen 0.73116 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "μP" noenhanced at screen 0.85826, screen 0.14953 left front font "sans-serif,13" textcolor rgb "#0072B2"

plot data skip 1 every ::0::3 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "the same rate" noenhanced, \
  data skip 1 every ::0::3 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "the same rate" noenhanced, \
  data skip 1 every ::0::3 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "the same rate" noenhanced, \
  data skip 1 every ::4::7 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "μP" noenhanced, \
  data skip 1 every ::4::7 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "μP" noenhanced, \
  data skip 1 every ::4::7 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "μP" noenhanced
set output
