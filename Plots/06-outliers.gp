# Outliers: the largest input column is 3,200 times the median, of the weights 8.8
# Draws 06-outliers.svg from 06-outliers.csv: gnuplot 06-outliers.gp
# The same as a bitmap: gnuplot -e "png=1" 06-outliers.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "06-outliers.png" : "06-outliers.svg"
if (png) { set terminal pngcairo size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_06_outliers" size 800,480 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "06-outliers.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold Outliers: the largest input column is 3,200 times the median, of the}" at screen 0.02250, screen 0.94583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold weights 8.8}" at screen 0.02250, screen 0.89583 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "layers.11.feedForward.down.weight: the largest magnitude of each column, over the median column's" noenhanced at screen 0.02250, screen 0.85104 left front font "sans-serif,13.5" textcolor rgb "#666666"
set lmargin at screen 0.08070
set rmargin at screen 0.89929
set tmargin at screen 0.76042
set bmargin at screen 0.11667
set xrange [1:1536]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "10" 10, "100" 100, "1,000" 1000)
set yrange [0.22224982804896762:5128.073596738224]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("1" 1, "10" 10, "100" 100, "1,000" 1000)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "times the median" noenhanced at screen 0.02250, screen 0.79792 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "columns, from the largest down" noenhanced at screen 0.89929, screen 0.03958 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "inputs" noenhanced at screen 0.90929, screen 0.14331 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "weights" noenhanced at screen 0.90929, screen 0.17665 left front font "sans-serif,13" textcolor rgb "#0072B2"

plot data skip 1 every ::0::1535 using 2:3 with lines lw 2.5 dt solid lc rgb "#D55E00" title "inputs" noenhanced, \
  data skip 1 every ::1536::3071 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "weights" noenhanced
set output
