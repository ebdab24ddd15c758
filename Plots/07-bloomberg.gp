# BloombergGPT read 46% to 77% of the best number of tokens for its compute
# Draws 07-bloomberg.svg from 07-bloomberg.csv: gnuplot 07-bloomberg.gp
# The same as a bitmap: gnuplot -e "png=1" 07-bloomberg.gp
set encoding utf8
if (!exists("png")) png = 0
if (!exists("picture")) picture = png ? "07-bloomberg.png" : "07-bloomberg.svg"
if (png) { set terminal pngcairo size 800,640 enhanced font "sans-serif,12" background rgb "#FFFFFF" fontscale 0.75 } else { set terminal svg fixed name "figure_07_bloomberg" size 800,640 enhanced font "sans-serif,12" background rgb "#FFFFFF" }
set output picture
data = "07-bloomberg.csv"
set datafile separator comma
unset key
unset colorbox
set style fill solid 1.0 noborder

set label "{/:Bold BloombergGPT read 46% to 77% of the best number of tokens for its}" at screen 0.02250, screen 0.95937 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "{/:Bold compute}" at screen 0.02250, screen 0.92188 left front font "sans-serif,18" textcolor rgb "#1A1A1A"
set label "Lines: the best number of tokens for a budget by two fits to the same runs" noenhanced at screen 0.02250, screen 0.88828 left front font "sans-serif,13.5" textcolor rgb "#666666"
set label "al. 2023, table 2; of later models their reports (chapter 9). Operations as 6ND." noenhanced at screen 0.02250, screen 0.02734 left front font "sans-serif,11" textcolor rgb "#666666"
set label "Models: Wu et al. 2023 (arXiv 2303.17564), appendix A.5 and table 4; Hoffmann et al. 2022, table 1; Wu et al. 2023, table 6; Touvron et" noenhanced at screen 0.02250, screen 0.05078 left front font "sans-serif,11" textcolor rgb "#666666"
set lmargin at screen 0.06870
set rmargin at screen 0.83640
set tmargin at screen 0.82031
set bmargin at screen 0.14062
set xrange [1e+21:7.356422544596414e+24]
set logscale x 10
set xtics noenhanced nomirror out scale 0.5 offset 0,0.3 font "sans-serif,12" textcolor rgb "#666666" ("10²¹" 1e+21, "10²²" 1e+22, "10²³" 1e+23, "10²⁴" 1e+24)
set yrange [43564405705.62112:49569597394803.195]
set logscale y 10
set ytics noenhanced nomirror out scale 0 font "sans-serif,12" textcolor rgb "#666666" ("10¹¹" 100000000000, "10¹²" 1000000000000, "10¹³" 10000000000000)
unset grid
set grid xtics ytics back lt 1 lw 0.8 lc rgb "#E4E4E4"
set border 1 back lt 1 lw 1 lc rgb "#999999"
set label "tokens" noenhanced at screen 0.02250, screen 0.84844 left front font "sans-serif,12.5" textcolor rgb "#666666"
set label "operations (6ND)" noenhanced at screen 0.83640, screen 0.08281 right front font "sans-serif,12.5" textcolor rgb "#666666"
set label "BloombergGPT" noenhanced at screen 0.52262, screen 0.38882 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "GPT-3" noenhanced at screen 0.55564, screen 0.32700 right front font "sans-serif,13" textcolor rgb "#D55E00"
set label "Gopher" noenhanced at screen 0.61502, screen 0.32700 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "Chinchilla" noenhanced at screen 0.62518, screen 0.46122 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "BLOOM" noenhanced at screen 0.59213, screen 0.34620 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "OPT-66B" noenhanced at screen 0.47156, screen 0.32700 right front font "sans-serif,13" textcolor rgb "#D55E00"
set label "GPT-NeoX-20B" noenhanced at screen 0.42341, screen 0.35393 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "LLaMA-13B" noenhanced at screen 0.43528, screen 0.44329 right front font "sans-serif,13" textcolor rgb "#D55E00"
set arrow from screen 0.57620, screen 0.53632 to screen 0.60942, screen 0.48079 head filled size screen 0.01000,18 front lw 1 dt solid lc rgb "#D55E00"
set label "LLaMA-65B" noenhanced at screen 0.57120, screen 0.55194 right front font "sans-serif,13" textcolor rgb "#D55E00"
set label "SmolLM2-135M" noenhanced at screen 0.11976, screen 0.51024 left front font "sans-serif,13" textcolor rgb "#D55E00"
set label "OLMo 2 32B" noenhanced at screen 0.67566, screen 0.62556 right front font "sans-serif,13" textcolor rgb "#D55E00"
set label "Llama 3.1 8B" noenhanced at screen 0.62692, screen 0.70486 right front font "sans-serif,13" textcolor rgb "#D55E00"
set label "Llama 3.1 70B" noenhanced at screen 0.81395, screen 0.70486 right front font "sans-serif,13" textcolor rgb "#D55E00"
set label "Qwen3-32B" noenhanced at screen 0.82194, screen 0.78942 right front font "sans-serif,13" textcolor rgb "#D55E00"
set label "Hoffmann et al." noenhanced at screen 0.84640, screen 0.66069 left front font "sans-serif,13" textcolor rgb "#0072B2"
set label "Besiroglu et al." noenhanced at screen 0.84640, screen 0.59066 left front font "sans-serif,13" textcolor rgb "#009E73"

plot data skip 1 every ::0::58 using 2:3 with lines lw 2.5 dt solid lc rgb "#0072B2" title "Hoffmann et al." noenhanced, \
  data skip 1 every ::59::117 using 2:3 with lines lw 2.5 dt solid lc rgb "#009E73" title "Besiroglu et al." noenhanced, \
  data skip 1 every ::118::131 using 2:3 with points pt 7 ps 1.1 lc rgb "#FFFFFF" title "tokens" noenhanced, \
  data skip 1 every ::118::131 using 2:3 with points pt 7 ps 0.85 lc rgb "#D55E00" title "tokens" noenhanced
set output
