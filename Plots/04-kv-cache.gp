# At token 128 the cache makes the next token 38 times cheaper
# Draws 04-kv-cache.svg from 04-kv-cache.csv: gnuplot 04-kv-cache.gp
# The same as a bitmap: gnuplot -e "png=1" 04-kv-cache.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "04-kv-cache.png" : "04-kv-cache.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_04_kv_cache" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "04-kv-cache.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold At token 128 the cache makes the next token 38 times cheaper}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Time for one more token, the fastest of several rounds" noenhanced at screen 0.02250, screen 0.90104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.06150
set rmargin at screen 0.78277
set tmargin at screen 0.81042
set bmargin at screen 0.11667
set xrange [0:128]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "20" 20, "40" 40, "60" 60, "80" 80, "100" 100, "120" 120)
set yrange [0:3.4483100999999996]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.5" 0.5, "1.0" 1, "1.5" 1.5, "2.0" 2, "2.5" 2.5, "3.0" 3)
unset grid
set grid noxtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "milliseconds" noenhanced at screen 0.02250, screen 0.84792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "tokens so far" noenhanced at screen 0.78277, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "read everything again" noenhanced at screen 0.79278, screen 0.77801 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "with KV cache" noenhanced at screen 0.79278, screen 0.13406 left front font "sans-serif,13" textcolor rgb "#D55E00"

plot data skip 1 every ::0::6 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "read everything again" noenhanced, \
  data skip 1 every ::0::6 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "read everything again" noenhanced, \
  data skip 1 every ::0::6 using 2:3 with points pt 7 ps 0.85 lc rgb "#0072B2" title "read everything again" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "with KV cache" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "with KV cache" noenhanced, \
  data skip 1 every ::7::13 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "with KV cache" noenhanced
set output
