#ifndef C_ALLOCATION_COUNTER_H
#define C_ALLOCATION_COUNTER_H

#include <stddef.h>

/// Begins to count what the calling thread and the threads of replica groups allocate: malloc, calloc,
/// realloc and the aligned kinds, whoever calls them on these threads.
void allocation_counter_start(void);

/// Ends the count and returns it.
long allocation_counter_stop(void);

/// The most bytes that were asked for at once during the count.
size_t allocation_counter_largest(void);

#endif
