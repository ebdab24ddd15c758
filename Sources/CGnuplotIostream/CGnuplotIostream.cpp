#include "CGnuplotIostream.h"
int workbook_gnuplot_placeholder(void) { return 0; }
