// The C library's allocating functions, counted. A program that defines them itself replaces them for
// all libraries that it loads; glibc keeps its own under other names, to which these pass on.
#include "CAllocationCounter.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static atomic_bool is_counting;
static atomic_long count;
static atomic_size_t largest;
static _Thread_local bool has_started;

/// Whether this thread belongs to what is counted. Others live in the process, too: a server that an earlier
/// test has stopped says its last words whenever they are due.
static bool is_meant(void) {
  if (has_started) return true;
  char name[16] = "";
  prctl(PR_GET_NAME, name);
  return strncmp(name, "replica ", 8) == 0;
}

static void note(size_t size) {
  if (!atomic_load_explicit(&is_counting, memory_order_relaxed) || !is_meant()) return;
  atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
  size_t known = atomic_load_explicit(&largest, memory_order_relaxed);
  while (size > known && !atomic_compare_exchange_weak(&largest, &known, size)) {
  }
}

void allocation_counter_start(void) {
  atomic_store(&count, 0);
  atomic_store(&largest, 0);
  has_started = true;
  atomic_store(&is_counting, 1);
}

long allocation_counter_stop(void) {
  atomic_store(&is_counting, 0);
  has_started = false;
  return atomic_load(&count);
}

size_t allocation_counter_largest(void) { return atomic_load(&largest); }

void *malloc(size_t size) {
  note(size);
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  note(number * size);
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  note(size);
  return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  note(size);
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  note(size);
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
  note(size);
  if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
  void *block = __libc_memalign(alignment, size);
  if (block == NULL) return ENOMEM;
  *result = block;
  return 0;
}
