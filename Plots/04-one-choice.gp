# At T = 1.5 the tokens outside the first seven get 39% of the draws
# Draws 04-one-choice.svg from 04-one-choice.csv: gnuplot 04-one-choice.gp
# The same as a bitmap: gnuplot -e "png=1" 04-one-choice.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "04-one-choice.png" : "04-one-choice.svg"
if (png) { set terminal pngcairo size 1100,620 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_04_one_choice" size 1100,620 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "04-one-choice.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold At T = 1.5 the tokens outside the first seven get 39% of the draws}" at screen 0.01636, screen 0.95806 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Probability of the seven likeliest next tokens, and of all others together" noenhanced at screen 0.01636, screen 0.92339 left front font "sans-serif,13.5" textcolor rgb "#666666"
set multiplot
set lmargin at screen 0.06196
set rmargin at screen 0.22591
set tmargin at screen 0.85000
set bmargin at screen 0.54113
set xrange [0:1.15]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1)
set yrange [8.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8)
set label "irst" noenhanced at screen 0.05469, screen 0.83070 right front font "sans-serif,12" textcolor rgb "#666666"
set label "erry" noenhanced at screen 0.05469, screen 0.79209 right front font "sans-serif,12" textcolor rgb "#666666"
set label "rom" noenhanced at screen 0.05469, screen 0.75348 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.05469, screen 0.71487 right front font "sans-serif,12" textcolor rgb "#666666"
set label "el" noenhanced at screen 0.05469, screen 0.67626 right front font "sans-serif,12" textcolor rgb "#666666"
set label "er" noenhanced at screen 0.05469, screen 0.63765 right front font "sans-serif,12" textcolor rgb "#666666"
set label "ll" noenhanced at screen 0.05469, screen 0.59904 right front font "sans-serif,12" textcolor rgb "#666666"
set label "others" noenhanced at screen 0.05469, screen 0.56043 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold greedy (T = 0)}" at screen 0.01636, screen 0.87903 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "probability" noenhanced at screen 0.22591, screen 0.48145 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::0::7 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::0::7 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.30969
set rmargin at screen 0.47364
set tmargin at screen 0.85000
set bmargin at screen 0.54113
set xrange [0:1.15]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1)
set yrange [8.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8)
set label "irst" noenhanced at screen 0.30242, screen 0.83070 right front font "sans-serif,12" textcolor rgb "#666666"
set label "erry" noenhanced at screen 0.30242, screen 0.79209 right front font "sans-serif,12" textcolor rgb "#666666"
set label "rom" noenhanced at screen 0.30242, screen 0.75348 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.30242, screen 0.71487 right front font "sans-serif,12" textcolor rgb "#666666"
set label "el" noenhanced at screen 0.30242, screen 0.67626 right front font "sans-serif,12" textcolor rgb "#666666"
set label "er" noenhanced at screen 0.30242, screen 0.63765 right front font "sans-serif,12" textcolor rgb "#666666"
set label "ll" noenhanced at screen 0.30242, screen 0.59904 right front font "sans-serif,12" textcolor rgb "#666666"
set label "others" noenhanced at screen 0.30242, screen 0.56043 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold T = 0.5}" at screen 0.26409, screen 0.87903 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "probability" noenhanced at screen 0.47364, screen 0.48145 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::8::15 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::8::15 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.55742
set rmargin at screen 0.72136
set tmargin at screen 0.85000
set bmargin at screen 0.54113
set xrange [0:1.15]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1)
set yrange [8.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8)
set label "irst" noenhanced at screen 0.55015, screen 0.83070 right front font "sans-serif,12" textcolor rgb "#666666"
set label "erry" noenhanced at screen 0.55015, screen 0.79209 right front font "sans-serif,12" textcolor rgb "#666666"
set label "rom" noenhanced at screen 0.55015, screen 0.75348 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.55015, screen 0.71487 right front font "sans-serif,12" textcolor rgb "#666666"
set label "el" noenhanced at screen 0.55015, screen 0.67626 right front font "sans-serif,12" textcolor rgb "#666666"
set label "er" noenhanced at screen 0.55015, screen 0.63765 right front font "sans-serif,12" textcolor rgb "#666666"
set label "ll" noenhanced at screen 0.55015, screen 0.59904 right front font "sans-serif,12" textcolor rgb "#666666"
set label "others" noenhanced at screen 0.55015, screen 0.56043 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold T = 1: as trained}" at screen 0.51182, screen 0.87903 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "probability" noenhanced at screen 0.72136, screen 0.48145 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::16::23 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::16::23 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.80515
set rmargin at screen 0.96909
set tmargin at screen 0.85000
set bmargin at screen 0.54113
set xrange [0:1.15]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1)
set yrange [8.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8)
set label "irst" noenhanced at screen 0.79787, screen 0.83070 right front font "sans-serif,12" textcolor rgb "#666666"
set label "erry" noenhanced at screen 0.79787, screen 0.79209 right front font "sans-serif,12" textcolor rgb "#666666"
set label "rom" noenhanced at screen 0.79787, screen 0.75348 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.79787, screen 0.71487 right front font "sans-serif,12" textcolor rgb "#666666"
set label "el" noenhanced at screen 0.79787, screen 0.67626 right front font "sans-serif,12" textcolor rgb "#666666"
set label "er" noenhanced at screen 0.79787, screen 0.63765 right front font "sans-serif,12" textcolor rgb "#666666"
set label "ll" noenhanced at screen 0.79787, screen 0.59904 right front font "sans-serif,12" textcolor rgb "#666666"
set label "others" noenhanced at screen 0.79787, screen 0.56043 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold T = 1.5}" at screen 0.75955, screen 0.87903 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "probability" noenhanced at screen 0.96909, screen 0.48145 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::24::31 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::24::31 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.06196
set rmargin at screen 0.22591
set tmargin at screen 0.39919
set bmargin at screen 0.09032
set xrange [0:1.15]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1)
set yrange [8.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8)
set label "irst" noenhanced at screen 0.05469, screen 0.37989 right front font "sans-serif,12" textcolor rgb "#666666"
set label "erry" noenhanced at screen 0.05469, screen 0.34128 right front font "sans-serif,12" textcolor rgb "#666666"
set label "rom" noenhanced at screen 0.05469, screen 0.30267 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.05469, screen 0.26406 right front font "sans-serif,12" textcolor rgb "#666666"
set label "el" noenhanced at screen 0.05469, screen 0.22545 right front font "sans-serif,12" textcolor rgb "#666666"
set label "er" noenhanced at screen 0.05469, screen 0.18684 right front font "sans-serif,12" textcolor rgb "#666666"
set label "ll" noenhanced at screen 0.05469, screen 0.14824 right front font "sans-serif,12" textcolor rgb "#666666"
set label "others" noenhanced at screen 0.05469, screen 0.10963 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold top-k, k = 3}" at screen 0.01636, screen 0.42823 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "probability" noenhanced at screen 0.22591, screen 0.03065 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::32::39 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::32::39 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.30969
set rmargin at screen 0.47364
set tmargin at screen 0.39919
set bmargin at screen 0.09032
set xrange [0:1.15]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1)
set yrange [8.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8)
set label "irst" noenhanced at screen 0.30242, screen 0.37989 right front font "sans-serif,12" textcolor rgb "#666666"
set label "erry" noenhanced at screen 0.30242, screen 0.34128 right front font "sans-serif,12" textcolor rgb "#666666"
set label "rom" noenhanced at screen 0.30242, screen 0.30267 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.30242, screen 0.26406 right front font "sans-serif,12" textcolor rgb "#666666"
set label "el" noenhanced at screen 0.30242, screen 0.22545 right front font "sans-serif,12" textcolor rgb "#666666"
set label "er" noenhanced at screen 0.30242, screen 0.18684 right front font "sans-serif,12" textcolor rgb "#666666"
set label "ll" noenhanced at screen 0.30242, screen 0.14824 right front font "sans-serif,12" textcolor rgb "#666666"
set label "others" noenhanced at screen 0.30242, screen 0.10963 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold top-p, p = 0.8}" at screen 0.26409, screen 0.42823 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "probability" noenhanced at screen 0.47364, screen 0.03065 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::40::47 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::40::47 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.55742
set rmargin at screen 0.72136
set tmargin at screen 0.39919
set bmargin at screen 0.09032
set xrange [0:1.15]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1)
set yrange [8.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8)
set label "irst" noenhanced at screen 0.55015, screen 0.37989 right front font "sans-serif,12" textcolor rgb "#666666"
set label "erry" noenhanced at screen 0.55015, screen 0.34128 right front font "sans-serif,12" textcolor rgb "#666666"
set label "rom" noenhanced at screen 0.55015, screen 0.30267 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.55015, screen 0.26406 right front font "sans-serif,12" textcolor rgb "#666666"
set label "el" noenhanced at screen 0.55015, screen 0.22545 right front font "sans-serif,12" textcolor rgb "#666666"
set label "er" noenhanced at screen 0.55015, screen 0.18684 right front font "sans-serif,12" textcolor rgb "#666666"
set label "ll" noenhanced at screen 0.55015, screen 0.14824 right front font "sans-serif,12" textcolor rgb "#666666"
set label "others" noenhanced at screen 0.55015, screen 0.10963 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold min-p, m = 0.1}" at screen 0.51182, screen 0.42823 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "probability" noenhanced at screen 0.72136, screen 0.03065 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::48::55 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::48::55 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced

