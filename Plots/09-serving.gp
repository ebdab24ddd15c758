# For 100T tokens served, the cheapest model of this loss has 26% of the law's size
# Draws 09-serving.svg from 09-serving.csv: gnuplot 09-serving.gp
# The same as a bitmap: gnuplot -e "png=1" 09-serving.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "09-serving.png" : "09-serving.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_09_serving" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "09-serving.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold For 100T tokens served, the cheapest model of this loss has 26% of the}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold law's size}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Parameters of the lowest cost for training and use together, at one loss" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.06705
set rmargin at screen 0.78213
set tmargin at screen 0.76042
set bmargin at screen 0.11667
set xrange [10000000000:100000000000000]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10¹⁰" 10000000000, "10¹¹" 100000000000, "10¹²" 1000000000000, "10¹³" 10000000000000, "10¹⁴" 100000000000000)
set yrange [9240358183.752743:42849053555.48839]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("10B" 10000000000, "20B" 20000000000, "30B" 30000000000)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "parameters" noenhanced at screen 0.02250, screen 0.79792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "tokens served" noenhanced at screen 0.78213, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set arrow from graph 0, first 38953685050.443985 to graph 1, first 38953685050.443985 nohead front lw 1.5 dt (9,5) lc rgb "#8A8A8A"
set label "cheapest over its life" noenhanced at screen 0.79213, screen 0.16088 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "best for training alone" noenhanced at screen 0.79213, screen 0.72042 left front font "sans-serif,13" textcolor rgb "#8A8A8A"

plot data skip 1 every ::0::16 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "cheapest over its life" noenhanced
set output
