#pragma once
int workbook_gnuplot_placeholder(void);