unset label; unset arrow; unset object; unset logscale; unset colorbox
set lmargin at screen 0.80515
set rmargin at screen 0.96909
set tmargin at screen 0.39919
set bmargin at screen 0.09032
set xrange [0:1.15]
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("0" 0, "1" 1)
set yrange [8.5:0.5]
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("" 1, "" 2, "" 3, "" 4, "" 5, "" 6, "" 7, "" 8)
set label "irst" noenhanced at screen 0.79787, screen 0.37989 right front font "sans-serif,12" textcolor rgb "#666666"
set label "erry" noenhanced at screen 0.79787, screen 0.34128 right front font "sans-serif,12" textcolor rgb "#666666"
set label "rom" noenhanced at screen 0.79787, screen 0.30267 right front font "sans-serif,12" textcolor rgb "#666666"
set label "l" noenhanced at screen 0.79787, screen 0.26406 right front font "sans-serif,12" textcolor rgb "#666666"
set label "el" noenhanced at screen 0.79787, screen 0.22545 right front font "sans-serif,12" textcolor rgb "#666666"
set label "er" noenhanced at screen 0.79787, screen 0.18684 right front font "sans-serif,12" textcolor rgb "#666666"
set label "ll" noenhanced at screen 0.79787, screen 0.14824 right front font "sans-serif,12" textcolor rgb "#666666"
set label "others" noenhanced at screen 0.79787, screen 0.10963 right front font "sans-serif,12" textcolor rgb "#666666"
unset grid
set grid xtics noytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 2 back lt 1 lw 1 lc rgb "#999999"
set label "{/:Bold T = 1.5, then m = 0.1}" at screen 0.75955, screen 0.42823 left front font "sans-serif,14" textcolor rgb "#1A1A1A"
set label "probability" noenhanced at screen 0.96909, screen 0.03065 right front font "sans-serif,12.5" textcolor rgb "#666666"

plot data skip 1 every ::56::63 using ($4):($3+0):(0):($4):($3-0.3588):($3+0.3588) with boxxyerror fillstyle solid 1.0 noborder fc rgb "#0072B2" title "data" noenhanced, \
  data skip 1 every ::56::63 using ($4):($3+0):5 with labels noenhanced left offset 0.6,0 font "sans-serif,11.5" tc rgb "#333333" title "data" noenhanced
unset multiplot
set output
