# After “net income” the second head looks at “rose”
# Draws 02-heads.svg from 02-heads.csv: gnuplot 02-heads.gp
# The same as a bitmap: gnuplot -e "png=1" 02-heads.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "02-heads.png" : "02-heads.svg"
if (png) { set terminal pngcairo size 1000,560 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_02_heads" size 1000,560 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "02-heads.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold After “net income” the second head looks at “rose”}" at screen 0.01800, screen 0.95357 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Attention weights of two hand-made heads; each row is a word and sums to one" noenhanced at screen 0.01800, screen 0.91518 left front font "sans-serif,13.5" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.07392
set rmargin at screen 0.42780
set tmargin at screen 0.83393
set bmargin at screen 0.14218
set xrange [0.5:11.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11)
set label "⟨start⟩" noenhanced at screen 0.09401, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "net" noenhanced at screen 0.12618, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "income" noenhanced at screen 0.15835, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "rose" noenhanced at screen 0.19052, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label ";" noenhanced at screen 0.22269, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "gross" noenhanced at screen 0.25486, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "margin" noenhanced at screen 0.28703, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "fell" noenhanced at screen 0.31920, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label ";" noenhanced at screen 0.35137, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "net" noenhanced at screen 0.38354, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "income" noenhanced at screen 0.41571, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set yrange [11.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11)
set label "⟨start⟩" noenhanced at screen 0.06592, screen 0.80249 right front font "sans-serif,12" textcolor rgb "#666666"
set label "net" noenhanced at screen 0.06592, screen 0.73960 right front font "sans-serif,12" textcolor rgb "#666666"
set label "income" noenhanced at screen 0.06592, screen 0.67671 right front font "sans-serif,12" textcolor rgb "#666666"
set label "rose" noenhanced at screen 0.06592, screen 0.61383 right front font "sans-serif,12" textcolor rgb "#666666"
set label ";" noenhanced at screen 0.06592, screen 0.55094 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gross" noenhanced at screen 0.06592, screen 0.48806 right front font "sans-serif,12" textcolor rgb "#666666"
set label "margin" noenhanced at screen 0.06592, screen 0.42517 right front font "sans-serif,12" textcolor rgb "#666666"
set label "fell" noenhanced at screen 0.06592, screen 0.36228 right front font "sans-serif,12" textcolor rgb "#666666"
set label ";" noenhanced at screen 0.06592, screen 0.29940 right front font "sans-serif,12" textcolor rgb "#666666"
set label "net" noenhanced at screen 0.06592, screen 0.23651 right front font "sans-serif,12" textcolor rgb "#666666"
set label "income" noenhanced at screen 0.06592, screen 0.17363 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set border 0 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold first head: the word before me}" at screen 0.01800, screen 0.86607 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "looks at" noenhanced at screen 0.42780, screen 0.03393 right front font "sans-serif,12.5" textcolor rgb "#666666"
set palette defined (0 "#F7FBFF", 1 "#D2E3F0", 2 "#A6CBE3", 3 "#6BA9D2", 4 "#3784BC", 5 "#0F5E9C", 6 "#083B6B")
set cbrange [0:1]
set cbtics noenhanced scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.2" 0.2, "0.4" 0.4, "0.6" 0.6, "0.8" 0.8, "1.0" 1)
set colorbox vertical user origin screen 0.44380, screen 0.14218 size screen 0.01400, screen 0.69175 noborder
set label "weight" noenhanced at screen 0.48700, screen 0.86250 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::120 using 4:5:($4-0.484):($4+0.484):($5-0.484):($5+0.484):6 with boxxyerror fillstyle solid 1.0 noborder lc palette title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.56892
set rmargin at screen 0.92280
set tmargin at screen 0.83393
set bmargin at screen 0.14218
set xrange [0.5:11.5]
set xtics noenhanced nomirror out scale 0 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11)
set label "⟨start⟩" noenhanced at screen 0.58901, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "net" noenhanced at screen 0.62118, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "income" noenhanced at screen 0.65335, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "rose" noenhanced at screen 0.68552, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label ";" noenhanced at screen 0.71769, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "gross" noenhanced at screen 0.74986, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "margin" noenhanced at screen 0.78203, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "fell" noenhanced at screen 0.81420, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label ";" noenhanced at screen 0.84637, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "net" noenhanced at screen 0.87854, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set label "income" noenhanced at screen 0.91071, screen 0.11718 right rotate by 45 front font "sans-serif,12" textcolor rgb "#666666"
set yrange [11.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8, "" 9, "" 10, "" 11)
set label "⟨start⟩" noenhanced at screen 0.56092, screen 0.80249 right front font "sans-serif,12" textcolor rgb "#666666"
set label "net" noenhanced at screen 0.56092, screen 0.73960 right front font "sans-serif,12" textcolor rgb "#666666"
set label "income" noenhanced at screen 0.56092, screen 0.67671 right front font "sans-serif,12" textcolor rgb "#666666"
set label "rose" noenhanced at screen 0.56092, screen 0.61383 right front font "sans-serif,12" textcolor rgb "#666666"
set label ";" noenhanced at screen 0.56092, screen 0.55094 right front font "sans-serif,12" textcolor rgb "#666666"
set label "gross" noenhanced at screen 0.56092, screen 0.48806 right front font "sans-serif,12" textcolor rgb "#666666"
set label "margin" noenhanced at screen 0.56092, screen 0.42517 right front font "sans-serif,12" textcolor rgb "#666666"
set label "fell" noenhanced at screen 0.56092, screen 0.36228 right front font "sans-serif,12" textcolor rgb "#666666"
set label ";" noenhanced at screen 0.56092, screen 0.29940 right front font "sans-serif,12" textcolor rgb "#666666"
set label "net" noenhanced at screen 0.56092, screen 0.23651 right front font "sans-serif,12" textcolor rgb "#666666"
set label "income" noenhanced at screen 0.56092, screen 0.17363 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set border 0 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold second head: what followed me last time}" at screen 0.51300, screen 0.86607 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "looks at" noenhanced at screen 0.92280, screen 0.03393 right front font "sans-serif,12.5" textcolor rgb "#666666"
set palette defined (0 "#F7FBFF", 1 "#D2E3F0", 2 "#A6CBE3", 3 "#6BA9D2", 4 "#3784BC", 5 "#0F5E9C", 6 "#083B6B")
set cbrange [0:1]
set cbtics noenhanced scale 0 font "sans-serif,12" textcolor rgb "#666666" ("0.0" 0, "0.2" 0.2, "0.4" 0.4, "0.6" 0.6, "0.8" 0.8, "1.0" 1)
set colorbox vertical user origin screen 0.93880, screen 0.14218 size screen 0.01400, screen 0.69175 noborder
set label "weight" noenhanced at screen 0.98200, screen 0.86250 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::121::241 using 4:5:($4-0.484):($4+0.484):($5-0.484):($5+0.484):6 with boxxyerror fillstyle solid 1.0 noborder lc palette title "data" noenhanced
unset multiplot
set output
