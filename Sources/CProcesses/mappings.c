#define _GNU_SOURCE
#include "CProcesses.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { capacity = 4096 };

/// A mapping is there while its end is not 0.
static struct {
  _Atomic uintptr_t start;
  _Atomic uintptr_t end;
  char *_Atomic path;
} mappings[capacity];

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction before;

static void say(const char *text) {
  size_t left = strlen(text);
  while (left > 0) {
    const ssize_t written = write(STDERR_FILENO, text, left);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text += written;
    left -= (size_t)written;
  }
}

_Noreturn void workbook_end(const char *path, const char *problem) {
  // A reader that has gone must not make another status of it.
  signal(SIGPIPE, SIG_IGN);
  say(program_invocation_short_name);
  say(": ");
  say(path);
  say(": ");
  say(problem);
  say("\n");
  _exit(1);
}

/// Only what a signal handler may call.
static void fault(int number, siginfo_t *information, void *context) {
  (void)number;
  (void)context;
  const uintptr_t address = (uintptr_t)information->si_addr;
  for (int k = 0; k < capacity; k++) {
    const uintptr_t end = atomic_load(&mappings[k].end);
    if (address < end && address >= atomic_load(&mappings[k].start)) {
      workbook_end(
          atomic_load(&mappings[k].path),
          "was cut short, or its disk failed, while it was being read");
    }
  }
  // Not ours: the instruction is tried again, and meets what was there before.
  sigaction(SIGBUS, &before, NULL);
}

int workbook_watch_mapping(const void *start, size_t count, const char *path) {
  static int is_watching = 0;
  int number = -1;
  pthread_mutex_lock(&one_at_a_time);
  if (!is_watching) {
    struct sigaction action = {.sa_sigaction = fault, .sa_flags = SA_SIGINFO};
    sigfillset(&action.sa_mask);
    is_watching = sigaction(SIGBUS, &action, &before) == 0;
  }
  for (int k = 0; k < capacity && number < 0; k++) {
    if (atomic_load(&mappings[k].end) != 0) continue;
    char *copy = strdup(path);
    if (copy == NULL) break;
    atomic_store(&mappings[k].path, copy);
    atomic_store(&mappings[k].start, (uintptr_t)start);
    atomic_store(&mappings[k].end, (uintptr_t)start + count);
    number = k;
  }
  pthread_mutex_unlock(&one_at_a_time);
  return number;
}

void workbook_forget_mapping(int number) {
  if (number < 0) return;
  pthread_mutex_lock(&one_at_a_time);
  atomic_store(&mappings[number].end, 0);
  free(atomic_load(&mappings[number].path));
  atomic_store(&mappings[number].path, NULL);
  pthread_mutex_unlock(&one_at_a_time);
}
