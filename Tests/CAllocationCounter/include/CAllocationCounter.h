#ifndef C_ALLOCATION_COUNTER_H
#define C_ALLOCATION_COUNTER_H

/// Begins to count what every thread of the process allocates: malloc, calloc, realloc and the
/// aligned kinds, whoever calls them.
void allocation_counter_start(void);

/// Ends the count and returns it.
long allocation_counter_stop(void);

#endif
