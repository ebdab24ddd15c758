#ifndef WORKBOOK_PROCESSES_H
#define WORKBOOK_PROCESSES_H

#include <stddef.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a child is started with.
typedef struct {
  /// A path, or a name that is looked for on the PATH.
  const char *program;
  char *const *arguments;
  char *const *environment;
  /// Descriptors of this process that become the child's 0, 1 and 2; -1 for the same as here.
  int streams[3];
  /// Not 0 for a process group of the child's own.
  int has_own_group;
  /// What the child is sent when the calling thread's process ends; 0 for nothing.
  int death_signal;
} workbook_child;

/// Starts a child; returns 0, or the error of the step that failed.
///
/// The child's death signal belongs to the thread that calls: it must live as long as the child should.
int workbook_start(const workbook_child *child, pid_t *identifier);

/// Remembers a mapping of a file: whoever reads where the file has no bytes any more ends with status 1
/// and one line that names the file. Returns its number, or -1 where no more can be remembered.
int workbook_watch_mapping(const void *start, size_t count, const char *path);

/// Forgets a mapping by its number.
void workbook_forget_mapping(int number);

/// Writes "PROGRAM: PATH: PROBLEM" to standard error and ends the process with status 1 at once.
_Noreturn void workbook_end(const char *path, const char *problem);

#ifdef __cplusplus
}
#endif

#endif
